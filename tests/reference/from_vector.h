#pragma once

#include "engine/input/vector.h"
#include "tests/reference/reference_policies.h"

namespace remora::reference {

/// The policies of a vector as they were parsed, without what the engine made of them.
ReferencePolicies policies_of(const input::Vector& vector);

}  // namespace remora::reference
