#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"
#include "engine/json/document.h"
#include "engine/policy/policy_type.h"

namespace remora::imports {

/// Which kind of policy a document is most likely, or one that stands as a text.
PolicyType kind_of_policy(const json::Value& policy);

/// The buckets that the Resource elements of a policy name, without wildcards.
std::set<std::string> buckets_in(const json::Value& policy);

/// What `--channel` is given to try policies with: the bucket and the key that they name, and in
/// capitals what they leave open.
std::string call_of_policies(const std::vector<File>& policies);

/// The recorder of an account of which nobody says anything: one whose role is Config's own, as
/// the console and Control Tower make it. Assumed, and said so. `delivery`: its id.
Part service_linked_recorder(const std::string& account,
                             const std::string& delivery,
                             const Place& place,
                             Snapshot& snapshot);

}  // namespace remora::imports
