#pragma once

#include "engine/fixture/scenario.h"

namespace remora::input {

/// Takes back the findings of code `order` about a policy that its delivery can do without: where
/// the recorder's role may write by itself, nothing has to wait for the bucket's policy. The policy
/// is that of a bucket or topic which stands at the first of the finding's other places.
void drop_needless_order(fixture::Scenario& scenario);

}  // namespace remora::input
