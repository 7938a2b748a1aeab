#include "engine/remedy/remedy.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/delivery/documented_statement.h"
#include "engine/remedy/call_change.h"
#include "engine/remedy/proof.h"
#include "engine/remedy/search.h"

namespace remora::remedy {

namespace {

using delivery::Call;
using delivery::DeliveryOutcome;
using delivery::Outcome;

constexpr std::size_t kMostRemedies = 4;
// Of as many deliveries nobody compares the ways: the best one is enough, and found sooner.
constexpr std::size_t kManyDeliveries = 10;
// So many accounts of an organization that are denied the same get one statement for it, if they
// are most of it, or too many for a policy to name each.
constexpr std::size_t kManyAccounts = 10;
constexpr std::size_t kTooManyAccounts = 100;
// A way that changes more than twice as much as the best is no help to anyone.
constexpr int kMostDearer = 2;
constexpr int kOneStatement = 10;
// Source: AWS Control Tower User Guide, "Troubleshooting" and "Detect and resolve drift in AWS
// Control Tower".
constexpr const char* kControlTowerNext =
    "Control Tower does not try again by itself: delete the stack that failed, if there is one, "
    "then "
    "repair or reset the landing zone";

/// Repairs a world for many deliveries.
class Planner {
 public:
  Planner(const world::World& world,
          const std::vector<const Call*>& calls,
          const delivery::Assumptions& assumptions,
          const Fence& fence)
      : world_(world),
        calls_(calls),
        assumptions_(assumptions),
        fence_(fence),
        kept_out_(fence.refused.begin(), fence.refused.end()),
        gate_(assumptions.forced_context()),
        most_(calls.size() > kManyDeliveries ? 1 : kMostRemedies) {}

  RepairPlan plan() {
    for (const Call* call : calls_) {
      const DeliveryOutcome outcome = delivery::deliver(world_, *call, assumptions_);
      outcomes_.push_back(outcome.outcome);
      note_in_use(outcome, in_use_);
      const bool kept_out = kept_out_.contains(call);
      note_peers(*call, outcome, kept_out);
      if (!kept_out) {
        delivering_.push_back(call);
      }
    }
    delivering_.insert(delivering_.end(), fence_.delivered.begin(), fence_.delivered.end());
    plan_.deliveries.resize(calls_.size());
    arrives_in_.resize(calls_.size());
    for (std::size_t rank = 0; rank < most_; ++rank) {
      if (!repair(rank)) {
        break;
      }
    }
    std::stable_sort(
        found_.begin(), found_.end(), [](const Way& a, const Way& b) { return a.cost < b.cost; });
    for (const Way& way : found_) {
      if (way.cost > kMostDearer * found_.front().cost + kOneStatement) {
        break;
      }
      Remedy remedy;
      for (const PolicyDraft& draft : way.world.drafts()) {
        add_edits_of(world_, draft, remedy.edits);
      }
      note_needs(way.world, remedy);
      remedy.summary = summarise(remedy.edits);
      remedy.verified = true;
      plan_.remedies.push_back(std::move(remedy));
    }
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      DeliveryProspect& prospect = plan_.deliveries[i];
      if (prospect.prospect == Prospect::Mended &&
          delivery::is_control_tower(world_, named_by(*calls_[i]).prefix)) {
        prospect.next_steps = {kControlTowerNext};
      }
    }
    return std::move(plan_);
  }

 private:
  /// Accounts of the organization for which a service is denied the same by the same policy.
  using Peers = std::set<std::string_view>;

  void note_peers(const Call& call, const DeliveryOutcome& outcome, bool kept_out) {
    Peers* peers = nullptr;
    if (outcome.outcome == Outcome::Refused && !kept_out && is_refused_by_policy(outcome) &&
        world_.member(call.account) != nullptr) {
      const delivery::ProbeResult& denied = outcome.probes[*outcome.cause];
      peers = &peers_[{std::string(denied.request.principal.text()),
                       denied.request.action,
                       denied.policies.resource}];
      peers->insert(call.account);
    }
    peers_of_.push_back(peers);
  }

  [[nodiscard]] bool is_for_many(std::size_t i) const {
    const std::size_t count = peers_of_[i] == nullptr ? 0 : peers_of_[i]->size();
    return count > kTooManyAccounts ||
           (count > kManyAccounts && 2 * count > world_.organization->accounts.size());
  }

  /// Whether policies alone refuse it.
  static bool is_refused_by_policy(const DeliveryOutcome& outcome) {
    return outcome.cause && outcome.probes[*outcome.cause].obstacle.empty();
  }

