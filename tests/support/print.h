#pragma once

#include <ostream>

#include "engine/authorize/verdict.h"
#include "engine/base/match.h"
#include "engine/base/source_text.h"
#include "engine/condition/arn_match.h"
#include "engine/delivery/outcome.h"
#include "engine/evaluate/trace.h"
#include "engine/json/document.h"
#include "engine/request/principal.h"
#include "engine/world/fact.h"

/// How the engine's types read in the message of a failed test.
namespace remora {

inline std::ostream& operator<<(std::ostream& out, Match match) {
  return out << to_string(match);
}

inline std::ostream& operator<<(std::ostream& out, Origin origin) {
  return out << to_string(origin);
}

inline std::ostream& operator<<(std::ostream& out, Element element) {
  return out << to_string(element);
}

inline std::ostream& operator<<(std::ostream& out, Verdict verdict) {
  return out << to_string(verdict);
}

inline std::ostream& operator<<(std::ostream& out, Layer layer) {
  return out << layer_name(layer, PolicyType::Resource);
}

inline std::ostream& operator<<(std::ostream& out, Effect effect) {
  return out << to_string(effect);
}

inline std::ostream& operator<<(std::ostream& out, ArnMatch match) {
  constexpr const char* kNames[] = {"no", "yes", "unknown", "not an ARN"};
  return out << kNames[static_cast<int>(match)];
}

inline std::ostream& operator<<(std::ostream& out, MismatchReason reason) {
  return out << describe(reason);
}

inline std::ostream& operator<<(std::ostream& out, PolicyType type) {
  return out << describe(type);
}

inline std::ostream& operator<<(std::ostream& out, PrincipalKind kind) {
  return out << "principal kind " << static_cast<int>(kind);
}

inline std::ostream& operator<<(std::ostream& out, Presence presence) {
  return out << "presence " << static_cast<int>(presence);
}

inline std::ostream& operator<<(std::ostream& out, Severity severity) {
  return out << "severity " << static_cast<int>(severity);
}

inline std::ostream& operator<<(std::ostream& out, Span span) {
  return out << span.begin << ".." << span.end;
}

inline std::ostream& operator<<(std::ostream& out, Position position) {
  return out << position.line << ":" << position.column;
}

namespace json {

inline std::ostream& operator<<(std::ostream& out, Kind kind) {
  return out << with_article(kind);
}

}  // namespace json

namespace world {

template <class T>
std::ostream& operator<<(std::ostream& out, const Fact<T>& fact) {
  return fact.known() == nullptr ? out << "unknown: " << fact.unknown()->what
                                 : out << *fact.known();
}

}  // namespace world

namespace delivery {

inline std::ostream& operator<<(std::ostream& out, Outcome outcome) {
  return out << to_string(outcome);
}

}  // namespace delivery

}  // namespace remora
