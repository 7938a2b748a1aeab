#pragma once

#include "engine/fixture/vector.h"
#include "tests/reference/reference_policies.h"

namespace remora::reference {

/// The policies of a vector as they were parsed, without what the engine made of them.
ReferencePolicies policies_of(const fixture::Vector& vector);

}  // namespace remora::reference
