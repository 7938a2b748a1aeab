#pragma once

#include <optional>
#include <string_view>

#include "engine/json/slip.h"

namespace remora::json {

/// Where and why the parser of YAML stopped, and how far it had come.
struct YamlStop {
  std::string_view reason;  // in the parser's own words; they tell slips apart and reach nobody
  std::size_t at = 0;
  std::size_t read_to = 0;                  // where the last scalar begins, or the last bracket
  std::optional<std::size_t> quoted;        // where the last scalar begins, if it is in quotes
  std::optional<std::size_t> flow_bracket;  // the innermost open one of [ and {
};

/// What is wrong with a YAML text that the parser refused, in words for the person who wrote it.
Slip find_yaml_slip(std::string_view text, const YamlStop& stop);

/// A byte that no YAML text may hold: of another encoding than UTF-8, or a control character.
std::optional<Slip> slip_of_yaml_bytes(std::string_view text);

/// A name alone in its line, at `begin`: its colon is missing, or the blank behind it.
Slip slip_of_lone_name(std::string_view text, std::size_t begin, std::string_view name);

/// A text without any name, if the blank is missing behind the colon of its first line.
std::optional<Slip> slip_of_lone_text(std::string_view text);

/// The quote at `begin`, if none closes it.
std::optional<Slip> slip_of_open_quote(std::string_view text, std::size_t begin);

/// A list or map in brackets where a name must stand: a placeholder, one that is never closed, or
/// meant so.
Slip slip_of_bracket_as_name(std::string_view text, std::size_t bracket);

/// What begins at `at` is a document of its own behind the first.
Slip slip_of_second_document(std::string_view text, std::size_t at);

}  // namespace remora::json
