#include "engine/authorize/open_facts.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/authorize/explain.h"
#include "engine/authorize/key_values.h"
#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"
#include "engine/base/assert.h"
#include "engine/base/symbol.h"
#include "engine/policy/parse.h"

namespace remora {

namespace {

constexpr std::string_view kOtherValue = "another value";

void add_candidate(OpenFact& fact, OpenFact::Candidate candidate) {
  const bool known = std::any_of(
      fact.candidates.begin(), fact.candidates.end(), [&](const OpenFact::Candidate& other) {
        return other.words == candidate.words;
      });
  if (!known) {
    fact.candidates.push_back(std::move(candidate));
  }
}

OpenFact::Candidate value_of(const std::string& key, KeyValue tried) {
  return {std::move(tried.words), [key, value = std::move(tried.value)](Trial& trial) {
            trial.request().context.set(key, value);
          }};
}

OpenFact::Candidate value_of(const std::string& key, const std::string& value) {
  return value_of(key, KeyValue{value, value});
}

/// A policy of that type that does one thing to every request; nothing at all without `effect`.
CompiledPolicyPtr policy_that(std::string_view effect, PolicyType type) {
  std::string statement;
  if (!effect.empty()) {
    statement = R"({"Effect":")" + std::string(effect) + R"(","Action":"*")";
    statement += has_principal(type) ? R"(,"Principal":"*")" : "";
    statement += type == PolicyType::Trust ? "}" : R"(,"Resource":"*"})";
  }
  const std::string text = R"({"Version":"2012-10-17","Statement":[)" + statement + "]}";
  auto policy = parse_policy(std::make_shared<const SourceText>("trial", text), type);
  REMORA_ASSERT(policy.has_value());
  return compile(*std::move(policy));
}

/// The symbols in a text, by their names.
std::vector<std::string> symbols_of(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t begin = text.find(kSymbolBegin); begin != std::string_view::npos;
       begin = text.find(kSymbolBegin, begin + 1)) {
    const std::size_t end = std::min(text.find(kSymbolEnd, begin), text.size());
    names.emplace_back(text.substr(begin + 1, end - begin - 1));
  }
  return names;
}

class FactGathering {
 public:
  FactGathering(const Request& request, const PolicySet& policies) : request_(request) {
    const Explanation explanation = explain(request, policies);
    for (const LayerTrace& layer : explanation.layers) {
      for (const PolicyTrace& policy : layer.policies) {
        if (policy.policy->is_unread()) {
          add_unread(layer.type, *policy.policy);
        }
        for (const StatementTrace& statement : policy.statements) {
          collect(statement);
        }
      }
    }
    if ((policies.scps || policies.rcps) && is_service_linked(request) == Match::Unknown) {
      add_role();
    }
    if (request.principal.is_iam()) {
      for (std::string& owner : symbols_of(owner_of(request))) {
        add_other(std::move(owner));
      }
    }
  }

  OpenFacts take() { return std::move(found_); }

 private:
  void add_other(std::string fact) {
    if (std::find(found_.others.begin(), found_.others.end(), fact) == found_.others.end()) {
      found_.others.push_back(std::move(fact));
    }
  }

  void add_unread(PolicyType type, const CompiledPolicy& policy) {
    OpenFact& fact = found_.facts.emplace_back();
    fact.name = "the " + std::string(describe(type)) + ": " + policy.reason();
    fact.policy = policy.why();
    fact.all_tried = false;
    const auto add = [&](std::string words, std::string_view effect) {
      fact.candidates.push_back(
          {std::move(words), [unread = &policy, by = policy_that(effect, type)](Trial& trial) {
             trial.replace(unread, by);
           }});
    };
    add("one that allows it", "Allow");
    add("one that denies it", "Deny");
    add("one that says nothing of it", {});
  }

  /// The role of a session, which organizations' policies do not bind if it is a service-linked
  /// one.
  void add_role() {
    const Principal& session = request_.principal;
    const std::string role = "arn:" + std::string(session.partition()) +
                             ":iam::" + std::string(session.account()) + ":role/";
    OpenFact& key = open_key("aws:PrincipalArn");
    key.all_tried = false;
    for (const std::string_view path : {"aws-service-role/SERVICE.amazonaws.com/", ""}) {
      add_candidate(key,
                    value_of(key.name, role + std::string(path) + std::string(session.name())));
    }
  }

