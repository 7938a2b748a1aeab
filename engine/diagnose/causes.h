#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnose/diagnosis.h"

namespace remora::diagnose {

/// How a check of the policies shows a cause.
enum class CauseKind : std::uint8_t {
  NoPolicy,            // the resource has no policy at all
  NoStatement,         // no statement speaks of this principal or action
  Resource,            // the nearest statement fails in its Resource
  OrganizationFolder,  // the same, in the folder of the organization
  Condition,           // the nearest statement fails in a condition
  ExplicitDeny,        // a statement denies it
  Obstacle,            // no policy: a state, a missing thing
  Parameter,           // the request itself
  WrongRegion,         // the request itself: what it names is in another Region
  Order,               // something else must be done before
};

/// What must be so for a cause to be possible.
enum class CauseWhen : std::uint8_t { Always, KeyGiven, NoKey, BucketIsArn, RoleIsNoRole };

/// A row of the table of causes.
struct CauseInfo {
  std::string_view variant;
  std::string_view policy;  // bucket, key, topic, trust, identity, rcp; empty: none
  CauseKind kind = CauseKind::NoStatement;
  CauseWhen when = CauseWhen::Always;
  std::string_view summary;
  std::string_view cases;  // public cases, `; ` between; empty: known from the model alone
};

std::span<const CauseInfo> cause_table();

struct PossibleCause {
  const CauseInfo* info = nullptr;  // null: the message says it itself
  std::string summary;
  std::string_view policy;
  std::string likelihood;  // in words: "2 of 3 public cases"
  std::size_t cases = 0;   // public cases in which it was this
  bool shown = false;      // the text itself shows it
};

/// What can be behind the error, the likeliest first. Never empty: a message without a row in the
/// table speaks for itself.
std::vector<PossibleCause> possible_causes(const Diagnosis& diagnosis, const Wordings& wordings);

}  // namespace remora::diagnose
