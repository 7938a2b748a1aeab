#include "engine/authorize/policy_set.h"

namespace remora {

bool mentions(const PolicySet& policies, const KeyName& key) {
  return any_policy(policies, [&](const CompiledPolicy& policy) { return policy.mentions(key); });
}

}  // namespace remora
