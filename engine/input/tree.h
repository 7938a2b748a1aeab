#pragma once

#include <string_view>
#include <vector>

#include "engine/json/document.h"

namespace remora::input {

/// A JSON value that can be changed: what a scenario file becomes while others are put into it.
/// Views into the documents that it was made from.
struct Tree {
  json::Kind kind = json::Kind::Null;
  Span span;              // in the joined text of all files
  std::string_view text;  // of scalars
  std::string_view key;   // of an object's member
  Span key_span;
  std::vector<Tree> children;

  [[nodiscard]] bool is_object() const { return kind == json::Kind::Object; }

  [[nodiscard]] bool is_array() const { return kind == json::Kind::Array; }

  [[nodiscard]] bool is_scalar() const { return !is_object() && !is_array(); }

  [[nodiscard]] const Tree* find(std::string_view name) const;
  [[nodiscard]] Tree* find(std::string_view name);
  /// Takes the member of that name out; nothing if there is none.
  void erase(std::string_view name);
};

/// The value as a tree; `shift` is where its text begins in the joined one.
Tree plant(const json::Value& value, std::uint32_t shift);

/// Puts a scenario over the one that it extends: objects member by member, the things of the world
/// and the cases by their names, everything else whole. `"remove": true` in a thing takes it out.
void merge_scenarios(Tree& base, Tree over);

}  // namespace remora::input
