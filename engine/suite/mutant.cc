#include "engine/suite/mutant.h"

#include <algorithm>
#include <utility>

#include "engine/base/words.h"

namespace remora::suite {

namespace {

constexpr std::string_view kAny = "*";

bool is_any(const PolicyText& value) {
  return value.text == kAny;
}

/// Every action that a policy of this type is ever asked for: a key policy only hears of KMS.
std::string_view every_action(PolicyType type) {
  switch (type) {
    case PolicyType::Bucket:
      return "s3:*";
    case PolicyType::Key:
      return "kms:*";
    case PolicyType::Topic:
      return "sns:*";
    case PolicyType::Trust:
      return "sts:*";
    default:
      return kAny;
  }
}

class Maker {
 public:
  explicit Maker(const PolicyPtr& policy) : policy_(policy) {}

  std::vector<Mutant> make() {
    for (std::size_t i = 0; i < policy_->statements.size(); ++i) {
      of_statement(i);
    }
    return std::move(found_);
  }

 private:
  template <class Change>
  void add(
      MutantKind kind, Span span, std::string_view value, std::string text, const Change& change) {
    auto changed = std::make_shared<PolicyDocument>(*policy_);
    change(*changed);
    for (std::size_t i = 0; i < changed->statements.size(); ++i) {
      changed->statements[i].index = i;
    }
    found_.push_back({kind,
                      file_range({policy_->source(), span}),
                      statement_,
                      std::string(value),
                      std::move(text),
                      std::move(changed)});
  }

  /// One mutant for each value of a list that has several: without it.
  template <class Values, class Of>
  void without_each(MutantKind kind,
                    const Values& values,
                    std::string_view what,
                    const std::string& where,
                    const Of& of) {
    for (std::size_t i = 0; values.size() > 1 && i < values.size(); ++i) {
      const PolicyText& value = text_of(values[i]);
      add(kind,
          value.span,
          value.text,
          "the " + std::string(what) + " " + in_quotes(value.text) + " went from " + where,
          [&](PolicyDocument& changed) {
            auto& list = of(changed);
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
          });
    }
  }

  static const PolicyText& text_of(const PolicyText& value) { return value; }

  static const PolicyText& text_of(const PrincipalEntry& entry) { return entry.value; }

  void of_statement(std::size_t i) {
    statement_ = i;
    const Statement& statement = policy_->statements[i];
    const std::string name = "statement " + name_of(statement);
    add(MutantKind::RemoveStatement,
        statement.span,
        {},
        name + " went",
        [&](PolicyDocument& changed) {
          changed.statements.erase(changed.statements.begin() + static_cast<std::ptrdiff_t>(i));
        });
    of_principal(i, name);
    of_patterns(i, name);
    of_conditions(i, name);
  }

  void of_principal(std::size_t i, const std::string& name) {
    const Statement& statement = policy_->statements[i];
    const PrincipalElement& principal = statement.principal;
    without_each(
        MutantKind::RemovePrincipal,
        principal.entries,
        "principal",
        name,
        [&](PolicyDocument & changed) -> auto& { return changed.statements[i].principal.entries; });
    const bool any = std::any_of(principal.entries.begin(),
                                 principal.entries.end(),
                                 [](const auto& entry) { return is_any(entry.value); });
    if (statement.effect == Effect::Allow && principal.present && !any) {
      add(MutantKind::AnyPrincipal,
          principal.span,
          {},
          name + " let everyone in",
          [&](PolicyDocument& changed) {
            PrincipalElement& element = changed.statements[i].principal;
            element.negated = false;
            element.entries = {{PrincipalType::Any, {kAny, element.span}}};
          });
    }
  }

  void of_patterns(std::size_t i, const std::string& name) {
    const Statement& statement = policy_->statements[i];
    without_each(
        MutantKind::RemoveAction,
        statement.action.values,
        "action",
        name,
        [&](PolicyDocument & changed) -> auto& { return changed.statements[i].action.values; });
    any_of_pattern(i, MutantKind::AnyAction, &Statement::action, name + " allowed every action");
    without_each(
        MutantKind::RemoveResource,
        statement.resource.values,
        "resource",
        name,
        [&](PolicyDocument & changed) -> auto& { return changed.statements[i].resource.values; });
    if (policy_->type != PolicyType::Key) {
      any_of_pattern(
          i, MutantKind::AnyResource, &Statement::resource, name + " covered every resource");
    }
  }

  void any_of_pattern(std::size_t i,
                      MutantKind kind,
                      PatternElement Statement::*element,
                      std::string text) {
    const Statement& statement = policy_->statements[i];
    const PatternElement& patterns = statement.*element;
    const bool any =
        std::any_of(patterns.values.begin(), patterns.values.end(), [&](const PolicyText& value) {
          return is_any(value) ||
                 (kind == MutantKind::AnyAction && value.text == every_action(policy_->type));
        });
    if (statement.effect != Effect::Allow || !patterns.present || any) {
      return;
    }
    add(kind, patterns.span, {}, std::move(text), [&](PolicyDocument& changed) {
      PatternElement& changed_element = changed.statements[i].*element;
      changed_element.negated = false;
      changed_element.values = {{kAny, changed_element.span}};
    });
  }

  void of_conditions(std::size_t i, const std::string& name) {
    const auto& conditions = policy_->statements[i].conditions;
    for (std::size_t c = 0; c < conditions.size(); ++c) {
      std::string what = "the condition ";
      what += conditions[c].operator_name.text;
      what += " on ";
      what += conditions[c].key.text;
      add(MutantKind::RemoveCondition,
          conditions[c].span,
          conditions[c].key.text,
          std::string(what).append(" went from ").append(name),
          [&](PolicyDocument& changed) {
            auto& list = changed.statements[i].conditions;
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(c));
          });
      without_each(
          MutantKind::RemoveConditionValue,
          conditions[c].values,
          "value",
          std::string(what).append(" of ").append(name),
          [&](PolicyDocument & changed) -> auto& {
            return changed.statements[i].conditions[c].values;
          });
    }
  }

  const PolicyPtr& policy_;
  std::size_t statement_ = 0;
  std::vector<Mutant> found_;
};

}  // namespace

std::vector<Mutant> mutants_of(const PolicyPtr& policy) {
  return Maker(policy).make();
}

}  // namespace remora::suite
