#include "engine/authorize/missing_facts.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

#include "engine/authorize/explain.h"
#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"
#include "engine/base/assert.h"
#include "engine/base/symbol.h"
#include "engine/policy/parse.h"

namespace remora {

namespace {

constexpr std::string_view kOtherValue = "another value";

/// A request with its policies, in which missing facts are put in their places.
class Trial {
 public:
  Trial(const Request& request, const PolicySet& policies)
      : request_(request),
        set_(policies),
        identity_(policies.identity.begin(), policies.identity.end()) {
    if (policies.session) {
      session_.assign(policies.session->begin(), policies.session->end());
      set_.session = session_;
    }
    if (policies.scps) {
      scps_.assign(policies.scps->begin(), policies.scps->end());
      set_.scps = scps_;
    }
    if (policies.rcps) {
      rcps_.assign(policies.rcps->begin(), policies.rcps->end());
      set_.rcps = rcps_;
    }
    set_.identity = identity_;
  }

  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  Request& request() { return request_; }

  void replace(const CompiledPolicy* unread, const CompiledPolicyPtr& by) {
    for (const CompiledPolicy** one : {&set_.resource, &set_.boundary, &set_.vpc_endpoint}) {
      *one = *one == unread ? by.get() : *one;
    }
    replace(identity_, unread, by);
    replace(session_, unread, by);
    for (std::vector<PolicyGroup>* levels : {&scps_, &rcps_}) {
      for (PolicyGroup& level : *levels) {
        replace(level, unread, by);
      }
    }
  }

  [[nodiscard]] Verdict verdict() const { return authorize(request_, set_).verdict; }

 private:
  static void replace(PolicyGroup& group,
                      const CompiledPolicy* unread,
                      const CompiledPolicyPtr& by) {
    for (CompiledPolicyPtr& policy : group) {
      policy = policy.get() == unread ? by : policy;
    }
  }

