#pragma once

#include <string>

#include "tests/property/random.h"

namespace remora::property {

/// A small world as a scenario's text: an organization or none, a bucket, a key, roles, policies
/// with the faults that people make, a few deliveries, some of them expected to be refused. The
/// same random numbers make the same world everywhere.
std::string random_world(Random& random);

/// A small world whose buckets are guarded by Deny statements, in bucket policies and in an RCP:
/// two buckets with statements for services of accounts in and outside of the organization, and
/// deliveries of a member and of an outsider into the first.
std::string random_perimeter(Random& random);

}  // namespace remora::property
