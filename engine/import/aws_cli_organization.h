#pragma once

#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// The organization among the answers of `aws organizations`: from the accounts that were looked at
/// up to the root, with the policies that are attached on the way. What is attached and has no
/// document is unknown by name. False if no answer says whether there is an organization.
bool read_organization(const std::vector<File>& files, Snapshot& snapshot);

}  // namespace remora::imports
