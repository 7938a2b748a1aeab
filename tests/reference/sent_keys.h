#pragma once

#include "engine/request/request.h"
#include "tests/reference/reference_policies.h"

namespace remora::reference {

/// Gives a request that says little more than who asks for what the condition keys that AWS puts
/// into every request of that kind of principal: what follows from who asks and for what, with its
/// value, the rest as unknown. Keys that are there stay.
/// Source: IAM User Guide, "AWS global condition context keys", Availability of each key.
void say_what_is_sent(const ReferencePolicies& policies, Request& request);

}  // namespace remora::reference