  Request request_;
  PolicySet set_;
  PolicyGroup identity_;
  PolicyGroup session_;
  std::vector<PolicyGroup> scps_;
  std::vector<PolicyGroup> rcps_;
};

/// One thing that a fact could be.
struct Candidate {
  std::string words;
  std::function<void(Trial&)> put;
};

/// A fact that is not known, with what it could be. One that cannot be tried has no candidates.
struct OpenFact {
  std::string name;
  UnknownPtr policy;  // why nobody has read it; null for a condition key
  std::vector<Candidate> candidates;
  bool all_tried = true;  // whatever the fact is, it does what one of the candidates does
};

void add_candidate(OpenFact& fact, Candidate candidate) {
  const bool known =
      std::any_of(fact.candidates.begin(), fact.candidates.end(), [&](const Candidate& other) {
        return other.words == candidate.words;
      });
  if (!known) {
    fact.candidates.push_back(std::move(candidate));
  }
}

Candidate value_of(const std::string& key, std::string value) {
  std::string words = value.empty() ? "empty" : value;
  return {std::move(words), [key, value = std::move(value)](Trial& trial) {
            trial.request().context.set(key, value);
          }};
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

/// A value that the pattern matches: its wildcards stand for nothing.
std::string without_wildcards(std::string_view pattern) {
  std::string value;
  for (const char c : pattern) {
    if (c != '*') {
      value += c == '?' ? 'x' : c;
    }
  }
  return value;
}

class Search {
 public:
  Search(const Request& request, const PolicySet& policies)
      : request_(request), policies_(policies) {
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

  MissingFacts run() {
    MissingFacts found;
    const Decision decision = authorize(request_, policies_);
    if (decision.verdict != Verdict::Undetermined) {
      return found;
    }
    found.denied_either_way = decision.denied_either_way;
    found.either_way = verdict_either_way();
    // With many open facts the larger sets would be too many to try.
    constexpr std::size_t kManyFacts = 12;
    const std::size_t largest_set = facts_.size() > kManyFacts ? 1 : 3;
    for (std::size_t size = 1; size <= std::min(largest_set, facts_.size()); ++size) {
      if (try_sets(size, found)) {
        return found;
      }
    }
    for (const OpenFact& fact : facts_) {
      name(fact, found);
    }
    found.facts.insert(found.facts.end(), others_.begin(), others_.end());
    if (found.facts.empty()) {
      found.facts.push_back("what the " +
                            std::string(layer_name(decision.layer, policies_.resource_type)) +
                            " policy comes to");
    }
    return found;
  }

 private:
  static void name(const OpenFact& fact, MissingFacts& found) {
    found.facts.push_back(fact.name);
    if (fact.policy != nullptr && fact.policy->place.known()) {
      found.policies.push_back(fact.policy);
    }
  }

  void add_other(std::string fact) {
    if (std::find(others_.begin(), others_.end(), fact) == others_.end()) {
      others_.push_back(std::move(fact));
    }
  }

  void add_unread(PolicyType type, const CompiledPolicy& policy) {
    OpenFact& fact = facts_.emplace_back();
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
    for (const RequestContext::Entry& entry : request_.context.entries()) {
      if (element.wanted.find("${") != std::string_view::npos &&
          entry.presence() == Presence::Unknown) {
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
      add_candidate(
          key, value_of(key.name, exact ? std::string(value.text) : without_wildcards(value.text)));
    }
    add_candidate(key, value_of(key.name, std::string(kOtherValue)));
  }

  OpenFact& open_key(std::string_view name) {
    for (OpenFact& fact : facts_) {
      if (equal_ignoring_case(fact.name, name)) {
        return fact;
      }
    }
    OpenFact& key = facts_.emplace_back();
    key.name = name;
    key.candidates.push_back(
        {"absent", [absent = key.name](Trial& trial) { trial.request().context.erase(absent); }});
    return key;
  }

  /// The verdict that all facts lead to, whatever they are; nothing if there is none, or if not
  /// everything that they could be can be tried.
  [[nodiscard]] std::optional<Verdict> verdict_either_way() const {
    constexpr std::size_t kMostTrials = 4096;
    std::size_t trials = others_.empty() && !facts_.empty() ? 1 : kMostTrials;
    for (const OpenFact& fact : facts_) {
      trials = fact.all_tried ? trials * fact.candidates.size() : kMostTrials;
      if (trials >= kMostTrials) {
        return std::nullopt;
      }
    }
    std::optional<Verdict> common;
    for (std::size_t number = 0; number < trials; ++number) {
      Trial trial(request_, policies_);
      std::size_t rest = number;
      for (const OpenFact& fact : facts_) {
        fact.candidates[rest % fact.candidates.size()].put(trial);
        rest /= fact.candidates.size();
      }
      const Verdict verdict = trial.verdict();
      if (verdict == Verdict::Undetermined || (common && *common != verdict)) {
        return std::nullopt;
      }
      common = verdict;
    }
    return common;
  }

  /// Tries every set of that many facts; the first that settles something is the answer.
  bool try_sets(std::size_t size, MissingFacts& found) {
    std::vector<std::size_t> chosen(size);
    for (std::size_t i = 0; i < size; ++i) {
      chosen[i] = i;
    }
    while (true) {
      if (try_values(chosen, found)) {
        return true;
      }
      std::size_t i = size;
      while (i > 0 && chosen[i - 1] == facts_.size() - size + i - 1) {
        --i;
      }
      if (i == 0) {
        return false;
      }
      ++chosen[i - 1];
      for (std::size_t j = i; j < size; ++j) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }

  bool try_values(const std::vector<std::size_t>& chosen, MissingFacts& found) {
    std::vector<std::size_t> value(chosen.size(), 0);
    while (true) {
      try_one(chosen, value, found);
      std::size_t i = 0;
      while (i < chosen.size() && ++value[i] == facts_[chosen[i]].candidates.size()) {
        value[i++] = 0;
      }
      if (i == chosen.size()) {
        break;
      }
    }
    if (found.settlements.empty()) {
      return false;
    }
    for (const std::size_t index : chosen) {
      name(facts_[index], found);
    }
    return true;
  }

  void try_one(const std::vector<std::size_t>& chosen,
               const std::vector<std::size_t>& value,
               MissingFacts& found) {
    Trial trial(request_, policies_);
    Settlement settlement;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const OpenFact& fact = facts_[chosen[i]];
      const Candidate& candidate = fact.candidates[value[i]];
      candidate.put(trial);
      settlement.facts.emplace_back(fact.name, candidate.words);
    }
    settlement.verdict = trial.verdict();
    const bool known = std::any_of(
        found.settlements.begin(), found.settlements.end(), [&](const Settlement& other) {
          return other.verdict == settlement.verdict;
        });
    if (settlement.verdict != Verdict::Undetermined && !known) {
      found.settlements.push_back(std::move(settlement));
    }
  }

  const Request& request_;
  const PolicySet& policies_;
  std::vector<OpenFact> facts_;
  std::vector<std::string> others_;  // that cannot be tried
};

}  // namespace

MissingFacts find_missing_facts(const Request& request, const PolicySet& policies) {
  return Search(request, policies).run();
}

}  // namespace remora
