#pragma once

#include "engine/explanation/cause.h"
#include "engine/suite/case_result.h"

namespace remora::suite {

/// The cause of an outcome, with its places looked up.
Fault fault_of(const explanation::Cause& cause);

/// What is behind the decision on one request: the statement that denied it, or came nearest to
/// allowing it, in the layer that decided.
Fault fault_of(const Explanation& explanation, const Request& request, const PolicySet& policies);

/// What is behind a request that was allowed and should not have been: the statement that allows
/// it. Nothing if no statement did (a grant of KMS, the root user).
std::optional<Fault> fault_of_grant(const Decision& decision,
                                    const Request& request,
                                    const PolicySet& policies);

}  // namespace remora::suite
