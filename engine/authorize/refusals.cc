#include "engine/authorize/refusals.h"

#include <algorithm>
#include <array>

#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"

namespace remora {

namespace {

constexpr auto kRefusals = std::to_array<ServiceRefusal>({
#define REMORA_REFUSAL(id, service, actions, whom, when, status, code, text, source) \
  {#id, service, actions, Refused::whom, RefusedWhen::when, status, code, text, source},
#include "engine/authorize/refusals.inc"
#undef REMORA_REFUSAL
});

bool is_listed(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (equal_ignoring_case(list.substr(0, end), name)) {
      return true;
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool covers(const ServiceRefusal& refusal, const Action& action) {
  if (!equal_ignoring_case(refusal.service, action.service)) {
    return false;
  }
  const bool all_but = refusal.actions.starts_with('!');
  return refusal.actions == "*" ||
         is_listed(refusal.actions.substr(all_but ? 1 : 0), action.name) != all_but;
}

bool is_met(Refused whom, const Request& request) {
  const PrincipalKind kind = request.principal.kind();
  const bool other_account = request.principal.is_iam() && !same_account(request);
  switch (whom) {
    case Refused::RootUser:
      return kind == PrincipalKind::RootUser;
    case Refused::Session:
      return kind == PrincipalKind::RoleSession || kind == PrincipalKind::FederatedUser;
    case Refused::FederatedUser:
      return kind == PrincipalKind::FederatedUser;
    case Refused::OtherAccount:
      return other_account;
    case Refused::OtherAccountOnManagedKey:
      return other_account && request.environment.aws_managed_key;
    case Refused::NotOfTheAccount:
      break;
  }
  return !same_account(request);
}

std::string_view words_for(Refused whom) {
  switch (whom) {
    case Refused::RootUser:
      return "to a root user";
    case Refused::Session:
      return "with temporary credentials";
    case Refused::FederatedUser:
      return "to a federated user";
    case Refused::OtherAccount:
    case Refused::OtherAccountOnManagedKey:
      return "to another account";
    case Refused::NotOfTheAccount:
      break;
  }
  return "to anyone but the bucket's own account";
}

}  // namespace

std::span<const ServiceRefusal> service_refusals() {
  return kRefusals;
}

const ServiceRefusal* find_refusal(const Request& request, const Action& action) {
  const auto* const found =
      std::find_if(kRefusals.begin(), kRefusals.end(), [&](const ServiceRefusal& refusal) {
        return covers(refusal, action) && is_met(refusal.whom, request);
      });
  return found == kRefusals.end() ? nullptr : found;
}

std::string sentence(const ServiceRefusal& refusal, std::string_view action) {
  std::string text;
  for (const char c : refusal.service) {
    text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text.append(" never allows ").append(action).append(" ").append(words_for(refusal.whom));
}

}  // namespace remora
