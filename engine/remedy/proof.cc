#include "engine/remedy/proof.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/delivery/call.h"
#include "engine/remedy/audience.h"
#include "engine/remedy/known_names.h"
#include "engine/world/visit_policies.h"

namespace remora::remedy {

namespace {

using delivery::ProbeResult;

/// One thing that the delivery does, by whoever of service and role may.
struct Step {
  const ProbeResult* by_service = nullptr;
  bool done = false;
};

std::vector<Step> steps_of(const delivery::DeliveryOutcome& outcome) {
  std::vector<Step> steps;
  std::vector<std::pair<std::string_view, std::string_view>> names;
  for (const ProbeResult& probe : outcome.probes) {
    if (probe.request.action == "sts:AssumeRole") {
      continue;
    }
    const std::pair<std::string_view, std::string_view> name(probe.request.action,
                                                             probe.request.resource);
    const auto known = std::find(names.begin(), names.end(), name);
    const auto index = static_cast<std::size_t>(known - names.begin());
    if (known == names.end()) {
      names.push_back(name);
      steps.emplace_back();
    }
    Step& step = steps[index];
    step.done = step.done || probe.succeeded() == Match::Yes;
    if (probe.request.principal.kind() == PrincipalKind::Service) {
      step.by_service = &probe;
    }
  }
  std::erase_if(steps, [](const Step& step) { return !step.done; });
  return steps;
}

/// The accounts that a world's policies name, and those that it knows.
std::vector<std::string> accounts_in(const world::World& world) {
  std::vector<std::string> accounts = accounts_of(world);
  world::visit_policies(world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
    if (policy == nullptr || policy->is_unread()) {
      return;
    }
    const PolicyDocument& document = *policy->document();
    for (std::string& account : account_ids_in(document.source()->slice(document.span))) {
      if (std::find(accounts.begin(), accounts.end(), account) == accounts.end()) {
        accounts.push_back(std::move(account));
      }
    }
  });
  constexpr std::size_t kMost = 12;
  accounts.resize(std::min(accounts.size(), kMost));
  for (const char digit : {'9', '8', '7'}) {
    std::string stranger(12, digit);
    if (std::find(accounts.begin(), accounts.end(), stranger) == accounts.end()) {
      accounts.push_back(std::move(stranger));
      break;
    }
  }
  return accounts;
}

std::string place_of(const delivery::Call& call) {
  const delivery::Named named = delivery::named_by(call);
  return std::string(delivery::service_of(call).principal) + '|' +
         std::string(named.prefix.value_or("")) + '|' + std::string(named.key.value_or(""));
}

/// For whom the service of a call delivers among all the calls: they are no strangers.
std::set<std::string> accounts_of_service(const std::vector<const delivery::Call*>& calls,
                                          const delivery::Call& call) {
  std::set<std::string> accounts;
  for (const delivery::Call* one : calls) {
    if (&delivery::service_of(*one) == &delivery::service_of(call)) {
      accounts.insert(one->account);
    }
  }
  return accounts;
}

/// `outcome` is that of the delivery in the edited world, where it succeeds; `accounts` are those
/// that are no strangers.
bool opens_to_strangers(const EditedWorld& after,
                        const delivery::Call& call,
                        const std::set<std::string>& accounts,
                        const Gate& gate,
                        const delivery::DeliveryOutcome& outcome) {
  const world::World& before = after.original();
  const std::vector<Step> steps = steps_of(outcome);
  const bool by_service = std::any_of(
      steps.begin(), steps.end(), [](const Step& step) { return step.by_service != nullptr; });
  if (!by_service) {
    return false;  // by roles alone, whom their own account's policies let in
  }
  std::vector<std::string> audience = after.audience();
  for (const ProbeResult& probe : outcome.probes) {
    if (probe.decision.verdict == Verdict::Allowed && probe.decision.statement >= 0) {
      // Whom a statement that was there lets in is no stranger: the rest follows it.
      const auto more =
          audience_of(probe.decision.policy->document()
                          ->statements[static_cast<std::size_t>(probe.decision.statement)]);
      audience.insert(audience.end(), more.begin(), more.end());
    }
  }
  for (const std::string& account : accounts_in(before)) {
    if (accounts.contains(account) || is_in(before, account, audience)) {
      continue;
    }
    std::vector<Stranger> requests;
    for (const Step& step : steps) {
      if (step.by_service != nullptr) {
        requests.push_back(
            {{}, for_account(before, step.by_service->request, call.account, account)});
      }
    }
    const Crowd crowd(gate, std::move(requests), before);
    if (!crowd.let_in(after.world(), Lenience::Denied).empty() &&
        !gate.denies_any(crowd.strangers(), after.world())) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool stays_shut(const EditedWorld& after,
                const std::vector<const delivery::Call*>& calls,
                const delivery::Assumptions& assumptions,
                const Gate& gate) {
  constexpr std::size_t kMost = 6;
  std::set<std::string> tried;
  return std::none_of(calls.begin(), calls.end(), [&](const delivery::Call* call) {
    if (tried.size() == kMost || !tried.insert(place_of(*call)).second) {
      return false;
    }
    const auto outcome = delivery::deliver(after.world(), *call, assumptions);
    return outcome.outcome == delivery::Outcome::Delivered &&
           opens_to_strangers(after, *call, accounts_of_service(calls, *call), gate, outcome);
  });
}

}  // namespace remora::remedy
