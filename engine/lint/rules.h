#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/aws/tables.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/condition/operator.h"
#include "engine/lint/lint.h"
#include "engine/policy/document.h"

/// The families of rules behind `lint`, one file each. Every rule looks at the policy alone and
/// reports; none depends on what another found.
namespace remora::lint {

/// A condition line with its operator and key looked up.
struct ConditionView {
  const ConditionEntry* entry = nullptr;
  std::optional<ConditionOperator> op;
  const KeyRow* key = nullptr;

  [[nodiscard]] bool has_key(std::string_view name) const;
  /// True if the line holds only for requests that carry the key, with a value that is listed.
  [[nodiscard]] bool demands_value() const;
};

/// A statement with what the tables know about it.
struct StatementView {
  const Statement* statement = nullptr;
  std::vector<const ActionRow*> actions;  // that Action covers; empty for NotAction
  bool actions_known = false;             // every entry is of a service of the tables
  std::vector<ConditionView> conditions;

  [[nodiscard]] bool allows() const { return statement->effect == Effect::Allow; }

  /// True if the statement demands with Null that the key be there, or not be there.
  [[nodiscard]] bool demands_presence(std::string_view key) const;
  [[nodiscard]] bool demands_absence(std::string_view key) const;
};

struct RuleContext {
  const PolicyDocument* policy = nullptr;
  const LintOptions* options = nullptr;
  const admission::Admission* admission = nullptr;  // null: no rules known
  std::vector<StatementView> statements;
  Findings* findings = nullptr;

  void report(Code code, Span span, std::string_view message, std::string_view hint = {}) const {
    findings->push_back({code, Place{policy->source(), span}, readable(message), readable(hint)});
  }
};

/// True for the types that grant nothing and only limit what others grant: there an Allow with
/// NotAction or NotResource takes away what is listed.
constexpr bool only_limits(PolicyType type) {
  return type == PolicyType::Boundary || type == PolicyType::Session || type == PolicyType::Scp ||
         type == PolicyType::Rcp || type == PolicyType::VpcEndpoint;
}

/// True if Principal names everyone: `*`, `{"AWS": "*"}`.
bool names_everyone(const PrincipalElement& principal);

/// The text without its `${...}` parts.
std::string without_variables(std::string_view text);

void check_grammar(const RuleContext& context);
void check_actions(const RuleContext& context);
void check_resources(const RuleContext& context);
void check_variables(const RuleContext& context);
void check_conditions(const RuleContext& context);
void check_condition_traps(const RuleContext& context);
void check_principals(const RuleContext& context);
void check_service_calls(const RuleContext& context);

}  // namespace remora::lint
