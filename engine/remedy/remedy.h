#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/remedy/advice.h"
#include "engine/remedy/edit.h"
#include "engine/remedy/fence.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// A way to make deliveries succeed: all edits together.
struct Remedy {
  std::string summary;
  std::vector<Edit> edits;
  bool verified = false;  // the deliveries were run again with the edits and succeeded
  /// Of a plan, for each edit the deliveries that need it, by index, ascending.
  std::vector<std::vector<std::size_t>> needed_by = {};
};

/// What can be done about one delivery.
enum class Prospect : std::uint8_t {
  NothingToDo,   // it is delivered
  Mended,        // by each of the remedies
  NotByPolicy,   // something else must be done: see the advice
  Undetermined,  // a decisive fact is not known
  KeptRefused,   // it is refused and shall stay so
};

struct DeliveryProspect {
  Prospect prospect = Prospect::NothingToDo;
  std::optional<Advice> advice;  // with NotByPolicy
  std::string reason;            // with Undetermined
  /// With Mended: what the person does next, where it is known.
  std::vector<std::string> next_steps = {};
};

/// Everything that can be done for the deliveries of an input.
struct RepairPlan {
  std::vector<DeliveryProspect> deliveries;  // in the order of the calls
  /// The ways to mend all that policy can mend, best first. In each, no edit can be left out, and
  /// nobody is let in who was not and whom AWS's documented statement does not let in; of those
  /// behind the fence nobody at all.
  std::vector<Remedy> remedies;
  std::size_t searches = 0;  // for how many deliveries a way was looked for: once a cause
};

/// The remedy without the edits that the delivery does not need.
Remedy share_of(const Remedy& remedy, std::size_t delivery);

/// Looks for the smallest changes of policies that make all deliveries succeed, and proves each by
/// running all of them again in the changed world.
///
/// Candidates are the statements that AWS documents, kept whole; corrections of single elements of
/// statements that all but match; and conditions that keep a Deny away. The smallest change is the
/// one that touches least: a value before a statement. Calls that `fence` keeps out are not mended
/// but stay refused.
RepairPlan plan_repair(const world::World& world,
                       const std::vector<const delivery::Call*>& calls,
                       const delivery::Assumptions& assumptions,
                       const Fence& fence = {});

/// The remedies for one delivery with that outcome. Nothing if it is not refused, or if no policy
/// mends it.
std::vector<Remedy> find_remedies(const world::World& world,
                                  const delivery::Call& call,
                                  const delivery::Assumptions& assumptions,
                                  const delivery::DeliveryOutcome& outcome);

}  // namespace remora::remedy
