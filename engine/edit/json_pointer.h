#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::edit {

/// The JSON Pointer of a value of a JSON document, empty for its root. A member's name is not a
/// value and has none. Source: RFC 6901.
std::string pointer_to(const json::Value& value);

/// `pointer` with one step more: a member's name or an index, escaped.
std::string pointer_below(std::string_view pointer, std::string_view step);

/// The value that a pointer leads to; nothing if it leads nowhere or is none.
std::optional<json::Value> find_value(const json::Value& root, std::string_view pointer);

/// A pointer taken apart: where its last step stands, and that step, unescaped. Nothing for the
/// root and for what is no pointer.
struct PointerParts {
  std::string_view parent;
  std::string step;
};

std::optional<PointerParts> split_pointer(std::string_view pointer);

}  // namespace remora::edit
