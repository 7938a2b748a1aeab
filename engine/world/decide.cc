#include "engine/world/decide.h"

#include <algorithm>

#include "engine/authorize/missing_facts.h"
#include "engine/world/policies_in_force.h"

namespace remora::world {

namespace {

bool denies(const Decision& decision) {
  return decision.verdict == Verdict::ImplicitlyDenied ||
         decision.verdict == Verdict::ExplicitlyDenied || decision.denied_either_way;
}

Decided decide_once(const World& world,
                    Request& request,
                    const Adjust& adjust,
                    Suppositions& suppositions) {
  Decided made;
  made.policies = resolve(world, request, suppositions);
  if (adjust) {
    adjust(request, made.policies);
  }
  made.decision = authorize(request, made.policies);
  return made;
}

}  // namespace

std::vector<UnknownPtr> missing_policies(const Request& request, const PolicySet& policies) {
  // Most worlds have none, and to try what they might say costs.
  const bool unread = any_policy(policies, [](const CompiledPolicy& policy) {
    return policy.is_unread() && policy.why()->place.known();
  });
  return unread ? find_missing_facts(request, policies).policies : std::vector<UnknownPtr>();
}

Decided decide(const World& world, Request& request, const Adjust& adjust) {
  constexpr std::size_t kMostRuns = 256;
  Suppositions suppositions;
  const Request asked = request;
  Decided first = decide_once(world, request, adjust, suppositions);
  bool denied = denies(first.decision);
  for (std::size_t runs = 1;; ++runs) {
    const std::vector<Supposition> made = suppositions.made();
    if (!suppositions.next()) {
      break;
    }
    Request other = asked;
    const Decision decision = decide_once(world, other, adjust, suppositions).decision;
    denied = denied && denies(decision);
    if (decision.verdict == first.decision.verdict && runs < kMostRuns) {
      continue;
    }
    for (const Supposition& one : made) {
      if (std::find(first.missing.begin(), first.missing.end(), one.fact) == first.missing.end()) {
        first.missing.push_back(one.fact);
      }
    }
    if (runs >= kMostRuns) {
      break;
    }
  }
  if (!first.missing.empty()) {
    first.decision.verdict = Verdict::Undetermined;
    first.decision.denied_either_way = denied;
  } else if (first.decision.verdict == Verdict::Undetermined) {
    first.missing = missing_policies(request, first.policies);
  }
  return first;
}

}  // namespace remora::world
