#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/place.h"
#include "engine/import/options.h"
#include "engine/json/document.h"

namespace remora::imports {

/// One file among the inputs.
struct File {
  SourcePtr source;
  json::DocumentPtr json;  // null: a text, such as what a failed call printed
  bool of_folder = false;  // it stands in a folder that was named, not it itself

  [[nodiscard]] json::Value root() const { return json->root(); }

  [[nodiscard]] Place place() const { return {source, {}}; }

  /// The folder, with its slash; empty if it has none.
  [[nodiscard]] std::string_view folder() const {
    const std::string_view name = source->name();
    return name.substr(0, name.rfind('/') + 1);  // npos + 1 is 0
  }

  /// The name in the folder, without what a program adds: `.json`, `.error`.
  [[nodiscard]] std::string_view stem() const {
    const std::string_view name = std::string_view(source->name()).substr(folder().size());
    return name.substr(0, name.rfind('.'));
  }
};

/// The text of a member, empty if there is none.
inline std::string member_text(const json::Value& value, std::string_view member) {
  const auto found = value.find(member);
  return found ? std::string(found->text()) : std::string();
}

/// The text of a member that is a string and not empty.
inline std::optional<std::string> given(const json::Value& value, std::string_view member) {
  const auto found = value.find(member);
  return found && found->is_string() && !found->text().empty()
             ? std::optional(std::string(found->text()))
             : std::nullopt;
}

inline bool has(const json::Value& value, std::string_view member) {
  return value.find(member).has_value();
}

/// What stands behind `SERVICE.COMMAND.` in a file's name; empty if the name is another one.
inline std::string_view id_behind(const File& file, std::string_view command) {
  const std::string_view stem = file.stem();
  return stem.starts_with(command) ? stem.substr(command.size()) : std::string_view();
}

}  // namespace remora::imports
