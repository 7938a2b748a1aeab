#pragma once

#include <optional>
#include <string_view>

namespace remora {

/// `service:Name`, as in `s3:PutObject`; views into the text it was split from.
struct Action {
  std::string_view service;
  std::string_view name;

  /// Nothing unless there is exactly one colon with text on both sides.
  static constexpr std::optional<Action> parse(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size() ||
        text.find(':', colon + 1) != std::string_view::npos) {
      return std::nullopt;
    }
    return Action{text.substr(0, colon), text.substr(colon + 1)};
  }
};

}  // namespace remora
