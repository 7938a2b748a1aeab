#pragma once

#include <optional>
#include <string_view>

#include "engine/json/slip.h"
#include "engine/json/yaml_lines.h"

namespace remora::json {

/// The first tab in front of a line.
Slip tab_in(std::string_view text, const YamlLine& line);

/// What is wrong with how the line at `at` follows those above it: a colon or the blank behind one
/// is missing, a text with `: ` in it, an indentation that fits no line above.
std::optional<Slip> slip_of_lines(std::string_view text, std::size_t at);

}  // namespace remora::json
