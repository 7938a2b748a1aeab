#pragma once

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/remedy/edited_world.h"
#include "engine/remedy/fence.h"
#include "engine/remedy/storable.h"
#include "engine/remedy/witnesses.h"

namespace remora::remedy {

/// A world in which a delivery that was refused succeeds.
struct Way {
  EditedWorld world;
  int cost = 0;  // of its edits, for ranking
};

/// What the search for one delivery came to.
struct Ways {
  /// Where it went no further; the outcome views into the world.
  struct Stuck {
    EditedWorld world;
    delivery::DeliveryOutcome outcome;
  };

  std::vector<Way> ways;       // the cheapest first
  std::optional<Stuck> stuck;  // without ways
  /// Without ways: what AWS would refuse to store, where there is one if it did not.
  std::optional<NotStored> not_stored;
};

/// The statements that let some delivery of the input through, by policy and index.
using StatementsInUse = std::set<std::pair<const CompiledPolicy*, std::size_t>>;

/// Adds the statements that decided the outcome's requests.
void note_in_use(const delivery::DeliveryOutcome& outcome, StatementsInUse& in_use);

/// Looks for the smallest sets of edits that make a refused delivery succeed, starting from a
/// world that may have edits already. Each edit mends the request at fault, proven by running the
/// delivery again, and lets in nobody whom AWS's documented statement for it would not, nor anybody
/// behind the fence, nor another service than those that deliver. No edit of a way can be left out,
/// and AWS stores what it makes.
/// `delivering` are all deliveries that are to succeed. `most` limits how many ways are looked for.
/// `for_many`: this request is denied for many accounts of the organization, so edits that name no
/// account come first, and a statement for the whole organization is one of them.
Ways find_ways(const EditedWorld& start,
               const delivery::Call& call,
               const delivery::Assumptions& assumptions,
               const StatementsInUse& in_use,
               const Fence& fence,
               const std::vector<const delivery::Call*>& delivering,
               std::size_t most,
               bool for_many = false);

}  // namespace remora::remedy
