#pragma once

#include <string>
#include <string_view>

/// The small pieces that messages are made of.
namespace remora {

inline std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

/// The texts with `between` between them: `a, b`.
template <class Texts>
std::string joined(const Texts& texts, std::string_view between = ", ") {
  std::string all;
  for (const auto& text : texts) {
    all.append(all.empty() ? std::string_view() : between).append(text);
  }
  return all;
}

}  // namespace remora
