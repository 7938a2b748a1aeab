#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/place.h"

namespace remora {

/// The line of a text that a remark is about, as every face can show it.
struct Excerpt {
  std::uint32_t line = 1;  // its number, as people count
  std::string text;        // the line, or a window of it, as `append_visible` writes it
  std::size_t indent = 0;  // columns in front of the marks
  std::size_t marks = 1;   // columns that are marked, at least one
};

/// The line in which a known place begins, with the columns to mark under it. A line longer than
/// `columns` is cut to a window around the place; `...` stands for what is left out. A span over
/// several lines is marked to the end of its first. Nothing for a line in which there is nothing to
/// see. The cost does not grow with the length of the line.
std::optional<Excerpt> excerpt(const Place& place, std::size_t columns);

}  // namespace remora
