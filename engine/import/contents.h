#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/kind.h"
#include "engine/policy/policy_type.h"

namespace remora::imports {

/// A policy that stands in a file.
struct FoundPolicy {
  json::DocumentPtr document;      // that the policy is a value of
  json::Value policy;              // an object, or a text that holds one
  std::optional<PolicyType> type;  // as its place tells; nothing: as it looks
  std::string resource = {};       // its logical id or address; empty if the file has no such thing
  bool open = false;  // of a template: what functions give may stand in it as unknown texts
};

/// What a file holds for who looks at policies alone.
struct Contents {
  FileKind kind = FileKind::None;
  std::vector<FoundPolicy> policies;
  std::size_t unknown = 0;  // policies of which nobody knows enough to look at
};

/// `a CloudFormation template`, for messages; of no kind: `a file`.
std::string describe(FileKind kind);

/// The policies of a file, wherever they stand in it: bare, as a text, in what the AWS CLI printed,
/// in the resources of a template, a plan (as it will be) or a state, in events. In a template's an
/// unknown text stands for what a function gives, the first branch for a choice; a list has what
/// both branches give.
Contents contents_of(const File& file);

}  // namespace remora::imports
