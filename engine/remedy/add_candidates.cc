#include <algorithm>
#include <utility>

#include "engine/authorize/layers.h"
#include "engine/evaluate/trace.h"
#include "engine/json/writer.h"
#include "engine/remedy/candidate.h"
#include "engine/remedy/statement_templates.h"

namespace remora::remedy {

namespace {

constexpr int kStatement = 25;  // dearer than two corrected elements
constexpr int kOtherPlace = 4;

void add_resource_target(const Problem& problem, int cost, std::vector<Target>& targets) {
  const auto slot = resource_slot(problem.world, problem.denied.request);
  if (!slot) {
    return;
  }
  const CompiledPolicyPtr policy = policy_in(problem.world, *slot);
  if (policy == nullptr || editable(problem.world, policy.get()) != nullptr) {
    targets.push_back({*slot, policy, cost});
  }
}

void add_group_targets(const Problem& problem,
                       const PolicySlot& slot,
                       std::span<const CompiledPolicyPtr> group,
                       std::vector<Target>& targets) {
  for (const CompiledPolicyPtr& policy : group) {
    if (editable(problem.world, policy.get()) != nullptr) {
      targets.push_back({slot, policy, 0});
    }
  }
}

void add_identity_targets(const Problem& problem, std::vector<Target>& targets) {
  const auto slot = identity_slot(problem.world, problem.denied.request);
  if (!slot) {
    return;
  }
  const std::size_t before = targets.size();
  add_group_targets(problem, *slot, problem.denied.policies.identity, targets);
  if (targets.size() == before) {
    targets.push_back({*slot, nullptr, 0});
  }
}

std::string without_blanks(const std::string& text) {
  std::string made;
  std::copy_if(text.begin(), text.end(), std::back_inserter(made), [](char c) { return c != ' '; });
  return made;
}

/// For a statement that would do if services' requests carried keys about principals.
std::string remark_on_other_key(const Problem& problem, const CompiledPolicy* policy) {
  if (policy == nullptr || problem.denied.request.principal.kind() != PrincipalKind::Service) {
    return {};
  }
  const StatementInput input(problem.denied.request, false);
  Arena arena;
  const PolicyTrace all = Tracer(input, arena).trace(*policy);
  for (const StatementTrace& traced : all.statements) {
    for (const ElementTrace& element : traced.elements) {
      if (traced.statement->effect == Effect::Allow && traced.distance() == 1 &&
          element.reason == MismatchReason::KeyAbsent && element.key.starts_with("aws:Principal")) {
        return "a statement of this policy asks for " + std::string(element.key) +
               ", which no request of a service carries; its counterpart for services is "
               "aws:Source" +
               std::string(element.key.substr(std::string_view("aws:Principal").size()));
      }
    }
  }
  return {};
}

}  // namespace

std::vector<Target> targets_of(const Problem& problem) {
  std::vector<Target> targets;
  const delivery::ProbeResult& denied = problem.denied;
  const bool role = denied.request.principal.kind() == PrincipalKind::RoleSession;
  switch (denied.decision.layer) {
    case Layer::Resource:
      add_resource_target(problem, 0, targets);
      break;
    case Layer::Identity:
      add_identity_targets(problem, targets);
      // Within one account, the bucket's policy may grant it as well.
      if (same_account(denied.request) && denied.policies.resource_type == PolicyType::Bucket) {
        add_resource_target(problem, kOtherPlace, targets);
      }
      break;
    case Layer::Boundary:
      if (const auto slot = slot_of(problem.world, denied.policies.boundary)) {
        const CompiledPolicyPtr policy = editable(problem.world, denied.policies.boundary);
        if (policy != nullptr) {
          targets.push_back({*slot, policy, 0});
        }
      }
      break;
    case Layer::Scp:
      if (denied.policies.scps && role) {
        for (const PolicyGroup& level : *denied.policies.scps) {
          add_group_targets(problem,
                            {PolicyType::Scp, 0, std::string(problem.world.organization->name())},
                            level,
                            targets);
        }
      }
      break;
    default:
      break;
  }
  return targets;
}

namespace {

/// The statement with the condition against confused deputies that AWS's own lacks: on the
/// organization, or on the account that is none's member. Nothing if it has one, or if the request
/// carries neither.
std::optional<StatementTemplate> narrower(const Problem& problem, StatementTemplate statement) {
  const bool has_one =
      std::any_of(statement.tests.begin(), statement.tests.end(), [](const ConditionTest& test) {
        return test.key.starts_with("aws:Source");
      });
  if (has_one || problem.denied.request.principal.kind() != PrincipalKind::Service) {
    return std::nullopt;
  }
  for (const std::string_view key : {"aws:SourceOrgID", "aws:SourceAccount"}) {
    if (std::string value = value_of(problem.denied.request, key); !value.empty()) {
      statement.tests.push_back({"StringEquals", std::string(key), std::move(value)});
      return statement;
    }
  }
  return std::nullopt;
}

std::string replaced_all(std::string text, std::string_view old, std::string_view now) {
  for (std::size_t at = text.find(old); at != std::string::npos;
       at = text.find(old, at + now.size())) {
    text.replace(at, old.size(), now);
  }
  return text;
}

/// The statement for every account of the organization in the place of the request's own.
std::optional<StatementTemplate> for_organization(const Problem& problem,
                                                  StatementTemplate statement) {
  const Request& request = problem.denied.request;
  std::string organization = value_of(request, "aws:SourceOrgID");
  const std::string account = value_of(request, "aws:SourceAccount");
  if (request.principal.kind() != PrincipalKind::Service || organization.empty() ||
      account.empty()) {
    return std::nullopt;
  }
  statement.resource = replaced_all(std::move(statement.resource), "/" + account + "/", "/*/");
  std::erase_if(statement.tests,
                [](const ConditionTest& test) { return test.key.starts_with("aws:Source"); });
  for (ConditionTest& test : statement.tests) {
    if (test.value.find(account) != std::string::npos) {
      test.value = replaced_all(std::move(test.value), account, "*");
      test.op = "StringLike";
    }
  }
  statement.tests.push_back({"StringEquals", "aws:SourceOrgID", std::move(organization)});
  // Tests with one operator stand in one object.
  std::stable_sort(
      statement.tests.begin(),
      statement.tests.end(),
      [](const ConditionTest& one, const ConditionTest& other) { return one.op < other.op; });
  return statement;
}

}  // namespace

std::vector<Candidate> statements_for_organization(const Problem& problem) {
  std::vector<Candidate> found;
  for (const Target& target : targets_of(problem)) {
    const PolicyType type = target.slot.type;
    if (type != PolicyType::Bucket && type != PolicyType::Key && type != PolicyType::Topic) {
      continue;
    }
    auto statement = documented_statement(problem.world, problem.call, problem.denied, type);
    statement = statement ? for_organization(problem, *std::move(statement)) : std::nullopt;
    if (!statement) {
      continue;
    }
    statement->sid = unique_sid(target.policy.get(), statement->sid);
    Candidate candidate;
    candidate.slot = target.slot;
    candidate.policy = target.policy;
    candidate.cost = kStatement + target.extra_cost;
    candidate.edit.adds = true;
    candidate.edit.json = to_json(*statement);
    candidate.edit.documented =
        "IAM User Guide, \"AWS global condition context keys\", aws:SourceOrgID; " +
        statement->source;
    candidate.edit.what = "add a statement that lets " +
                          std::string(problem.denied.request.principal.text()) + " do " +
                          problem.denied.request.action + " for every account of organization " +
                          value_of(problem.denied.request, "aws:SourceOrgID");
    candidate.edit.why =
        "no statement of the " + std::string(describe(type)) + " allows it for these accounts";
    found.push_back(std::move(candidate));
  }
  return found;
}

std::vector<Candidate> statements_to_add(const Problem& problem) {
  std::vector<Candidate> found;
  for (const Target& target : targets_of(problem)) {
    auto statement =
        documented_statement(problem.world, problem.call, problem.denied, target.slot.type);
    if (!statement) {
      continue;
    }
    // Identity-based policies allow no blanks in a Sid.
    statement->sid = unique_sid(
        target.policy.get(),
        has_principal(target.slot.type) ? statement->sid : without_blanks(statement->sid));
    Candidate candidate;
    candidate.slot = target.slot;
    candidate.policy = target.policy;
    candidate.cost = kStatement + target.extra_cost;
    candidate.documented = true;
    candidate.edit.adds = true;
    candidate.edit.json = to_json(*statement);
    candidate.edit.documented = statement->source;
    candidate.edit.remark = remark_on_other_key(problem, target.policy.get());
    candidate.edit.what = "add a statement that lets " +
                          std::string(problem.denied.request.principal.text()) + " do " +
                          problem.denied.request.action;
    candidate.edit.why =
        "no statement of the " + std::string(describe(target.slot.type)) + " allows it";
    found.push_back(candidate);
    if (const auto narrow = narrower(problem, *statement)) {
      candidate.edit.json = to_json(*narrow);
      candidate.edit.remark = "AWS's documented statement has no condition on " +
                              narrow->tests.back().key +
                              "; without it, services could deliver here for anybody";
      candidate.instead = true;
      found.push_back(std::move(candidate));
    }
  }
  return found;
}

}  // namespace remora::remedy
