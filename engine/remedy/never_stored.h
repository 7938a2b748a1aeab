#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/document.h"
#include "engine/remedy/policy_draft.h"
#include "engine/request/request.h"

namespace remora::remedy {

/// What stands where AWS stores nothing of the kind, with what was meant: it matches nothing, and
/// the policy is refused while it stays.
struct NeverStored {
  std::vector<ElementChange> elements;
  std::string what;  // what is done, for people
};

/// Resources of a bucket policy that are of another bucket, with the own name in their place.
/// Source: capture of AWS, "Policy has invalid resource".
std::optional<NeverStored> other_bucket(const Statement& statement, const std::string& bucket);

/// A principal that stands for the requesting service and is none: a misspelt one, one with a
/// wildcard, or one under AWS.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
std::optional<NeverStored> no_principal(const Statement& statement, const Request& request);

}  // namespace remora::remedy