  void collect(const StatementTrace& statement) {
    if (statement.match != Match::Unknown) {
      return;
    }
    std::size_t conditions = 0;  // of the statement, in their order
    for (const ElementTrace& element : statement.elements) {
      const ConditionEntry* const condition = element.element == Element::Condition
                                                  ? &statement.statement->conditions[conditions++]
                                                  : nullptr;
      if (element.match != Match::Unknown) {
        continue;
      }
      if (condition != nullptr && element.reason == MismatchReason::KeyUnknown) {
        collect_key(*condition);
      } else if (element.reason == MismatchReason::OperatorUnknown) {
        add_other("what the operator " + std::string(element.operator_name) + " means");
      } else {
        collect_hidden(*statement.statement, element);
      }
    }
  }

  /// What an element depends on that is neither its key nor its operator: a symbol, a variable of
  /// an unknown key, who a principal is.
  void collect_hidden(const Statement& statement, const ElementTrace& element) {
    bool found = false;
    for (const std::string_view text : {element.wanted, element.got}) {
      for (const std::string& symbol : symbols_of(text)) {
        add_other(symbol);
        found = true;
      }
    }
    if (is_principal(element.element)) {
      if (const auto* arn = request_.context.find("aws:PrincipalArn");
          arn != nullptr && arn->presence() == Presence::Unknown) {
        OpenFact& key = open_key("aws:PrincipalArn");
        key.all_tried = false;
        for (const PrincipalEntry& entry : statement.principal.entries) {
          add_candidate(key, value_of(key.name, std::string(entry.value.text)));
        }
        found = true;
      }
      if (!found) {
        add_other("whether " + std::string(element.got) + " is " + std::string(element.wanted));
      }
      return;
    }
    // A policy variable leaves no trace of its key, so any unknown key may be it.
    const bool variable = element.wanted.find("${") != std::string_view::npos;
    if (!found && !variable && element.element == Element::Condition &&
        !has_unknown(element.wanted) && !has_unknown(element.got)) {
      add_other("what " + std::string(element.operator_name) + " on " + std::string(element.key) +
                " does with " +
                (element.wanted.empty()                 ? "no value"
                 : element.presence == Presence::Absent ? "a request without it"
                                                        : std::string(element.wanted)));
    }
    for (const RequestContext::Entry& entry : request_.context.entries()) {
      if (variable && entry.presence() == Presence::Unknown) {
        OpenFact& key = open_key(entry.name());
        key.all_tried = false;
        add_candidate(key, value_of(key.name, std::string(kOtherValue)));
      }
    }
  }

  void collect_key(const ConditionEntry& condition) {
    OpenFact& key = open_key(condition.key.text);
    const auto op = ConditionOperator::parse(condition.operator_name.text);
    const bool exact = op && (op->operand == OperandType::String ||
                              op->operand == OperandType::Bool || op->operand == OperandType::Null);
    key.all_tried = key.all_tried && exact && op->qualifier == SetQualifier::None;
    for (const PolicyText& value : condition.values) {
      const bool variable = value.text.find("${") != std::string_view::npos;
      key.all_tried = key.all_tried && !variable;
    }
    for (KeyValue& value : values_to_try(condition, request_.principal)) {
      add_candidate(key, value_of(key.name, std::move(value)));
    }
  }

  OpenFact& open_key(std::string_view name) {
    for (OpenFact& fact : found_.facts) {
      if (equal_ignoring_case(fact.name, name)) {
        return fact;
      }
    }
    OpenFact& key = found_.facts.emplace_back();
    key.name = name;
    const auto* const entry = request_.context.find(key.name);
    if (entry == nullptr || !entry->carried()) {
      key.candidates.push_back(
          {"absent", [absent = key.name](Trial& trial) { trial.request().context.erase(absent); }});
    }
    return key;
  }

  const Request& request_;
  OpenFacts found_;
};

}  // namespace

OpenFacts find_open_facts(const Request& request, const PolicySet& policies) {
  return FactGathering(request, policies).take();
}

}  // namespace remora
