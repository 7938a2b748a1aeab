#pragma once

#include "engine/fixture/vector.h"
#include "engine/policy/policy_type.h"
#include "tests/property/random.h"

/// Changes to a vector's policies whose effect on the verdict is known beforehand.
namespace remora::property {

/// The same vector with the statements of every policy, and the policies of every group, in
/// another order.
fixture::Vector shuffled(const fixture::Vector& vector, Random& random);

/// Adds the statements of `extra`, all with `effect`, to the layer that `extra` has the type of.
/// A layer without any policy stays as it is: for boundary, session, SCP and endpoint the first
/// policy is a new limit, whatever it says. False if nothing was added.
bool add_statements(fixture::Vector& vector, const PolicyPtr& extra, Effect effect);

}  // namespace remora::property
