#pragma once

#include <array>
#include <span>
#include <string_view>

namespace remora::property {

using Words = std::span<const std::string_view>;

/// A table of words.
template <class... T>
constexpr std::array<std::string_view, sizeof...(T)> words(T... text) {
  return {std::string_view(text)...};
}

}  // namespace remora::property
