#include "engine/authorize/needs.h"

#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

/// Whether the resource part of the ARN begins like that; `without` where there is no ARN.
Match is_kind(std::string_view resource, std::string_view prefix, Match without) {
  if (const auto arn = Arn::parse(resource)) {
    return begins_with(arn->resource, prefix);
  }
  return has_unknown(resource) ? Match::Unknown : without;
}

NeedsOf choose(Match of_kind, Needs if_so, Needs if_not) {
  if (of_kind == Match::Unknown) {
    return {if_so, if_not};
  }
  return {of_kind == Match::Yes ? if_so : if_not, std::nullopt};
}

/// Aliases have no policy of their own, nor has what names no key at all. An action on alias and
/// key is two requests: the one on the key asks the key policy.
NeedsOf needs_of_kms(const Request& request, const Action& action, PolicyType type) {
  const Needs of_key = type == PolicyType::Key ? Needs::KeyPolicy : Needs::EitherSide;
  const ActionRow* const row = find_action(action);
  if (row == nullptr) {
    return {of_key, std::nullopt};
  }
  if (row->resource_types.empty()) {
    return {Needs::IdentityPolicy, std::nullopt};
  }
  // "The kms:RetireGrant permission is not effective in a key policy".
  if (row->name == "RetireGrant") {
    return {Needs::Grant, std::nullopt};
  }
  const Match is_alias =
      takes_resource(*row, "alias") ? is_kind(request.resource, "alias/", Match::No) : Match::No;
  return choose(is_alias, Needs::IdentityPolicy, of_key);
}

NeedsOf needs_of_sts(const Request& request, const Action& action, PolicyType type) {
  const ActionRow* const row = find_action(action);
  if (row == nullptr) {
    return {Needs::IdentityPolicy, std::nullopt};
  }
  if (request.principal.is_iam() &&
      (row->name == "GetCallerIdentity" || row->name == "GetSessionToken")) {
    return {Needs::Nothing, std::nullopt};
  }
  if (takes_resource(*row, "root-user")) {
    return {Needs::IdentityPolicyOfOtherAccount, std::nullopt};
  }
  if (!takes_resource(*row, "role")) {
    return {Needs::IdentityPolicy, std::nullopt};
  }
  // Session tags are passed to GetFederationToken too, and a session gives itself a context: then
  // the resource is no role.
  const bool of_sessions = row->access_level == "Tagging" || takes_resource(*row, "self-session");
  const Match is_role = of_sessions ? is_kind(request.resource, "role/", Match::Yes) : Match::Yes;
  return choose(is_role,
                type == PolicyType::Trust ? Needs::TrustPolicy : Needs::EitherSide,
                Needs::IdentityPolicy);
}

}  // namespace

NeedsOf needs_of(const Request& request, const Action& action, PolicyType type) {
  if (equal_ignoring_case(action.service, "kms")) {
    return needs_of_kms(request, action, type);
  }
  if (equal_ignoring_case(action.service, "sts")) {
    return needs_of_sts(request, action, type);
  }
  return {};
}

bool asks_resource(Needs needs, PolicyType type) {
  switch (needs) {
    case Needs::EitherSide:
      // What is done to a role (iam:GetRole) is not asked of those whom it trusts.
      return type != PolicyType::Trust;
    case Needs::KeyPolicy:
    case Needs::TrustPolicy:
      return true;
    case Needs::Grant:
    case Needs::IdentityPolicy:
    case Needs::IdentityPolicyOfOtherAccount:
    case Needs::Nothing:
      break;
  }
  return false;
}

}  // namespace remora
