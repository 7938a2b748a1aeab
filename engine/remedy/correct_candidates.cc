#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/words.h"
#include "engine/edit/json_pointer.h"
#include "engine/evaluate/trace.h"
#include "engine/json/writer.h"
#include "engine/remedy/candidate.h"
#include "engine/remedy/never_stored.h"
#include "engine/remedy/statement_templates.h"

namespace remora::remedy {

namespace {

constexpr int kValue = 10;
constexpr int kPrincipal = 14;
// What AWS documents for a service is kept apart from what it documents for another.
constexpr int kOtherService = 30;
// An action more for every resource of an account is more than a statement for one.
constexpr int kEveryResource = 40;

/// One way to make one element match.
struct Correction {
  std::vector<ElementChange> elements;
  std::string what;
  int cost = kValue;
  bool corrects = false;    // what was there matched nothing, and goes
  bool all_correct = true;  // that holds of each of several
};

std::string list(const std::vector<std::string>& values, bool as_array) {
  json::Writer writer(json::Writer::Style::Compact);
  if (values.size() == 1 && !as_array) {
    return writer.string(values.front()).take();
  }
  writer.begin_array();
  for (const std::string& value : values) {
    writer.string(value);
  }
  return writer.end_array().take();
}

std::vector<std::string> texts_of(const std::vector<PolicyText>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size() + 1);
  for (const PolicyText& value : values) {
    texts.emplace_back(value.text);
  }
  return texts;
}

/// Finds the ways to correct the elements of one statement for one request.
class Corrector {
 public:
  Corrector(const Problem& problem, const Target& target, const Statement& statement)
      : problem_(problem),
        target_(target),
        statement_(statement),
        request_(problem.denied.request) {}

  std::vector<Correction> correct(const ElementTrace& element, std::size_t condition) {
    switch (element.element) {
      case Element::Principal:
        return principal();
      case Element::Action:
        return action();
      case Element::Resource:
        return resource();
      case Element::Condition:
        return this->condition(statement_.conditions[condition], element);
      case Element::NotPrincipal:
      case Element::NotAction:
      case Element::NotResource:
        break;
    }
    return {};
  }

  /// Whether the statement is for services alone: what no request of a service meets, nobody does.
  [[nodiscard]] bool is_for_services() const {
    const auto& entries = statement_.principal.entries;
    return statement_.principal.present && !statement_.principal.negated &&
           std::all_of(entries.begin(), entries.end(), [](const PrincipalEntry& entry) {
             return entry.type == PrincipalType::Service;
           });
  }

  /// Whether the statement names the requester, if only with a slip of the pen.
  [[nodiscard]] bool means_requester() const {
    return no_principal(statement_, request_).has_value();
  }

 private:
  [[nodiscard]] bool is_array(Span span) const {
    return target_.policy->document()->source()->slice(span).starts_with('[');
  }

  /// A value more in a list. The old ones stay: somebody may deliver by them whom nobody listed.
  [[nodiscard]] static std::vector<Correction> value(const std::string& pointer,
                                                     std::string_view element,
                                                     std::vector<std::string> values,
                                                     const std::string& wanted,
                                                     bool as_array) {
    values.push_back(wanted);
    return {{{{pointer, list(values, as_array)}},
             "add " + in_quotes(wanted) + " to " + std::string(element)}};
  }

  [[nodiscard]] std::vector<Correction> action() const {
    std::vector<std::string> actions = texts_of(statement_.action.values);
    const bool array = is_array(statement_.action.span);
    for (std::string& one : actions) {
      // A slip of the pen: the action that it is near to is the one that was denied.
      if (expand_action(one).empty() && equal_ignoring_case(nearest_action(one), request_.action)) {
        const std::string wrong = std::exchange(one, request_.action);
        return {{{{"/Action", list(actions, array)}},
                 "replace " + in_quotes(wrong) + " by " + in_quotes(request_.action) + " in Action",
                 kValue,
                 true}};
      }
    }
    actions.push_back(request_.action);
    return {{{{"/Action", list(actions, array)}},
             "add " + in_quotes(request_.action) + " to Action",
             is_for_every_resource() ? kEveryResource : kValue}};
  }

  /// Whether the statement is for whatever there is, in a policy that is not about one resource.
  [[nodiscard]] bool is_for_every_resource() const {
    const auto& values = statement_.resource.values;
    return (target_.slot.type == PolicyType::Identity ||
            target_.slot.type == PolicyType::Boundary) &&
           std::any_of(values.begin(), values.end(), [](const PolicyText& value) {
             return value.text == "*";
           });
  }

  [[nodiscard]] std::vector<Correction> resource() const {
    const auto documented =
        documented_statement(problem_.world, problem_.call, problem_.denied, target_.slot.type);
    if (!documented || documented->resource.empty() || !statement_.resource.present) {
      return {};
    }
    if (target_.slot.type == PolicyType::Bucket) {
      if (auto other = other_bucket(statement_, target_.slot.owner)) {
        return {{std::move(other->elements), std::move(other->what), kValue, true}};
      }
    }
    return value("/Resource",
                 "Resource",
                 texts_of(statement_.resource.values),
                 documented->resource,
                 is_array(statement_.resource.span));
  }

