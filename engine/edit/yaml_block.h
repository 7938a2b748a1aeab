#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::edit {

/// How a YAML text indents what is nested in block style.
struct YamlHabits {
  std::size_t unit = 2;  // a map below the name that it belongs to
  std::size_t dash = 2;  // the dashes of a list below its name
  std::string line_end = "\n";

  static YamlHabits of(const json::Document& document);
};

/// A text between double quotes, with escapes for what YAML would not keep: what it does not print,
/// and what it takes for a line break. Source: YAML 1.1, 5.1 "Character Set" and 5.4 "Line Break
/// Characters".
std::string yaml_quoted(std::string_view text);

/// A scalar as YAML text; a string without quotes where it reads as itself so.
std::string yaml_scalar(const json::Value& scalar);
/// A name of a map.
std::string yaml_name(std::string_view name);

/// A value in block style; `indent` is the column of its first line, counted from 0.
std::string yaml_block(const json::Value& value, std::size_t indent, const YamlHabits& habits);

/// `name: value`, with what is nested on lines of its own; `indent` is the column of the name.
std::string yaml_member(std::string_view name,
                        const json::Value& value,
                        std::size_t indent,
                        const YamlHabits& habits);

/// A value between brackets, on one line.
std::string yaml_flow(const json::Value& value);

}  // namespace remora::edit
