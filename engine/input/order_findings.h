#pragma once

#include "engine/fixture/scenario.h"

namespace remora::input {

/// Takes back the findings of code `order` about a policy that its delivery can do without: where
/// the recorder's role may write by itself, nothing has to wait for the bucket's policy. The policy
/// is that of the bucket which the finding names, or of a bucket or topic which stands at the first
/// of its other places. Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket".
void drop_needless_order(fixture::Scenario& scenario);

}  // namespace remora::input
