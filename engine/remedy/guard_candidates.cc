#include <algorithm>
#include <utility>

#include "engine/edit/json_pointer.h"
#include "engine/json/writer.h"
#include "engine/remedy/candidate.h"
#include "engine/remedy/statement_templates.h"

namespace remora::remedy {

namespace {

constexpr int kNarrowValue = 10;
constexpr int kDocumentedGuard = 12;
constexpr int kNarrowGuard = 16;

std::string array_with(const std::vector<PolicyText>& old, const std::string& wanted) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_array();
  for (const PolicyText& value : old) {
    writer.string(value.text);
  }
  return writer.string(wanted).end_array().take();
}

class Guards {
 public:
  Guards(const Problem& problem, CompiledPolicyPtr policy, PolicySlot slot)
      : request_(problem.denied.request),
        policy_(std::move(policy)),
        slot_(std::move(slot)),
        statement_(policy_->document()
                       ->statements[static_cast<std::size_t>(problem.denied.decision.statement)]) {}

  std::vector<Candidate> find() {
    for (const ConditionEntry& entry : statement_.conditions) {
      list_the_value(entry);
    }
    const bool service = request_.principal.kind() == PrincipalKind::Service;
    if (service) {
      exempt_services();
      exempt("StringNotEquals", "aws:SourceArn", "");
    } else if (request_.principal.kind() == PrincipalKind::RoleSession) {
      exempt("ArnNotEquals",
             "aws:PrincipalArn",
             "AWS Organizations User Guide, \"Service control policy examples\", on exempting "
             "roles");
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] const RequestContext::Entry* entry_of(std::string_view key) const {
    return request_.context.find(key);
  }

  [[nodiscard]] bool carries(std::string_view key) const {
    const RequestContext::Entry* entry = entry_of(key);
    return entry != nullptr && entry->presence() == Presence::Present && entry->size() > 0;
  }

  Candidate& add(std::vector<ElementChange> elements, std::string what, int cost) {
    Candidate candidate;
    candidate.slot = slot_;
    candidate.policy = policy_;
    candidate.cost = cost;
    candidate.style = EditStyle::Guard;
    candidate.edit.remark = remark();
    candidate.edit.statement = statement_.index;
    candidate.edit.elements = std::move(elements);
    candidate.edit.what = std::move(what);
    candidate.edit.why =
        "the statement denies the request explicitly, and no Allow outweighs a "
        "Deny";
    return found_.emplace_back(std::move(candidate));
  }

  /// A Deny about encryption is better obeyed than evaded.
  [[nodiscard]] std::string remark() const {
    const bool about_encryption = std::any_of(
        statement_.conditions.begin(), statement_.conditions.end(), [](const auto& entry) {
          return entry.key.text.starts_with("s3:x-amz-server-side-encryption");
        });
    return about_encryption ? "the statement asks for a certain encryption: rather than an "
                              "exception, give the delivery the KMS key that it asks for"
                            : "";
  }

  /// "Everyone but these": one more of them.
  void list_the_value(const ConditionEntry& entry) {
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    if (!op || !op->negated || !carries(entry.key.text)) {
      return;
    }
    const std::string value = value_of(request_, entry.key.text);
    const std::string pointer = edit::pointer_below(
        edit::pointer_below("/Condition", entry.operator_name.text), entry.key.text);
    Candidate& candidate = add({{pointer, array_with(entry.values, value)}},
                               "add \"" + value + "\" to the exceptions of the condition on " +
                                   std::string(entry.key.text),
                               kNarrowValue);
    candidate.lenient =
        entry.key.text.starts_with("aws:Source") || entry.key.text.starts_with("aws:Principal");
  }

  /// For a Deny that fences by what a service's request never carries.
  void exempt_services() {
    const bool fences_by_absent_key = std::any_of(statement_.conditions.begin(),
                                                  statement_.conditions.end(),
                                                  [this](const ConditionEntry& entry) {
                                                    return entry.key.text.starts_with("aws:") &&
                                                           entry_of(entry.key.text) == nullptr;
                                                  });
    if (!fences_by_absent_key) {
      return;
    }
    Candidate& candidate = add({{"/Condition/BoolIfExists/aws:PrincipalIsAWSService", "\"false\""}},
                               "keep the Deny away from AWS services (aws:PrincipalIsAWSService)",
                               kDocumentedGuard);
    candidate.documented = true;
    candidate.lenient = true;
    candidate.edit.documented =
        "IAM User Guide, \"AWS global condition context keys\", aws:PrincipalIsAWSService";
  }

  void exempt(std::string_view op, std::string_view key, std::string documented) {
    const std::string value = value_of(request_, key);
    const std::string pointer = edit::pointer_below(edit::pointer_below("/Condition", op), key);
    const bool there = std::any_of(statement_.conditions.begin(),
                                   statement_.conditions.end(),
                                   [&](const ConditionEntry& entry) {
                                     return entry.operator_name.text == op && entry.key.text == key;
                                   });
    if (value.empty() || there) {
      return;
    }
    Candidate& candidate = add({{pointer, json::quoted(value)}},
                               "keep the Deny away from " + value + " (" + std::string(key) + ")",
                               kNarrowGuard);
    candidate.edit.documented = std::move(documented);
  }

  const Request& request_;
  CompiledPolicyPtr policy_;
  PolicySlot slot_;
  const Statement& statement_;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> guards(const Problem& problem) {
  const Decision& decision = problem.denied.decision;
  if (decision.statement < 0) {
    return {};
  }
  CompiledPolicyPtr policy = editable(problem.world, decision.policy);
  auto slot = policy == nullptr ? std::nullopt : slot_of(problem.world, policy.get());
  return slot ? Guards(problem, std::move(policy), *std::move(slot)).find()
              : std::vector<Candidate>();
}

}  // namespace remora::remedy
