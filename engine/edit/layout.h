#pragma once

#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::edit {

/// The habits of whoever wrote a JSON text: how deep a level is indented, what ends a line, what
/// stands on one line. New parts are written in the same way.
struct Layout {
  std::string line_end = "\n";
  std::string unit = "  ";           // one level of indentation
  std::string colon = ": ";          // between a member's name and its value
  std::string comma_gap = " ";       // behind a comma within a line
  std::string object_pad;            // inside the braces of an object on one line
  std::string array_pad;             // inside the brackets of an array on one line
  bool one_line = false;             // the whole text: minified, or short
  bool flat_arrays = false;          // arrays of scalars stand on one line
  bool flat_leaf_objects = false;    // objects with one scalar member do
  bool flat_nested_objects = false;  // objects with one member that is no scalar do

  /// The habits of a whole document.
  static Layout of(const json::Document& document);
  /// The habits seen in a part of a document; what it does not show is taken from `elsewhere`.
  static Layout of(const json::Value& part, Layout elsewhere);
};

enum class Lines : std::uint8_t { AsUsual, One };

/// The value as JSON text in this layout; scalars keep their spelling. Its first line stands
/// behind what is there already, the others are indented by `indent` and what their depth adds.
std::string render(const json::Value& value,
                   const Layout& layout,
                   std::string_view indent,
                   Lines lines);

/// The blanks that the line of this byte begins with.
std::string_view indentation_at(std::string_view text, std::size_t offset);

}  // namespace remora::edit
