#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remora::wrapping {

/// A stretch of a template: literal text, or a {hole} that a value is put into.
struct Part {
  std::string_view text;  // the literal, or the hole's name without its braces
  bool is_hole = false;
  /// 0: always there. Else the number of the optional group `{?...?}` that the part belongs to:
  /// written always, but what people paste may lack the whole group.
  std::uint8_t group = 0;
};

/// Splits a template into its parts. `{name}`, of small letters and underscores, is a hole; any
/// other brace is literal, so that JSON can be written as it is. Groups do not nest. The parts are
/// views into `text`.
std::vector<Part> split_template(std::string_view text);

/// How many bytes of a template are literal.
std::size_t literal_size(const std::vector<Part>& parts);

}  // namespace remora::wrapping
