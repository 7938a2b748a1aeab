#pragma once

#include <string_view>

#include "engine/delivery/prober.h"

namespace remora::delivery {

/// The Region that a request of a service goes to, which need not be the one that the service works
/// in: that of the bucket, the key, the topic or the log group. Empty where it is not known, or
/// where nobody knows which endpoint is called.
/// Source: IAM User Guide, "AWS global condition context keys" (aws:RequestedRegion: the Region
/// that was called in the request).
std::string_view called_region(const Prober& prober, std::string_view resource);

/// Gives a request of a delivery those keys that are looked up only where a policy in force asks
/// for them, because what they hold is not known: aws:RequestedRegion, aws:MultiFactorAuthPresent
/// of the session of a role, s3:x-amz-storage-class.
void add_asked_keys(const Prober& prober, const PolicySet& policies, Request& request);

}  // namespace remora::delivery
