#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// The roles among the answers of `aws iam`, with their trust policies and what is attached to
/// them. A role of which some list of its policies is missing has policies that nobody knows; a
/// managed policy without its document is unknown by name.
void read_roles(const std::vector<File>& files, Snapshot& snapshot);

}  // namespace remora::imports
