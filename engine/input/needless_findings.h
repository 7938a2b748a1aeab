#pragma once

#include "engine/fixture/scenario.h"

namespace remora::input {

/// Takes away what is found about a bucket policy that comes late where the delivery does without
/// it: AWS Config writes into a bucket of its own account with the recorder's role, whatever the
/// bucket policy says. Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket".
void drop_needless_findings(fixture::Scenario& scenario);

}  // namespace remora::input