  /// Whether AWS documents a grant of everything that the statement does. Nobody may be let into a
  /// statement that does more: `kms:*` was meant for its administrators.
  [[nodiscard]] bool does_no_more_than_documented() const {
    const auto documented =
        documented_statement(problem_.world, problem_.call, problem_.denied, target_.slot.type);
    const auto& actions = statement_.action.values;
    return documented && !statement_.action.negated && !statement_.resource.negated &&
           std::all_of(actions.begin(), actions.end(), [&](const PolicyText& action) {
             return std::any_of(
                 documented->actions.begin(),
                 documented->actions.end(),
                 [&](const std::string& one) { return equal_ignoring_case(one, action.text); });
           });
  }

  [[nodiscard]] std::vector<Correction> principal() const {
    const bool service = request_.principal.kind() == PrincipalKind::Service;
    if (service) {
      if (auto none = no_principal(statement_, request_)) {
        return {{std::move(none->elements), std::move(none->what), kValue, true}};
      }
    }
    if (!does_no_more_than_documented()) {
      return {};
    }
    const std::string wanted =
        service ? std::string(request_.principal.text()) : value_of(request_, "aws:PrincipalArn");
    const PrincipalType type = service ? PrincipalType::Service : PrincipalType::Aws;
    std::vector<std::string> old;
    for (const PrincipalEntry& entry : statement_.principal.entries) {
      if (entry.type == PrincipalType::Any) {
        return {};
      }
      if (entry.type == type) {
        old.emplace_back(entry.value.text);
      }
    }
    if (!statement_.principal.present || wanted.empty()) {
      return {};
    }
    const std::string name = service ? "Service" : "AWS";
    auto found = value("/Principal/" + name, "Principal", old, wanted, old.size() > 1);
    found.front().cost = service ? kOtherService : kPrincipal;
    return found;
  }

  [[nodiscard]] std::vector<Correction> condition(const ConditionEntry& entry,
                                                  const ElementTrace& element) const {
    const std::string of_operator = edit::pointer_below("/Condition", entry.operator_name.text);
    const std::string pointer = edit::pointer_below(of_operator, entry.key.text);
    // Who demands encryption means it: the delivery obeys (call_change.h).
    if (to_ascii_lower(entry.key.text).starts_with("s3:x-amz-server-side-encryption")) {
      return {};
    }
    if (element.reason == MismatchReason::KeyAbsent) {
      return other_key(entry, of_operator, pointer);
    }
    std::string wanted = value_of(request_, entry.key.text);
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    const bool array = is_array(entry.span);
    if (!is_difference(element.reason) || !op || wanted.empty() ||
        (op->operand == OperandType::String && wanted.find('*') != std::string::npos)) {
      return {};
    }
    const std::string name = "the condition on " + std::string(entry.key.text);
    switch (op->operand) {
      case OperandType::Bool:
        return constant(entry, pointer, name, wanted, array);
      case OperandType::StringPattern:
        // A unit stands for those below it as well, as in AWS's examples.
        if (equal_ignoring_case(entry.key.text, "aws:SourceOrgPaths")) {
          wanted += "*";
        }
        [[fallthrough]];
      case OperandType::String:
      case OperandType::Arn:
        return value(pointer, name, texts_of(entry.values), wanted, array);
      default:
        return {};
    }
  }

  /// What every request of a service carries with the same value: asking for the other one shuts
  /// out all of them.
  [[nodiscard]] std::vector<Correction> constant(const ConditionEntry& entry,
                                                 const std::string& pointer,
                                                 const std::string& name,
                                                 const std::string& wanted,
                                                 bool array) const {
    const bool same_for_all = equal_ignoring_case(entry.key.text, "aws:PrincipalIsAWSService") ||
                              equal_ignoring_case(entry.key.text, "aws:SecureTransport");
    if (!same_for_all || !is_for_services()) {
      return {};
    }
    return {{{{pointer, list({wanted}, array)}},
             "set " + name + " to " + in_quotes(wanted),
             kValue,
             true}};
  }

