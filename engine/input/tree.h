#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/json/document.h"

namespace remora::input {

/// A JSON value that can be changed: what a scenario file becomes while others are put into it.
/// Views into the documents that it was made from.
struct Tree {
  json::Value value;                  // of an object or array: as it was
  std::optional<json::Value> member;  // of an object's member
  std::vector<Tree> children;

  [[nodiscard]] json::Kind kind() const { return value.kind(); }

  [[nodiscard]] std::string_view text() const { return value.text(); }

  [[nodiscard]] Place place() const { return value.place(); }

  [[nodiscard]] std::string_view key() const {
    return member ? member->text() : std::string_view();
  }

  [[nodiscard]] bool is_object() const { return value.is_object(); }

  [[nodiscard]] bool is_array() const { return value.is_array(); }

  [[nodiscard]] bool is_scalar() const { return !is_object() && !is_array(); }

  [[nodiscard]] const Tree* find(std::string_view name) const;
  [[nodiscard]] Tree* find(std::string_view name);
  /// Takes the member of that name out; nothing if there is none.
  void erase(std::string_view name);
};

Tree plant(const json::Value& value);

/// Puts a scenario over the one that it extends: objects member by member, the things of the world
/// and the cases by their names, everything else whole. `"remove": true` in a thing takes it out.
void merge_scenarios(Tree& base, Tree over);

}  // namespace remora::input
