#pragma once

#include <cstdint>

#include "engine/authorize/policy_set.h"
#include "engine/authorize/refusals.h"
#include "engine/authorize/verdict.h"
#include "engine/request/request.h"

namespace remora {

/// The verdict on one request and what brought it about.
struct Decision {
  Verdict verdict = Verdict::ImplicitlyDenied;
  /// The layer that denied, or that granted.
  Layer layer = Layer::Resource;
  /// The policy of that layer that decided; null where the layer denied by having nothing to say.
  const CompiledPolicy* policy = nullptr;
  /// The deciding statement's index in that policy, -1 if there is none.
  std::int32_t statement = -1;
  /// With `Undetermined`: whatever the missing facts are, the request is denied; only whether
  /// explicitly or implicitly is open.
  bool denied_either_way = false;
  /// With `Layer::Service`: what the service refuses.
  const ServiceRefusal* refusal = nullptr;
};

/// Decides one request as AWS does. Three-valued throughout: what depends on an unknown fact is
/// `Undetermined`. Allocates nothing, but the ARN of an action that names no resource; policies and
/// request stay as they are.
/// Source: IAM User Guide, "Policy evaluation logic" with its pages for requests within an account
/// and across accounts; the rules of single services stand in their own files.
Decision authorize(const Request& request, const PolicySet& policies);

}  // namespace remora
