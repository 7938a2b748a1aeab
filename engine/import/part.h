#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/place.h"
#include "engine/json/document.h"

namespace remora::imports {

/// A value of the scenario that an import makes, with the place in the user's files that it comes
/// from. The scenario is what every input is turned into, so that it is read, run, tested and
/// printed as if somebody had written it, and every place leads to what was really written.
struct Part {
  json::Kind kind = json::Kind::Null;
  std::string text;  // String: decoded; Bool and Number: as written
  Place place;
  std::string name = {};  // of an object's member
  std::vector<Part> children = {};

  static Part string(std::string text, Place place);
  static Part boolean(bool value, Place place);
  static Part list(Place place);
  static Part object(Place place);
  /// What the file has there, with the places of all its parts.
  static Part copy(const json::Value& value);
  /// `{"unknown": REASON}`: a property that nobody knows here. `supply`: how it can be said, if not
  /// with `--set`.
  static Part unknown(std::string reason, Place place, std::string supply = {});

  [[nodiscard]] const Part* find(std::string_view member) const;
  [[nodiscard]] Part* find(std::string_view member);

  /// The member of that name, made if there is none.
  Part& member(std::string_view member, const Place& where);
  /// Puts a member in, in the place of one of that name. Returns this.
  Part& set(std::string_view member, Part value);
  Part& append(Part element);

  /// The part that a JSON Pointer leads to, or null.
  [[nodiscard]] Part* at(std::string_view pointer);

  /// The same value, wherever it stands.
  [[nodiscard]] bool same(const Part& other) const;
};

/// The document that the parts make. Its text is that of `source`.
json::DocumentPtr build(const Part& root, const SourcePtr& source);

}  // namespace remora::imports
