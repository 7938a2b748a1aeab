#pragma once

#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// Gives each bare policy to the thing that it is about: a bucket's to the bucket that its Resource
/// elements or the deliveries name, a key's to the key of the deliveries, a topic's likewise, a
/// trust or identity policy to the recorder's role. What else the things of the deliveries have is
/// taken as AWS makes them, and listed as assumed; a policy that is not among the files is unknown.
/// Errors, into the sink: a policy that belongs to nothing here.
void add_bare_policies(const std::vector<File>& policies, Snapshot& snapshot);

}  // namespace remora::imports
