#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/json/document.h"

namespace remora::code {

/// A value as the list that it may stand for: its elements, or it alone.
std::vector<json::Value> as_list(const json::Value& value);

/// Items between brackets: on one line where they fit, else one a line. `indent` is that of the
/// line on which the list begins, `used` the columns before it there.
std::string in_brackets(const std::vector<std::string>& items,
                        std::size_t indent,
                        std::size_t used);

/// Whether a name needs no quotes: letters, digits and underscores, beginning with none of the
/// digits.
bool is_identifier(std::string_view name);

/// The characters of a text, each as a JSON string would hold it: itself or an escape. Text that is
/// no UTF-8 becomes U+FFFD.
std::vector<std::string> spelled_characters(std::string_view text);

}  // namespace remora::code
