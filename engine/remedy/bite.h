#pragma once

#include <vector>

#include "engine/remedy/edited_world.h"
#include "engine/remedy/strangers.h"

namespace remora::remedy {

/// Whether a Deny that an edit has just kept away from a request still strikes anybody: one of the
/// strangers around that request, or somebody whom the statement names, be it with another value
/// of the keys that the edit asks for. Conditions that contradict each other, or the Principal,
/// leave nobody.
bool still_bites(const EditedWorld& after,
                 const PolicyEdit& edit,
                 const Request& denied,
                 const std::vector<Stranger>& strangers);

}  // namespace remora::remedy
