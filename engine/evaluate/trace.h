#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
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
/// Whether it says that the request's value is another than those wanted, for whatever reason.
bool is_difference(MismatchReason reason);

// Traces are views into the policy's document and into the arena that the tracer was given.

/// How one element of a statement fared.
struct ElementTrace {
  Element element = Element::Principal;
  Match match = Match::No;
  MismatchReason reason = MismatchReason::None;  // of a NotPrincipal also why it spares nobody
  Span span;                                     // of the element's value in the policy
  std::string_view operator_name;                // Condition
  std::string_view key;                          // Condition
  Presence presence = Presence::Present;         // Condition: whether the request carries the key
  std::string_view wanted;                       // what the policy says, values joined with commas
  std::string_view got;                          // what the request has; empty if it has nothing

  /// What a note about it begins with: the key of a condition, else the element.
  [[nodiscard]] std::string_view name() const {
    return element == Element::Condition ? key : to_string(element);
  }
};

/// How one statement fared, every element looked at.
struct StatementTrace {
  const Statement* statement = nullptr;
  Match match = Match::No;
  PrincipalMatch principal;
  std::span<const ElementTrace> elements;

  /// How much would have to change for the statement to match: 0 if nothing.
  [[nodiscard]] int distance() const;
};

/// How one policy fared.
struct PolicyTrace {
  const CompiledPolicy* policy = nullptr;
  std::span<const StatementTrace> statements;
};

/// Looks at every element of every statement with the same functions that `evaluate` uses, so the
/// statements that match are the ones that decided. One tracer serves all policies that a request
/// meets: what the request has is copied into the arena once, so the request may end before.
class Tracer {
 public:
  /// `input` is used while the tracer is, `arena` as long as what it made.
  Tracer(const StatementInput& input, Arena& arena);

  [[nodiscard]] PolicyTrace trace(const CompiledPolicy& policy);

 private:
  StatementTrace trace_statement(const CompiledStatement& compiled, PolicyType type);
  ElementTrace trace_principal(const CompiledStatement& compiled, const PrincipalMatch& match);
  /// Action or Resource, as `name` says; negated where the statement has NotAction or NotResource.
  ElementTrace trace_patterns(const Statement& statement, Element name, Match match);
  ElementTrace trace_condition(const CompiledCondition& condition,
                               const ConditionEntry& source,
                               Effect effect);
  /// `text(item)` of all items, with commas between; of one item without a copy.
  template <class Items, class Text>
  std::string_view joined(const Items& items, Text text);

  const StatementInput* input_;
  Arena* arena_;
  std::string_view principal_;
  std::string_view action_;
  std::string_view resource_;
  PolicyVersion version_ = PolicyVersion::V2012;  // of the policy that is traced
  std::string scratch_;
};

/// The Allow statement that is nearest to matching without matching, or null.
const StatementTrace* nearest_miss(const PolicyTrace& trace);

}  // namespace remora
