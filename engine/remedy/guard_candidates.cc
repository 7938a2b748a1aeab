#include <algorithm>
#include <array>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/writer.h"
#include "engine/remedy/call_change.h"
#include "engine/remedy/candidate.h"
#include "engine/remedy/statement_templates.h"

namespace remora::remedy {

namespace {

constexpr int kNarrowValue = 10;
constexpr int kDocumentedGuard = 12;
constexpr int kNarrowGuard = 16;

std::string array_of(const std::vector<PolicyText>& values, const std::string& more = {}) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_array();
  for (const PolicyText& value : values) {
    writer.string(value.text);
  }
  if (!more.empty()) {
    writer.string(more);
  }
  return writer.end_array().take();
}

constexpr std::string_view kServicesPage =
    "IAM User Guide, \"AWS global condition context keys\", aws:PrincipalIsAWSService";
constexpr std::string_view kServiceNamePage =
    "IAM User Guide, \"AWS global condition context keys\", aws:PrincipalServiceName";
constexpr std::string_view kDeputyPage =
    "AWS Organizations User Guide, \"Resource control policy examples\", on cross-service confused "
    "deputy protection";

bool has_key(const Statement& statement, std::string_view key) {
  return std::any_of(
      statement.conditions.begin(), statement.conditions.end(), [key](const ConditionEntry& entry) {
        return equal_ignoring_case(entry.key.text, key);
      });
}

/// Keys that services send of those for whom they act, where these have the property.
bool is_key_of_services(std::string_view key) {
  constexpr auto kKeys = std::to_array<std::string_view>(
      {"aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"});
  return std::any_of(kKeys.begin(), kKeys.end(), [key](std::string_view one) {
    return equal_ignoring_case(key, one);
  });
}

class Guards {
 public:
  Guards(const Problem& problem, CompiledPolicyPtr policy, PolicySlot slot)
      : request_(problem.denied.request),
        outsider_(problem.world.organization &&
                  problem.world.member(problem.call.account) == nullptr),
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
      if (exempt_services()) {
        exempt_service();
        found_.back().instead = true;
      }
      exempt("ArnNotLike", "aws:SourceArn", "");
      if (found_.size() > 1) {
        found_.back().instead = true;
      }
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
    candidate.edit.statement = statement_.index;
    candidate.edit.elements = std::move(elements);
    candidate.edit.what = std::move(what);
    candidate.edit.why =
        "the statement denies the request explicitly, and no Allow outweighs a "
        "Deny";
    return found_.emplace_back(std::move(candidate));
  }

  /// "Everyone but these": one more of them.
  void list_the_value(const ConditionEntry& entry) {
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    const std::string value = value_of(request_, entry.key.text);
    if (!op || !op->negated || !carries(entry.key.text) || has_unknown(value)) {
      return;
    }
    // Operators that compare texts exactly take the wildcard of Config's source literally.
    if (op->operand == OperandType::String && value.find('*') != std::string::npos) {
      return;
    }
    const std::string pointer = edit::pointer_below(
        edit::pointer_below("/Condition", entry.operator_name.text), entry.key.text);
    Candidate& candidate = add({{pointer, array_of(entry.values, value)}},
                               "add \"" + value + "\" to the exceptions of the condition on " +
                                   std::string(entry.key.text),
                               kNarrowValue);
    const std::string key = to_ascii_lower(entry.key.text);
    if (key.starts_with("aws:sourceorg")) {
      candidate.edit.audience = {value + (key == "aws:sourceorgid" ? "/" : "")};
    }
    candidate.lenient = key.starts_with("aws:source") || key.starts_with("aws:principal");
  }

  /// For a Deny that fences by what a service's request never carries. False if it does not, and
  /// for a delivery from outside of the organization: what keeps the services of outsiders out
  /// instead would keep out this one as well, so that only its own source can be excepted.
  bool exempt_services() {
    const bool fences_by_absent_key = std::any_of(
        statement_.conditions.begin(), statement_.conditions.end(), [this](const auto& entry) {
          return to_ascii_lower(entry.key.text).starts_with("aws:") &&
                 !is_key_of_services(entry.key.text) && entry_of(entry.key.text) == nullptr;
        });
    if (!fences_by_absent_key || outsider_) {
      return false;
    }
    Candidate& candidate = add({{"/Condition/BoolIfExists/aws:PrincipalIsAWSService", "\"false\""}},
                               "keep the Deny away from AWS services (aws:PrincipalIsAWSService)",
                               kDocumentedGuard);
    candidate.documented = true;
    candidate.lenient = true;
    candidate.edit.documented = kServicesPage;
    deny_others_instead(candidate);
    return true;
  }

