#include "engine/remedy/bite.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/world/policies_in_force.h"

namespace remora::remedy {

namespace {

/// Whether a key tells who asks, or for whom: nobody chooses its value.
bool tells_who(std::string_view key) {
  const std::string lower = to_ascii_lower(key);
  return lower.starts_with("aws:principal") || lower.starts_with("aws:sourceorg") ||
         lower == "aws:sourceaccount" || lower == "aws:sourcearn";
}

bool strikes(const world::World& world,
             const CompiledPolicy& policy,
             const CompiledStatement& statement,
             Request request) {
  world::Suppositions first;
  world::complete(world, request, first);
  const StatementInput input(request, false);
  Match rest = both(match_action(statement, input.action), match_resource(statement, input));
  rest = both(rest, match_principal(statement, policy.type(), input).any());
  for (const CompiledCondition& condition : statement.conditions) {
    rest = both(rest, evaluate(condition, request.context, statement.effect));
  }
  return rest != Match::No;
}

/// The request by those whom a statement names one by one: an account stands for its roles.
std::vector<Request> by_those_named(const Statement& statement, const Request& denied) {
  std::vector<Request> all;
  for (const PrincipalEntry& entry : statement.principal.entries) {
    const auto arn = Arn::parse(entry.value.text);
    const std::string account(arn ? arn->account : entry.value.text);
    std::string who(entry.value.text);
    if (is_account_id(account) && (!arn || arn->resource == "root")) {
      who = "arn:aws:sts::" + account + ":assumed-role/remora-another-role/s";
    } else if (arn && arn->resource.starts_with("role/")) {
      const std::string_view name = arn->resource.substr(arn->resource.rfind('/') + 1);
      who = "arn:aws:sts::" + account + ":assumed-role/" + std::string(name) + "/s";
    }
    const auto principal = Principal::parse(who);
    if (!principal || entry.type == PrincipalType::Service ||
        (principal->account() == denied.principal.account() &&
         principal->text() == denied.principal.text())) {
      continue;
    }
    Request request;
    request.principal = *principal;
    request.action = denied.action;
    request.resource = denied.resource;
    all.push_back(std::move(request));
  }
  return all;
}

}  // namespace

bool still_bites(const EditedWorld& after,
                 const PolicyEdit& edit,
                 const Request& denied,
                 const std::vector<Stranger>& strangers) {
  const CompiledPolicy& policy = after.edited_policy();
  const CompiledStatement& statement = policy.statements()[edit.statement];
  std::vector<Request> requests = by_those_named(*statement.source, denied);
  // A policy of the role is about that role alone.
  const bool of_requester =
      policy.type() == PolicyType::Identity || policy.type() == PolicyType::Boundary;
  for (const Stranger& stranger : strangers) {
    if (stranger.outsider && !of_requester) {
      requests.push_back(stranger.request);
    }
  }
  // The requester itself, with another value of what it chooses.
  requests.push_back(denied);
  return std::any_of(requests.begin(), requests.end(), [&](const Request& request) {
    const bool own = &request == &requests.back();
    if (!own && strikes(after.world(), policy, statement, request)) {
      return true;
    }
    const auto& tests = statement.source->conditions;
    return std::any_of(tests.begin(), tests.end(), [&](const ConditionEntry& test) {
      if (tells_who(test.key.text)) {
        return false;
      }
      Request other = request;
      other.context.set(test.key.text, "remora-another-value");
      return strikes(after.world(), policy, statement, std::move(other));
    });
  });
}

}  // namespace remora::remedy
