#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/edit/change.h"
#include "engine/policy/document.h"

namespace remora::remedy {

/// Changes of a policy that was put together from a file (a template, whose functions were
/// resolved) as changes of that file, where what they change stands literally. Who uses this reads
/// the outcome again: one text may stand for several statements.
/// Errors: what is changed is not written there, but comes from a function; a value of which AWS
/// chooses a part.
Result<std::vector<edit::Change>> carried_changes(const PolicyDocument& policy,
                                                  const std::vector<edit::Change>& changes,
                                                  const json::DocumentPtr& file);

}  // namespace remora::remedy
