#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/compiled_policy.h"

namespace remora {

enum class MismatchReason : std::uint8_t {
#define REMORA_MISMATCH(id, name, sentence) id,
#include "engine/evaluate/mismatch_reasons.inc"
#undef REMORA_MISMATCH
};

/// The sentence for people.
std::string_view describe(MismatchReason reason);
/// The name for programs: `key-absent`.
std::string_view to_string(MismatchReason reason);

/// How one element of a statement fared.
struct ElementTrace {
  std::string_view element;  // Principal, NotAction, Resource, Condition, ...
  Match match = Match::No;
  MismatchReason reason = MismatchReason::None;
  Span span;                              // of the element's value in the policy
  std::string_view operator_name;         // Condition
  std::string_view key;                   // Condition
  Presence presence = Presence::Present;  // Condition: whether the request carries the key
  std::string wanted;                     // what the policy says, values joined with commas
  std::string got;                        // what the request has; empty if it has nothing
};

/// How one statement fared, every element looked at.
struct StatementTrace {
  const Statement* statement = nullptr;
  Match match = Match::No;
  PrincipalMatch principal;
  std::vector<ElementTrace> elements;

  /// How much would have to change for the statement to match: 0 if nothing.
  [[nodiscard]] int distance() const;
};

/// How one policy fared. Views into the policy's document.
struct PolicyTrace {
  const CompiledPolicy* policy = nullptr;
  std::vector<StatementTrace> statements;
};

/// Looks at every element of every statement with the same functions that `evaluate` uses, so the
/// statements that match are the ones that decided.
PolicyTrace trace(const CompiledPolicy& policy, const StatementInput& input);

/// The Allow statement that is nearest to matching without matching, or null.
const StatementTrace* nearest_miss(const PolicyTrace& trace);

}  // namespace remora
