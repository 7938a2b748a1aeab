#pragma once

#include <string>
#include <string_view>

#include "engine/authorize/policy_set.h"
#include "engine/request/request.h"

namespace remora {

/// Gives a request that somebody described in a few words what AWS sends with it anyway: what
/// follows from requester and resource, and as unknown what nobody has said but a policy asks for
/// (aws:CurrentTime, aws:SourceIp, aws:SecureTransport, ...). A key that is there stays as it is.
/// Source: IAM User Guide, "AWS global condition context keys" (availability of each key).
void add_unsaid_keys(const PolicySet& policies, Request& request);

/// Whether a reason of an unknown key is that nobody has said it.
bool is_unsaid(std::string_view reason);

}  // namespace remora
