#pragma once

#include <optional>
#include <string>

#include "engine/json/json_scan.h"
#include "engine/json/slip.h"

/// The families of slips in JSON; `find_json_slip` asks them in turn.
namespace remora::json {

/// The text ends inside of something (json_brackets.cc).
Slip slip_at_end(const JsonScan& scan);
/// A closing bracket that does not fit.
Slip slip_of_closing(const JsonScan& scan);
/// What stands behind the document's last bracket.
Slip slip_behind_document(const JsonScan& scan);
/// The innermost bracket, if the indentation says that it should have been closed in front of the
/// token.
std::optional<Slip> slip_of_unended(const JsonScan& scan);

/// A comma, a colon, or a value where one is missing (json_separators.cc).
Slip slip_of_comma(const JsonScan& scan);
Slip slip_of_colon(const JsonScan& scan);
Slip slip_of_value(const JsonScan& scan);

/// A string with something in it that must not be (json_strings.cc).
Slip slip_of_string(const JsonScan& scan);
/// The string before the token goes on to a quote that was meant to open the next one.
std::optional<Slip> slip_of_quote(const JsonScan& scan);
/// Quotes other than `"` around a string.
std::optional<Slip> slip_of_other_quotes(const JsonScan& scan);

/// What begins like a number (json_numbers.cc).
Slip slip_of_number(const JsonScan& scan);

/// A word without quotes (json_words.cc).
Slip slip_of_word(const JsonScan& scan);

/// A character that JSON has no use for (json_characters.cc).
Slip slip_of_character(const JsonScan& scan);

/// A token as messages show it.
std::string shown(const JsonScan& scan, const Token& token);
/// "Y belongs here": what would have been right at the token.
std::string what_belongs_here(const JsonScan& scan);
/// The number of the line in which an offset lies.
std::string line_of(const JsonScan& scan, std::size_t offset);

constexpr char closing_of(char opening) {
  return opening == '{' ? '}' : ']';
}

}  // namespace remora::json
