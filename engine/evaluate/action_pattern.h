#pragma once

#include <cstdint>
#include <string_view>

#include "engine/aws/action.h"
#include "engine/base/ascii.h"
#include "engine/base/match.h"
#include "engine/base/symbol.h"
#include "engine/base/wildcard.h"

namespace remora {

/// The action of a request, split and hashed once.
struct ActionName {
  std::string_view text;
  Action parts;
  std::uint64_t hash = 0;          // of service and name
  std::uint64_t service_hash = 0;  // of the service alone

  ActionName() = default;

  /// `parts` are those of `whole`.
  ActionName(std::string_view whole, Action action)
      : text(whole),
        parts(action),
        hash(combine(hash_ignoring_case(action.service), hash_ignoring_case(action.name))),
        service_hash(hash_ignoring_case(action.service)) {}

  static constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) { return a * 31 + b; }
};

/// An entry of an Action or NotAction element: both parts compare without regard to case, the
/// name may hold wildcards, a bare `*` (also `*:*`) is every action.
/// Source: IAM User Guide, "IAM JSON policy elements: Action".
struct ActionPattern {
  enum class Kind : std::uint8_t {
    Every,     // *
    Exact,     // s3:PutObject
    Wildcard,  // s3:Put*
    Open,      // somebody has yet to say which
    Nothing,   // no action is written like this
  };

  Kind kind = Kind::Nothing;
  ActionName name;

  static ActionPattern compile(std::string_view text) {
    if (has_unknown(text)) {
      return {Kind::Open, {}};
    }
    const auto parts = Action::parse(text);
    const bool every_service = parts && parts->service == "*";
    if (text == "*" || (every_service && parts->name == "*")) {
      return {Kind::Every, {}};
    }
    if (!parts) {
      return {};
    }
    const bool wildcard = every_service || parts->name.find_first_of("*?") != text.npos;
    return {wildcard ? Kind::Wildcard : Kind::Exact, ActionName(text, *parts)};
  }

  [[nodiscard]] Match matches(const ActionName& action) const {
    switch (kind) {
      case Kind::Every:
        return Match::Yes;
      case Kind::Exact:
        return match_if(name.hash == action.hash && equal_ignoring_case(name.text, action.text));
      case Kind::Wildcard:
        return match_if((name.parts.service == "*" || same_service(action)) &&
                        glob_ignoring_case(name.parts.name, action.parts.name));
      case Kind::Open:
        return Match::Unknown;
      case Kind::Nothing:
        break;
    }
    return Match::No;
  }

 private:
  [[nodiscard]] bool same_service(const ActionName& action) const {
    return name.service_hash == action.service_hash &&
           equal_ignoring_case(name.parts.service, action.parts.service);
  }
};

}  // namespace remora