  /// The edits that no delivery is noted for yet.
  static std::vector<Edit> new_edits_of(const EditedWorld& world) {
    std::vector<Edit> edits;
    for (const PolicyDraft& draft : world.drafts()) {
      std::vector<Edit> all;
      add_edits_of(world.world(), draft, all);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!draft.edits()[i].delivery) {
          edits.push_back(std::move(all[i]));
        }
      }
    }
    return edits;
  }

  Ways search(const EditedWorld& at, std::size_t i) {
    ++plan_.searches;
    return find_ways(
        at, *calls_[i], assumptions_, in_use_, fence_, delivering_, most_, is_for_many(i));
  }

  /// What to do about a delivery that no edits mend: where they went no further, if they went
  /// anywhere.
  [[nodiscard]] Advice advise_on(const EditedWorld& at,
                                 const Call& call,
                                 const DeliveryOutcome& now,
                                 const Ways& ways) const {
    const std::optional<Ways::Stuck>& stuck = ways.stuck;
    const DeliveryOutcome& last = stuck ? stuck->outcome : now;
    if (auto advice = with_key(at.world(), call, assumptions_, last)) {
      return *std::move(advice);
    }
    if (stuck && last.outcome == Outcome::Undetermined) {
      // As far as anybody can tell, these edits would do.
      Advice advice{
          "unknown-fact", last.missing.empty() ? reason_of(last) : describe(last.missing), {}};
      advice.behind_policy = true;
      advice.halfway = new_edits_of(stuck->world);
      return advice;
    }
    if (ways.not_stored && is_refused_by_policy(last)) {
      return advise_on_storing(*ways.not_stored);
    }
    Advice advice = advise(world_, call, last);
    advice.behind_policy = stuck && is_refused_by_policy(now) && !is_refused_by_policy(last);
    if (advice.behind_policy) {
      advice.halfway = new_edits_of(stuck->world);
    }
    return advice;
  }

  /// Mends one delivery after the other, each in its way of that rank (or its last). The first
  /// rank says which deliveries can be mended; a later one that does not mend all of them is no
  /// way. False if no delivery has one of that rank.
  bool repair(std::size_t rank) {
    Way all{EditedWorld(world_), 0};
    ++edition_;
    bool has_rank = false;
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      DeliveryProspect& prospect = plan_.deliveries[i];
      if (rank > 0 && prospect.prospect != Prospect::Mended) {
        continue;
      }
      const bool kept_out = kept_out_.contains(calls_[i]);
      if (all.world.edit_count() == 0 && outcomes_[i] == Outcome::Delivered) {
        prospect.prospect = Prospect::NothingToDo;
        arrives_in_[i] = edition_;
        continue;
      }
      const DeliveryOutcome now = delivery::deliver(all.world.world(), *calls_[i], assumptions_);
      if (now.outcome == Outcome::Refused && kept_out) {
        prospect.prospect = Prospect::KeptRefused;
        continue;
      }
      if (now.outcome == Outcome::Undetermined && rank > 0) {
        return true;
      }
      if (now.outcome == Outcome::Undetermined) {
        prospect = {Prospect::Undetermined, std::nullopt, reason_of(now)};
        continue;
      }
      if (now.outcome == Outcome::Delivered) {
        prospect.prospect =
            outcomes_[i] == Outcome::Delivered ? Prospect::NothingToDo : Prospect::Mended;
        arrives_in_[i] = edition_;
        continue;
      }
      auto slash = without_slash(all.world.world(), *calls_[i], assumptions_);
      // What stands in the way besides policies no edit takes away.
      Ways ways = slash || !is_refused_by_policy(now) ? Ways() : search(all.world, i);
      if (ways.ways.empty() && rank > 0) {
        return true;
      }
      if (ways.ways.empty()) {
        prospect = {Prospect::NotByPolicy,
                    slash ? *std::move(slash) : advise_on(all.world, *calls_[i], now, ways),
                    {}};
        continue;
      }
      prospect.prospect = Prospect::Mended;
      has_rank = has_rank || ways.ways.size() > rank;
      Way& way = ways.ways[std::min(rank, ways.ways.size() - 1)];
      all.cost += way.cost;
      all.world = std::move(way.world);
      all.world.note_delivery(i);
      arrives_in_[i] = ++edition_;
    }
    if (has_rank && all.world.edit_count() > 0) {
      keep(std::move(all));
    }
    return has_rank;
  }

  /// Notes with each edit which deliveries need it: those that a statement which it made lets
  /// through, and for an exception from a Deny those that fail without it.
  void note_needs(const EditedWorld& world, Remedy& remedy) const {
    const std::vector<Edit>& edits = remedy.edits;
    remedy.needed_by.resize(edits.size());
    std::vector<std::size_t> first;  // of each draft's edits
    std::size_t count = 0;
    for (const PolicyDraft& draft : world.drafts()) {
      first.push_back(count);
      count += draft.edits().size();
    }
    std::vector<std::optional<EditedWorld>> without;  // of the exceptions, each without it
    for (std::size_t d = 0; d < world.drafts().size(); ++d) {
      for (std::size_t e = 0; e < world.drafts()[d].edits().size(); ++e) {
        without.push_back(is_exception(edits[first[d] + e]) ? world.without(d, e) : std::nullopt);
      }
    }
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      if (plan_.deliveries[i].prospect != Prospect::Mended) {
        continue;
      }
      std::vector<bool> needed(edits.size());
      for (const delivery::ProbeResult& probe :
           delivery::deliver(world.world(), *calls_[i], assumptions_).probes) {
        if (probe.decision.statement >= 0) {
          for (const auto& at : world.edits_behind(
                   probe.decision.policy, static_cast<std::size_t>(probe.decision.statement))) {
            needed[first[at.draft] + at.edit] = true;
          }
        }
      }
      for (std::size_t e = 0; e < edits.size(); ++e) {
        needed[e] = needed[e] ||
                    (without[e] &&
                     delivery::deliver(without[e]->world(), *calls_[i], assumptions_).outcome !=
                         Outcome::Delivered);
      }
      const bool none = std::find(needed.begin(), needed.end(), true) == needed.end();
      for (std::size_t e = 0; e < edits.size(); ++e) {
        if (none || needed[e]) {
          remedy.needed_by[e].push_back(i);
        }
      }
    }
  }

  static std::string reason_of(const DeliveryOutcome& outcome) {
    if (outcome.cause) {
      const delivery::ProbeResult& probe = outcome.probes[*outcome.cause];
      return "whether " + std::string(probe.request.principal.text()) + " may do " +
             probe.request.action + " on " + probe.request.resource +
             " depends on something that is not known";
    }
    return outcome.reason;
  }

  [[nodiscard]] bool succeeds(const world::World& world, std::size_t i) const {
    const bool arrived = outcomes_[i] == Outcome::Delivered;
    return (!arrived && plan_.deliveries[i].prospect != Prospect::Mended) ||
           delivery::deliver(world, *calls_[i], assumptions_).outcome == Outcome::Delivered;
  }

  /// Whether every delivery that policy can mend, or that succeeded before, succeeds. The one that
  /// is most likely not to is tried first.
  [[nodiscard]] bool all_succeed(const world::World& world, std::size_t first = 0) const {
    if (!succeeds(world, first)) {
      return false;
    }
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      if (i != first && !succeeds(world, i)) {
        return false;
      }
    }
    return true;
  }

  /// Leaves out one edit that a later one made needless; false if all are needed.
  bool drop_one(EditedWorld& world) const {
    for (std::size_t i = 0; world.edit_count() > 1 && i < world.drafts().size(); ++i) {
      for (std::size_t j = 0; j < world.drafts()[i].edits().size(); ++j) {
        // A Deny that goes with an exception keeps out those whom later exceptions let in.
        auto less = world.drafts()[i].edits()[j].also.empty() ? world.without(i, j) : std::nullopt;
        if (less && all_succeed(less->world(), world.drafts()[i].edits()[j].delivery.value_or(0)) &&
            stays_shut(*less, delivering_, assumptions_, gate_)) {
          world = *std::move(less);
          return true;
        }
      }
    }
    return false;
  }

  /// Keeps the way if it holds for all deliveries, without the edits that a later one made
  /// needless. What was tried since the last edit need not be tried again.
  void keep(Way way) {
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      if (arrives_in_[i] != edition_ && !succeeds(way.world.world(), i)) {
        return;
      }
    }
    if (!fence_.stays_open(way.world.world(), assumptions_)) {
      return;
    }
    while (drop_one(way.world)) {
    }
    const auto texts = way.world.texts();
    const bool known = std::any_of(
        found_.begin(), found_.end(), [&](const Way& one) { return one.world.texts() == texts; });
    if (!known) {
      found_.push_back(std::move(way));
    }
  }

  const world::World& world_;
  const std::vector<const Call*>& calls_;
  const delivery::Assumptions& assumptions_;
  const Fence& fence_;
  std::set<const Call*> kept_out_;  // by the fence
  Gate gate_;
  std::size_t most_;                     // remedies to look for
  std::vector<Outcome> outcomes_;        // without edits
  std::size_t edition_ = 0;              // counts the worlds that are tried
  std::vector<std::size_t> arrives_in_;  // in which of them each was last seen to arrive
  std::map<std::tuple<std::string, std::string, const CompiledPolicy*>, Peers> peers_;
  std::vector<const Peers*> peers_of_;  // of each call; null: it has none
  StatementsInUse in_use_;
  std::vector<const Call*> delivering_;
  std::vector<Way> found_;
  RepairPlan plan_;
};

}  // namespace

RepairPlan plan_repair(const world::World& world,
                       const std::vector<const Call*>& calls,
                       const delivery::Assumptions& assumptions,
                       const Fence& fence) {
  return Planner(world, calls, assumptions, fence).plan();
}

Remedy share_of(const Remedy& remedy, std::size_t delivery) {
  Remedy share{remedy.summary, {}, remedy.verified};
  for (std::size_t e = 0; e < remedy.edits.size(); ++e) {
    const std::vector<std::size_t>& needed_by = remedy.needed_by[e];
    if (std::binary_search(needed_by.begin(), needed_by.end(), delivery)) {
      share.edits.push_back(remedy.edits[e]);
    }
  }
  if (share.edits.size() != remedy.edits.size()) {
    share.summary = summarise(share.edits);
  }
  return share;
}

std::vector<Remedy> find_remedies(const world::World& world,
                                  const Call& call,
                                  const delivery::Assumptions& assumptions,
                                  const DeliveryOutcome& outcome) {
  if (outcome.outcome != Outcome::Refused) {
    return {};
  }
  return plan_repair(world, {&call}, assumptions).remedies;
}

}  // namespace remora::remedy
