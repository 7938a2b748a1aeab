#pragma once

#include <string>

#include "tests/property/random.h"

namespace remora::property {

/// A small world as a scenario's text: an organization or none, a bucket, a key, roles, policies
/// with the faults that people make, a few deliveries, some of them expected to be refused. The
/// same random numbers make the same world everywhere.
std::string random_world(Random& random);

}  // namespace remora::property