  /// A service's request carries keys about its source where a user's has keys about the
  /// principal (IAM User Guide, "AWS global condition context keys").
  [[nodiscard]] std::vector<Correction> other_key(const ConditionEntry& entry,
                                                  const std::string& of_operator,
                                                  const std::string& pointer) const {
    struct Pair {
      std::string_view principal;
      std::string_view source;
    };

    constexpr Pair kPairs[] = {{"aws:PrincipalOrgID", "aws:SourceOrgID"},
                               {"aws:PrincipalOrgPaths", "aws:SourceOrgPaths"},
                               {"aws:PrincipalAccount", "aws:SourceAccount"},
                               {"aws:PrincipalArn", "aws:SourceArn"}};
    for (const Pair& pair : kPairs) {
      if (equal_ignoring_case(pair.principal, entry.key.text) && is_for_services()) {
        const bool multivalued = entry.operator_name.text.starts_with("For");
        return {{{{pointer, std::nullopt},
                  {edit::pointer_below(of_operator, pair.source),
                   list(texts_of(entry.values), multivalued || is_array(entry.span))}},
                 "ask for " + std::string(pair.source) + " instead of " +
                     std::string(entry.key.text) + ", which no request of a service carries",
                 kValue,
                 true}};
      }
    }
    return {};
  }

  const Problem& problem_;
  const Target& target_;
  const Statement& statement_;
  const Request& request_;
};

/// Every choice of one correction for each element.
std::vector<Correction> combine(const std::vector<std::vector<Correction>>& of_elements) {
  std::vector<Correction> all = {{{}, "", 0}};
  for (const std::vector<Correction>& choices : of_elements) {
    std::vector<Correction> longer;
    for (const Correction& before : all) {
      for (const Correction& choice : choices) {
        Correction one = before;
        one.elements.insert(one.elements.end(), choice.elements.begin(), choice.elements.end());
        one.what += (one.what.empty() ? "" : ", and ") + choice.what;
        one.cost += choice.cost;
        one.corrects = one.corrects || choice.corrects;
        one.all_correct = one.all_correct && choice.corrects;
        longer.push_back(std::move(one));
      }
    }
    all = std::move(longer);
  }
  return all;
}

void correct_statement(const Problem& problem,
                       const Target& target,
                       const StatementTrace& trace,
                       std::vector<Candidate>& found) {
  // A statement for everybody is not widened for one.
  const auto& entries = trace.statement->principal.entries;
  if (trace.statement->principal.negated ||
      std::any_of(entries.begin(), entries.end(), [](const PrincipalEntry& entry) {
        return entry.type == PrincipalType::Any;
      })) {
    return;
  }
  // Two values more in a statement that serves others would let each in with the other's, and so
  // would a service more.
  std::size_t most =
      problem.in_use(target.policy.get(), trace.statement->index) || entries.size() > 1 ? 1 : 2;
  std::vector<std::vector<Correction>> of_elements;
  Corrector corrector(problem, target, *trace.statement);
  std::size_t condition = 0;
  std::size_t purpose = 0;
  for (const ElementTrace& element : trace.elements) {
    const std::size_t index = element.element == Element::Condition ? condition++ : 0;
    if (element.match == Match::Yes) {
      continue;
    }
    // A statement for someone else, for another action and for another resource has another
    // purpose: one of the three may be a mistake, not two.
    purpose += element.element == Element::Condition ? 0U : 1U;
    most = element.element == Element::Principal && !corrector.means_requester() ? 1 : most;
    of_elements.push_back(element.match == Match::No ? corrector.correct(element, index)
                                                     : std::vector<Correction>());
    if (of_elements.back().empty() || of_elements.size() > most || purpose > 1) {
      return;
    }
  }
  for (Correction& one : combine(of_elements)) {
    Candidate candidate;
    candidate.slot = target.slot;
    candidate.policy = target.policy;
    candidate.cost = one.cost + target.extra_cost;
    candidate.style = one.corrects ? EditStyle::Correct : EditStyle::Value;
    candidate.meant = one.all_correct;
    candidate.own = purpose == 0 && corrector.is_for_services();
    candidate.edit.statement = trace.statement->index;
    candidate.edit.elements = std::move(one.elements);
    candidate.edit.what = std::move(one.what);
    candidate.edit.why = "the rest of the statement matches the request already";
    found.push_back(std::move(candidate));
  }
}

/// The few Allow statements that come nearest to matching; of a long policy the others are no help.
std::vector<const StatementTrace*> nearest_statements(const PolicyTrace& traced) {
  constexpr std::size_t kMost = 6;
  std::vector<const StatementTrace*> found;
  for (const StatementTrace& statement : traced.statements) {
    if (statement.statement->effect == Effect::Allow && statement.match == Match::No) {
      found.push_back(&statement);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
    return a->distance() < b->distance();
  });
  found.resize(std::min(found.size(), kMost));
  return found;
}

}  // namespace

std::vector<Candidate> corrections(const Problem& problem) {
  std::vector<Candidate> found;
  const StatementInput input(problem.denied.request, problem.denied.policies.boundary != nullptr);
  for (const Target& target : targets_of(problem)) {
    if (target.policy == nullptr) {
      continue;
    }
    Arena arena;
    const PolicyTrace traced = Tracer(input, arena).trace(*target.policy);
    for (const StatementTrace* statement : nearest_statements(traced)) {
      correct_statement(problem, target, *statement, found);
    }
  }
  return found;
}

}  // namespace remora::remedy
