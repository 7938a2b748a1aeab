#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/authorize/explain.h"
#include "engine/suite/case_result.h"
#include "engine/suite/policies.h"
#include "engine/world/world.h"

namespace remora::suite {

/// A part of a policy that a decision can rest on.
enum class PointKind : std::uint8_t { Statement, Principal, Action, Resource, ConditionValue };

std::string_view to_string(PointKind kind);

struct Point {
  PointKind kind = PointKind::Statement;
  std::size_t statement = 0;  // its index in the policy
  std::string text;           // of a statement its name; of a condition operator, key and value
  FileRange place;
  std::size_t hits = 0;    // requests whose decision rested on it
  std::size_t misses = 0;  // ConditionValue: requests that the condition alone kept away
};

/// One policy with its parts, in the order of the text.
struct PolicyCoverage {
  PolicyType type = PolicyType::Identity;
  std::string file;
  std::vector<Point> points;
};

/// How many of how many.
struct Share {
  std::size_t covered = 0;
  std::size_t all = 0;

  /// 100 where there is nothing to cover.
  [[nodiscard]] double percent() const;
};

/// Which parts of the policies decided in at least one case.
///
/// A statement decided if the request came out as it did in its layer because the statement
/// matched: an Allow of a layer that allowed, where the request was allowed; a Deny of a layer that
/// denied. In such a statement every principal, action, resource and condition value counts that
/// matched by itself. A condition that was the only thing that kept a statement from matching is
/// noted as well: one that is only ever seen to hold has not been tried.
class Coverage {
 public:
  /// Makes the policies of a world known, so that those which nobody asks count as not covered.
  void add(const world::World& world);
  /// Notes what the decision on one request rested on.
  void note(const Request& request, const PolicySet& policies);
  void merge(const Coverage& other);

  /// By file and place.
  [[nodiscard]] std::vector<const PolicyCoverage*> policies() const;
  [[nodiscard]] Share share() const;
  [[nodiscard]] Share share(PointKind kind) const;
  /// Of the conditions, those that have both held and, alone, not held.
  [[nodiscard]] Share tried_both_ways() const;

 private:
  PolicyCoverage* find(const CompiledPolicy& policy);
  void hit(const CompiledPolicy& policy, std::size_t statement, const StatementInput& input);
  void note_kept_away(const CompiledPolicy& policy, const StatementTrace& trace);

  std::map<PolicyId, PolicyCoverage> policies_;
};

}  // namespace remora::suite
