#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/delivery/call.h"
#include "engine/world/world.h"

namespace remora::answer {

/// Tells which calls nobody can tell apart but by the ids of their accounts: they say the same with
/// their own account in its place, their accounts stand alike in the organization and have like
/// roles, and nothing else in the world knows either account: no policy names it, or could match
/// one account and not another, and it owns nothing. What is true of one such call, whatever is
/// assumed, is true of the others.
class Lookalikes {
 public:
  /// The world must live longer.
  explicit Lookalikes(const world::World& world);

  /// The same for calls that are alike; empty where that cannot be said of this one.
  [[nodiscard]] std::string key(const delivery::Call& call) const;

 private:
  void look_at(const CompiledPolicy& policy);
  void name(std::string_view text);

  const world::World& world_;
  bool tells_apart_ = false;  // some policy tells accounts apart without naming them
  bool asks_for_paths_ = false;
  bool asks_for_tags_ = false;
  std::unordered_set<std::string> named_;  // accounts that are more than a member
  std::unordered_map<std::string_view, std::vector<const world::Role*>> roles_;  // by account
};

}  // namespace remora::answer
