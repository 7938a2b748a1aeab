#include "engine/authorize/kms.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora::kms {

namespace {

PrincipalMatch match_named(std::string_view principal, const Request& request) {
  PrincipalEntry entry;
  entry.type = principal.ends_with(".amazonaws.com") ? PrincipalType::Service : PrincipalType::Aws;
  entry.value.text = principal;
  return match_principal_entry(compile_principal(entry), request);
}

/// The requester itself, or the role of its session.
Match is_named(std::string_view principal, const Request& request) {
  const PrincipalMatch match = match_named(principal, request);
  return either(match.direct(), match.role());
}

/// The operations that take an encryption context. Those of asymmetric keys (Sign, GenerateMac,
/// ...) and the management of keys take none, so a constraint on it does not limit them.
constexpr auto kWithContext =
    std::to_array<std::string_view>({"Decrypt",
                                     "Encrypt",
                                     "GenerateDataKey",
                                     "GenerateDataKeyPair",
                                     "GenerateDataKeyPairWithoutPlaintext",
                                     "GenerateDataKeyWithoutPlaintext",
                                     "ReEncryptFrom",
                                     "ReEncryptTo"});

constexpr std::string_view kContextPrefix = "kms:EncryptionContext:";

Match has_value(const RequestContext::Entry& entry, std::string_view wanted) {
  if (entry.presence() == Presence::Unknown) {
    return Match::Unknown;
  }
  if (entry.presence() != Presence::Present || entry.multivalued() || entry.size() != 1) {
    return Match::No;
  }
  const bool open = has_unknown(entry.value(0)) || has_unknown(wanted);
  return open ? Match::Unknown : match_if(entry.value(0) == wanted);
}

/// Whether the grant is one for this operation. One that somebody has yet to say may be.
Match covers(const Grant& grant, const Action& action) {
  Match covered = Match::No;
  for (const std::string& operation : grant.operations) {
    covered =
        either(covered,
               has_unknown(operation) ? Match::Unknown
                                      : match_if(equal_ignoring_case(operation, action.name)));
  }
  return covered;
}

/// The key of the encryption context that a condition key stands for; empty if for none.
std::string_view context_key(const RequestContext::Entry& entry) {
  const std::string_view name = entry.name();
  return name.size() > kContextPrefix.size() &&
                 equal_ignoring_case(name.substr(0, kContextPrefix.size()), kContextPrefix)
             ? name.substr(kContextPrefix.size())
             : std::string_view();
}

/// "The key in each key-value pair is not case sensitive, but the value is case sensitive."
Match includes(const RequestContext& context, const EncryptionContext& wanted) {
  Match all = Match::Yes;
  for (const auto& [key, value] : wanted) {
    Match found = Match::No;
    for (const RequestContext::Entry& entry : context.entries()) {
      if (equal_ignoring_case(context_key(entry), key)) {
        found = either(found, has_value(entry, value));
      }
    }
    all = both(all, found);
  }
  return all;
}

/// Whether the request's encryption context has no other keys than these.
Match has_no_others(const RequestContext& context, const EncryptionContext& wanted) {
  Match none = Match::Yes;
  for (const RequestContext::Entry& entry : context.entries()) {
    const std::string_view key = context_key(entry);
    const bool is_other =
        !key.empty() && std::none_of(wanted.begin(), wanted.end(), [&](const auto& pair) {
          return equal_ignoring_case(pair.first, key);
        });
    if (is_other && entry.presence() != Presence::Absent) {
      none = both(none, entry.presence() == Presence::Unknown ? Match::Unknown : Match::No);
    }
  }
  return none;
}

Match meets(const GrantConstraints& constraints, const Request& request, const Action& action) {
  const auto is_asked = [&](std::string_view name) {
    return equal_ignoring_case(name, action.name);
  };
  Match met = Match::Yes;
  if (std::any_of(kWithContext.begin(), kWithContext.end(), is_asked)) {
    met = includes(request.context, constraints.context_subset);
    if (constraints.context_equals) {
      met = both(met, includes(request.context, *constraints.context_equals));
      met = both(met, has_no_others(request.context, *constraints.context_equals));
    }
  }
  if (!constraints.source_arn.empty() && !is_asked("RetireGrant")) {
    const auto* const source = request.context.find("aws:SourceArn");
    met = both(met, source == nullptr ? Match::No : has_value(*source, constraints.source_arn));
  }
  return met;
}

}  // namespace

Match granted(std::span<const Grant> grants, const Request& request, const Action& action) {
  Match found = Match::No;
  for (const Grant& grant : grants) {
    if (const Match covered = covers(grant, action); covered != Match::No) {
      const Match met =
          both(is_named(grant.grantee, request), meets(grant.constraints, request, action));
      found = either(found, both(covered, met));
    }
    if (equal_ignoring_case(action.name, "RetireGrant")) {
      for (const std::string& retirer : grant.retirers) {
        found = either(found, is_named(retirer, request));
      }
    }
  }
  return found;
}

Match retired_by_account(std::span<const Grant> grants, const Request& request) {
  Match found = Match::No;
  for (const Grant& grant : grants) {
    for (const std::string& retirer : grant.retirers) {
      found = either(found, match_named(retirer, request).account());
    }
  }
  return found;
}

}  // namespace remora::kms
