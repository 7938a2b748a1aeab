#include "engine/command/written_again.h"

#include <algorithm>

#include "engine/delivery/deliver.h"
#include "engine/edit/change.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "engine/remedy/policy_slot.h"

namespace remora::command {

namespace {

std::string compact(const json::Value& value) {
  return json::Writer(json::Writer::Style::Compact).value(value).take();
}

std::string compact(const CompiledPolicyPtr& policy) {
  return policy == nullptr || policy->is_unread() || !policy->document()->value
             ? std::string()
             : compact(*policy->document()->value);
}

/// The policy as the edits of a remedy want it; empty if that cannot be said.
std::string wanted(const CompiledPolicyPtr& base, const remedy::Remedy& remedy) {
  std::vector<edit::Change> changes;
  for (const remedy::Edit& edit : remedy.edits) {
    if (edit.base == base) {
      changes.insert(changes.end(), edit.changes.begin(), edit.changes.end());
    }
  }
  const auto policy =
      json::read_json(std::make_shared<const SourceText>("the policy", compact(base)));
  const auto after = policy ? edit::apply(*policy, changes).and_then([](const SourcePtr& text) {
    return json::read_json(text);
  })
                            : Result<json::DocumentPtr>(fail(policy.error()));
  return after ? compact((*after)->root()) : std::string();
}

bool is_as_wanted(const world::World& world, const remedy::Edit& edit, const remedy::Remedy& all) {
  // Of a role's policies and an organization's there are many in one place: the deliveries tell.
  if (edit.base == nullptr || remedy::policy_in(world, edit.slot) == nullptr) {
    return true;
  }
  return compact(remedy::policy_in(world, edit.slot)) == wanted(edit.base, all);
}

bool same_things(const world::World& before, const world::World& after) {
  return before.buckets.size() == after.buckets.size() && before.keys.size() == after.keys.size() &&
         before.topics.size() == after.topics.size() && before.roles.size() == after.roles.size();
}

}  // namespace

ChangedFiles::ChangedFiles(FileReader& files, const std::vector<remedy::FileChange>& changes)
    : files_(files) {
  for (const remedy::FileChange& change : changes) {
    if (change.after != nullptr) {
      changed_[change.name] = change.after;
    }
  }
}

Result<SourcePtr> ChangedFiles::read(const std::string& path) {
  const auto changed = changed_.find(path);
  return changed != changed_.end() ? Result<SourcePtr>(changed->second) : files_.read(path);
}

std::string problem_of_written(const fixture::Scenario& before,
                               const fixture::Scenario& after,
                               const remedy::RepairPlan& plan,
                               const remedy::Remedy& remedy,
                               const std::vector<remedy::FileChange>& changes,
                               const delivery::Assumptions& assumptions) {
  const std::string problem(kNotAsWanted);
  if (after.deliveries.size() != before.deliveries.size() ||
      !same_things(before.world, after.world)) {
    return problem;
  }
  // Whoever writes only some of the edits cannot be judged by the deliveries.
  const bool all = std::all_of(
      changes.begin(), changes.end(), [](const auto& one) { return one.after != nullptr; });
  for (std::size_t i = 0; all && i < plan.deliveries.size() && i < after.deliveries.size(); ++i) {
    if (plan.deliveries[i].prospect != remedy::Prospect::Mended) {
      continue;
    }
    const delivery::Outcome outcome =
        delivery::deliver(after.world, after.deliveries[i].call, assumptions).outcome;
    const bool open = !plan.deliveries[i].reason.empty();
    if (open ? outcome == delivery::Outcome::Refused : outcome != delivery::Outcome::Delivered) {
      return problem;
    }
  }
  for (const remedy::FileChange& change : changes) {
    for (const std::size_t index : change.edits) {
      if (change.after != nullptr && !is_as_wanted(after.world, remedy.edits[index], remedy)) {
        return problem;
      }
    }
  }
  return {};
}

}  // namespace remora::command
