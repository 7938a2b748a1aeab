#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/words.h"
#include "engine/json/document.h"
#include "engine/policy/policy_type.h"

namespace remora {

/// What a statement says. Not to be confused with `Match` and `Verdict`.
enum class Effect : std::uint8_t { Allow, Deny };

constexpr std::string_view to_string(Effect effect) {
  return effect == Effect::Allow ? "Allow" : "Deny";
}

/// The elements of a statement that a request is compared with.
enum class Element : std::uint8_t {
  Principal,
  NotPrincipal,
  Action,
  NotAction,
  Resource,
  NotResource,
  Condition,
};

constexpr std::string_view to_string(Element element) {
  constexpr std::string_view kNames[] = {
      "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"};
  return kNames[static_cast<std::size_t>(element)];
}

constexpr bool is_principal(Element element) {
  return element == Element::Principal || element == Element::NotPrincipal;
}

constexpr bool is_action(Element element) {
  return element == Element::Action || element == Element::NotAction;
}

constexpr bool is_resource(Element element) {
  return element == Element::Resource || element == Element::NotResource;
}

/// A piece of the policy's text with its place. The view lives as long as the document.
struct PolicyText {
  std::string_view text;
  Span span;
};

/// Action or NotAction, Resource or NotResource.
struct PatternElement {
  bool present = false;
  bool negated = false;
  Span span;  // of the value
  std::vector<PolicyText> values;
};

enum class PrincipalType : std::uint8_t { Any, Aws, Service, Federated, CanonicalUser };

struct PrincipalEntry {
  PrincipalType type = PrincipalType::Any;
  PolicyText value;
};

struct PrincipalElement {
  bool present = false;
  bool negated = false;
  Span span;
  std::vector<PrincipalEntry> entries;
};

/// One line of a Condition: operator, key, values. All lines of a statement are ANDed.
struct ConditionEntry {
  PolicyText operator_name;
  PolicyText key;
  Span span;  // of the values
  std::vector<PolicyText> values;
};

struct Statement {
  std::size_t index = 0;  // from 0, in the order of the document
  Span span;
  std::optional<PolicyText> sid;
  Effect effect = Effect::Deny;
  Span effect_span;
  PrincipalElement principal;
  PatternElement action;
  PatternElement resource;
  std::vector<ConditionEntry> conditions;
};

/// A statement in a sentence: `"Sid"`, or `number 3` where it has none.
inline std::string name_of(const Statement& statement) {
  return statement.sid && !statement.sid->text.empty()
             ? in_quotes(statement.sid->text)
             : "number " + std::to_string(statement.index + 1);
}

/// The version of the policy language. Without a Version element the 2008 rules hold: `${...}`
/// is literal text then. Source: IAM User Guide, "IAM JSON policy elements: Version".
enum class PolicyVersion : std::uint8_t { V2008, V2012 };

/// A policy as it was written: every element with its place, in its order. Immutable. Its spans are
/// places in `source()`.
struct PolicyDocument {
  json::DocumentPtr json;            // keeps the text alive
  std::optional<json::Value> value;  // the policy in it
  PolicyType type = PolicyType::Identity;
  std::string arn;  // its own; empty for an inline policy, and where nobody says it
  Span span;        // of the whole policy in its source
  PolicyVersion version = PolicyVersion::V2008;
  std::optional<PolicyText> version_text;
  std::optional<PolicyText> id;
  std::vector<Statement> statements;
  Diagnostics warnings;  // what AWS would refuse to store, and what cannot have an effect

  [[nodiscard]] const SourcePtr& source() const { return value ? value->source() : json->source(); }
};

using PolicyPtr = std::shared_ptr<const PolicyDocument>;

}  // namespace remora
