#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/edit/splice.h"
#include "engine/json/document.h"

/// Changes of a JSON or YAML text that leave everything else as it was: order, indentation, line
/// ends, byte order mark, comments, the end of the file.
namespace remora::edit {

enum class Operation : std::uint8_t { Add, Replace, Remove };

constexpr std::string_view to_string(Operation operation) {
  switch (operation) {
    case Operation::Add:
      return "add";
    case Operation::Replace:
      return "replace";
    case Operation::Remove:
      break;
  }
  return "remove";
}

/// One operation of a JSON Patch. Source: RFC 6902.
struct Change {
  Operation operation = Operation::Add;
  std::string pointer;  // where; `-` as last step: behind an array's last element
  std::string value;    // JSON; empty with Remove

  friend bool operator==(const Change&, const Change&) = default;
};

/// A new last element of an array.
Change append(const json::Value& array, std::string value);
/// A new last member of an object.
Change add_member(const json::Value& object, std::string_view name, std::string value);
Change replace(const json::Value& value, std::string with);
/// Takes an element out of its array, or a member out of its object.
Change remove(const json::Value& value);

/// The same change of a document that stands as a value in a larger one, at `pointer`.
Change moved_below(std::string_view pointer, Change change);

/// Makes the changes one after the other, as a JSON Patch does, and returns what that does to the
/// text. New parts are written as the text around them is; every byte outside of what is
/// changed stays. Errors: the document was put together from several texts; a pointer that leads
/// nowhere; a name that an object has already (RFC 6902 would replace it: say so); a value that is
/// not JSON; a place of a YAML text where this cannot be written, such as an alias.
Result<std::vector<Splice>> splices_of(const json::DocumentPtr& document,
                                       std::span<const Change> changes);

/// The new text, under the same name. Errors: as above.
Result<SourcePtr> apply(const json::DocumentPtr& document, std::span<const Change> changes);

/// The changes as a JSON Patch.
std::string as_json_patch(std::span<const Change> changes);

}  // namespace remora::edit