  /// The same for this service alone, where others are let in by the policies that the Deny keeps
  /// out.
  void exempt_service() {
    const std::string service(request_.principal.text());
    Candidate& candidate = add(
        {{"/Condition/StringNotEqualsIfExists/aws:PrincipalServiceName", json::quoted(service)}},
        "keep the Deny away from " + service + " (aws:PrincipalServiceName)",
        kDocumentedGuard);
    candidate.lenient = true;
    candidate.edit.documented = kServiceNamePage;
    candidate.edit.remark =
        "aws:PrincipalIsAWSService would let in another service as well, which a statement allows "
        "and the Deny keeps out";
    deny_others_instead(candidate);
  }

  /// In an organization, the Deny stays for services that act for others.
  void deny_others_instead(Candidate& candidate) const {
    const std::string organization = value_of(request_, "aws:SourceOrgID");
    const auto& all = policy_->document()->statements;
    const bool there = std::any_of(all.begin(), all.end(), [](const Statement& one) {
      return one.effect == Effect::Deny && has_key(one, "aws:SourceOrgID") &&
             has_key(one, "aws:PrincipalIsAWSService");
    });
    if (!organization.empty() && !has_unknown(organization) && !there) {
      candidate.edit.what += ", and deny those that act for others than the organization instead";
      candidate.edit.documented.append("; ").append(kDeputyPage);
      candidate.edit.also = deny_outside(organization);
      candidate.edit.audience = {organization + "/"};
    }
  }

  /// What the Deny denies, to services that act for nobody in the organization. Its conditions on
  /// what services do not send hold for all of them, and go.
  [[nodiscard]] std::string deny_outside(const std::string& organization) const {
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> lines;
    const auto test = [&](std::string_view op, std::string_view key, std::string value) {
      const auto same = std::find_if(
          lines.begin(), lines.end(), [op](const auto& line) { return line.first == op; });
      auto& line = same == lines.end() ? lines.emplace_back(op, 0) : *same;
      line.second.emplace_back(key, std::move(value));
    };
    for (const ConditionEntry& entry : statement_.conditions) {
      if (carries(entry.key.text)) {
        test(entry.operator_name.text, entry.key.text, array_of(entry.values));
      }
    }
    test("StringNotEqualsIfExists", "aws:SourceOrgID", json::quoted(organization));
    test("Null", "aws:SourceAccount", "\"false\"");
    test("Bool", "aws:PrincipalIsAWSService", "\"true\"");
    json::Writer writer(json::Writer::Style::Indented);
    writer.begin_object();
    writer.member("Sid", unique_sid(policy_.get(), "EnforceConfusedDeputyProtection"));
    const json::Value& document =
        policy_->document()->value.value_or(policy_->document()->json->root());
    const auto found = document.find("Statement");
    const json::Value whole = found->is_array() ? found->elements()[statement_.index] : *found;
    for (const json::Member& member : whole.members()) {
      if (member.key.text() != "Sid" && member.key.text() != "Condition") {
        writer.key(member.key.text()).value(member.value);
      }
    }
    writer.key("Condition").begin_object();
    for (const auto& [op, keys] : lines) {
      writer.key(op).begin_object();
      for (const auto& [key, value] : keys) {
        writer.key(key).raw(value);
      }
      writer.end_object();
    }
    return writer.end_object().end_object().take();
  }

  void exempt(std::string_view op, std::string_view key, std::string documented) {
    const std::string value = value_of(request_, key);
    const std::string pointer = edit::pointer_below(edit::pointer_below("/Condition", op), key);
    const bool there = std::any_of(statement_.conditions.begin(),
                                   statement_.conditions.end(),
                                   [&](const ConditionEntry& entry) {
                                     return entry.operator_name.text == op &&
                                            equal_ignoring_case(entry.key.text, key);
                                   });
    if (value.empty() || has_unknown(value) || there) {
      return;
    }
    Candidate& candidate = add({{pointer, json::quoted(value)}},
                               "keep the Deny away from " + value + " (" + std::string(key) + ")",
                               kNarrowGuard);
    candidate.edit.documented = std::move(documented);
  }

  const Request& request_;
  bool outsider_;  // the delivery is of an account outside of the world's organization
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
  if (policy == nullptr || is_encryption_guard(decision) ||
      (policy->type() == PolicyType::Rcp &&
       is_service_linked_role(problem.denied.request.resource) != Match::No)) {
    return {};
  }
  auto slot = slot_of(problem.world, policy.get());
  return slot ? Guards(problem, std::move(policy), *std::move(slot)).find()
              : std::vector<Candidate>();
}

}  // namespace remora::remedy
