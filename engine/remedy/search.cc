#include "engine/remedy/search.h"

#include <algorithm>

#include "engine/remedy/audience.h"
#include "engine/remedy/call_change.h"
#include "engine/remedy/proof.h"
#include "engine/remedy/scrutiny.h"

namespace remora::remedy {

namespace {

using delivery::Call;
using delivery::DeliveryOutcome;
using delivery::Outcome;
using delivery::ProbeResult;

/// Whose access is mended. Config writes as its role or, where that is refused, as a service.
enum class Identity : std::uint8_t { AtFault, Role };

bool same_request(const ProbeResult& a, const ProbeResult& b) {
  return a.request.action == b.request.action && a.request.resource == b.request.resource &&
         a.request.principal.text() == b.request.principal.text();
}

/// Whether the request fares otherwise than before: it succeeds, or something else denies it; or
/// the delivery is no longer refused for certain.
bool fares_better(const DeliveryOutcome& outcome, const ProbeResult& before) {
  if (outcome.outcome != Outcome::Refused) {
    return true;
  }
  return std::any_of(outcome.probes.begin(), outcome.probes.end(), [&](const ProbeResult& now) {
    if (!same_request(now, before)) {
      return false;
    }
    const Decision& old = before.decision;
    return now.succeeded() == Match::Yes || now.decision.verdict != old.verdict ||
           now.decision.layer != old.layer || now.decision.statement != old.statement;
  });
}

class Search {
 public:
  Search(const Call& call,
         const delivery::Assumptions& assumptions,
         const StatementsInUse& in_use,
         const Fence& fence,
         const std::vector<const Call*>& delivering,
         std::size_t most,
         bool for_many)
      : call_(call),
        assumptions_(assumptions),
        in_use_(in_use),
        fence_(fence),
        delivering_(delivering),
        gate_(assumptions.forced_context()),
        most_(most),
        for_many_(for_many) {
    for (const Call* one : delivering) {
      services_.emplace(service_of(*one).principal);
    }
  }

  Ways run(const EditedWorld& start) {
    start_ = &start;
    look(start);
    if (found_.ways.empty() && found_.not_stored) {
      // A policy that AWS refuses as it stands, and no edit puts that right: the edits that mend
      // the delivery are worth knowing, with a word about the rest.
      as_it_stands_ = true;
      runs_ = 0;
      Ways strict = std::exchange(found_, {});
      look(start);
      if (found_.ways.empty()) {
        found_ = std::move(strict);
      }
    }
    return std::move(found_);
  }

 private:
  void look(const EditedWorld& start) {
    const DeliveryOutcome outcome = deliver(start);
    for (const Identity identity : {Identity::AtFault, Identity::Role}) {
      const ProbeResult* denied = fault(outcome, identity);
      // A service-linked role gets its rights from AWS alone. Where something besides policies
      // stands in the service's way, such as an AWS managed key, that is to be mended and not gone
      // around.
      if (denied != nullptr &&
          (identity == Identity::AtFault || (outcome.probes[*outcome.cause].obstacle.empty() &&
                                             identity_slot(start.world(), denied->request)))) {
        identity_ = identity;
        wanted_ = found_.ways.size() + most_;
        descend({start, 0}, outcome, 0);
      }
    }
    auto& ways = found_.ways;
    std::stable_sort(
        ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.cost < b.cost; });
    if (ways.empty()) {
      note_stuck(start, outcome);
    }
    if (ways.size() > most_) {
      ways.erase(ways.begin() + static_cast<std::ptrdiff_t>(most_), ways.end());
    }
  }

  // Enough for the deepest known repair many times over; a guard against endless search.
  static constexpr std::size_t kMostRuns = 400;
  static constexpr int kMostEdits = 12;

  DeliveryOutcome deliver(const EditedWorld& at) {
    ++runs_;
    return delivery::deliver(at.world(), call_, assumptions_);
  }

  /// The request to mend; null if there is none for that identity.
  static const ProbeResult* fault(const DeliveryOutcome& outcome, Identity identity) {
    if (!outcome.cause) {
      return nullptr;
    }
    const ProbeResult& cause = outcome.probes[*outcome.cause];
    if (identity == Identity::AtFault) {
      return &cause;
    }
    if (cause.request.principal.kind() != PrincipalKind::Service ||
        cause.request.action == "sts:AssumeRole") {
      return nullptr;
    }
    // The role's own attempt, which the service's followed. Looking at the bucket is no attempt.
    const auto role =
        std::find_if(outcome.probes.begin(), outcome.probes.end(), [](const ProbeResult& probe) {
          return probe.request.principal.kind() == PrincipalKind::RoleSession &&
                 probe.succeeded() == Match::No && probe.request.action != "s3:ListBucket" &&
                 probe.request.action != "s3:GetBucketAcl";
        });
    return role == outcome.probes.end() ? nullptr : &*role;
  }

  /// Goes on from a world with some edits until the delivery succeeds. At the first step every
  /// candidate that helps opens a way of its own; after it the first that leads to the end counts.
  // NOLINTNEXTLINE(misc-no-recursion): no deeper than kMostEdits
  bool descend(const Way& at, const DeliveryOutcome& outcome, int depth) {
    const ProbeResult* denied = fault(outcome, identity_);
    if (denied == nullptr) {
      denied = fault(outcome, Identity::AtFault);
    }
    if (outcome.outcome != Outcome::Refused || denied == nullptr || depth == kMostEdits) {
      note_stuck(at.world, outcome);
      return false;
    }
    const Problem problem = problem_of(at.world, *denied);
    Scrutiny scrutiny(at.world, problem, gate_, delivering_, services_);
    bool any = false;
    bool last = false;
    for (Candidate& candidate : candidates(at.world, problem, depth)) {
      if (candidate.instead && last) {
        continue;
      }
      last = false;
      const bool enough = depth > 0 ? any : found_.ways.size() >= wanted_;
      if (enough || runs_ >= kMostRuns) {
        break;
      }
      auto step = try_out(at.world, candidate, *denied, scrutiny);
      if (!step) {
        continue;
      }
      if (depth == 0) {
        style_ = candidate.style;
      }
      Way way{std::move(step->world), at.cost + candidate.cost};
      if (step->outcome.outcome == Outcome::Delivered) {
        last = keep(std::move(way));
      } else {
        last = descend(way, step->outcome, depth + 1);
      }
      any = any || last;
    }
    if (!any) {
      note_stuck(at.world, outcome);
    }
    return any;
  }

  struct Step {
    EditedWorld world;
    DeliveryOutcome outcome;
  };

  /// The world with one edit more, if the request fares better in it and nobody gets in who should
  /// not. The edit then carries what was found out about it.
  std::optional<Step> try_out(const EditedWorld& at,
                              Candidate& candidate,
                              const ProbeResult& denied,
                              Scrutiny& scrutiny) {
    auto next = at.with(candidate);
    if (!next) {
      return std::nullopt;
    }
    DeliveryOutcome now = deliver(*next);
    if (!fares_better(now, denied) || !scrutiny.is_narrow(*next, candidate) ||
        !fence_.stays_shut(at.world(), next->world(), assumptions_, gate_)) {
      return std::nullopt;
    }
    // What was refused before may need a further edit to be taken: the whole way is looked at.
    if (auto refusal = refusal_to_store(next->world(), next->edited_draft());
        refusal && !refusal_to_store_base(next->world(), next->edited_draft())) {
      note_not_stored(*std::move(refusal));
      return std::nullopt;
    }
    if (as_it_stands_) {
      if (const auto refusal = refusal_to_store_base(next->world(), next->edited_draft())) {
        candidate.edit.remark += (candidate.edit.remark.empty() ? "" : "; ") +
                                 ("AWS refuses this policy also without the change, " +
                                  refusal->error.code + ": " + refusal->error.message);
      }
    }
    next->note_remarks(at, candidate.edit);
    return Step{*std::move(next), std::move(now)};
  }

  /// The first place, unless nothing but a fact that is not known stands behind a later one.
  void note_stuck(const EditedWorld& at, const DeliveryOutcome& outcome) {
    const auto is_open = [](const DeliveryOutcome& one) {
      return one.outcome == Outcome::Undetermined;
    };
    if (!found_.stuck || (is_open(outcome) && !is_open(found_.stuck->outcome))) {
      found_.stuck = Ways::Stuck{at, outcome};
    }
  }

  void note_not_stored(NotStored refusal) {
    if (!found_.not_stored) {
      found_.not_stored = std::move(refusal);
    }
  }

  /// Whether all edits together let in another account of a delivering service that a Deny kept
  /// out: an exception, and a statement for that account put right beside it.
  [[nodiscard]] bool frees_others(const EditedWorld& after) const {
    const std::vector<std::string> audience = after.audience();
    const std::vector<Stranger> asked = witnesses(after.world(), {}, call_.account);
    return std::any_of(asked.begin(), asked.end(), [&](const Stranger& one) {
      const std::string_view service = one.request.principal.text();
      const bool delivers =
          std::any_of(delivering_.begin(), delivering_.end(), [&](const Call* call) {
            return service_of(*call).principal == service && call->account == one.account;
          });
      return services_.contains(service) && !delivers &&
             !is_in(after.original(), one.account, audience) &&
             gate_.decide(after.original(), one).verdict == Verdict::ExplicitlyDenied &&
             gate_.decide(after.world(), one).verdict == Verdict::Allowed;
    });
  }

  /// Whether AWS takes all policies of a world.
  bool is_stored(const EditedWorld& world) {
    return std::all_of(world.drafts().begin(), world.drafts().end(), [&](const PolicyDraft& draft) {
      auto refusal = refusal_to_store(world.world(), draft);
      if (refusal && as_it_stands_ && refusal_to_store_base(world.world(), draft)) {
        return true;
      }
      if (refusal) {
        note_not_stored(*std::move(refusal));
      }
      return !refusal;
    });
  }

  /// What could help, the cheapest first; after the first step, edits of its style before others,
  /// so that a way is of one piece.
  std::vector<Candidate> candidates(const EditedWorld& at, const Problem& problem, int depth) {
    if (!problem.denied.obstacle.empty() || asks_for_encryption(problem.denied)) {
      return {};
    }
    std::vector<Candidate> found;
    if (problem.denied.decision.verdict == Verdict::ExplicitlyDenied) {
      found = guards(problem);
    } else {
      found = corrections(problem);
      std::vector<Candidate> more = statements_to_add(problem);
      std::move(more.begin(), more.end(), std::back_inserter(found));
      if (for_many_) {
        prefer_for_all(problem, found);
      }
    }
    const auto rank = [&](const Candidate& candidate) {
      const bool other_style =
          depth > 0 && candidate.style != style_ && !corrects_an_edit(at, candidate);
      return std::pair(other_style, candidate.cost);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
      return rank(a) < rank(b);
    });
    return found;
  }

  /// What names the account would be needed once more for each of the others: it comes last, behind
  /// a statement for the organization.
  void prefer_for_all(const Problem& problem, std::vector<Candidate>& found) const {
    constexpr int kForEach = 1000;
    const auto names_it = [&](const std::string& text) {
      return text.find(call_.account) != std::string::npos;
    };
    for (Candidate& one : found) {
      const auto& elements = one.edit.elements;
      if (names_it(one.edit.json) || std::any_of(elements.begin(), elements.end(), [&](auto& e) {
            return e.value && names_it(*e.value);
          })) {
        one.cost += kForEach;
      }
    }
    for (Candidate& one : statements_for_organization(problem)) {
      found.push_back(std::move(one));
    }
  }

  /// True for what completes a statement that an edit added for another delivery: that is less than
  /// a statement more in every style.
  static bool corrects_an_edit(const EditedWorld& at, const Candidate& candidate) {
    if (candidate.policy == nullptr || candidate.edit.adds) {
      return false;
    }
    const CompiledPolicy* original = at.original_of(candidate.policy.get());
    return original == nullptr ||
           candidate.edit.statement >= original->document()->statements.size();
  }

  [[nodiscard]] Problem problem_of(const EditedWorld& at, const ProbeResult& denied) const {
    return {
        at.world(), call_, denied, [this, &at](const CompiledPolicy* policy, std::size_t index) {
          const CompiledPolicy* original = at.original_of(policy);
          // A statement that an edit added serves the delivery it was added for.
          return original == nullptr || index >= original->document()->statements.size() ||
                 in_use_.contains({original, index});
        }};
  }

  /// The number of edits that a draft had at the start; those are for other deliveries.
  [[nodiscard]] std::size_t edits_at_start(std::size_t draft) const {
    const auto& drafts = start_->drafts();
    return draft < drafts.size() ? drafts[draft].edits().size() : 0;
  }

  /// Leaves out one edit that turned out not to be needed; false if all are.
  bool drop_one(EditedWorld& world) {
    for (std::size_t i = 0; i < world.drafts().size(); ++i) {
      for (std::size_t j = edits_at_start(i); j < world.drafts()[i].edits().size(); ++j) {
        // A Deny that goes with an exception keeps out those whom later exceptions let in.
        auto less = world.drafts()[i].edits()[j].also.empty() ? world.without(i, j) : std::nullopt;
        if (less && deliver(*less).outcome == Outcome::Delivered) {
          world = *std::move(less);
          return true;
        }
      }
    }
    return false;
  }

  /// Keeps the way without what it does not need, if it is a new one. False if it opens to
  /// strangers.
  bool keep(Way way) {
    while (way.world.edit_count() > start_->edit_count() + 1 && drop_one(way.world)) {
    }
    // An edit may open what edits for another delivery were still kept from.
    std::vector<const Call*> calls = {&call_};
    calls.insert(calls.end(), delivering_.begin(), delivering_.end());
    if (!stays_shut(way.world, calls, assumptions_, gate_) || frees_others(way.world) ||
        !is_stored(way.world)) {
      return false;
    }
    const auto texts = way.world.texts();
    for (Way& known : found_.ways) {
      if (known.world.texts() == texts) {
        known.cost = std::min(known.cost, way.cost);
        return true;
      }
    }
    found_.ways.push_back(std::move(way));
    return true;
  }

  const Call& call_;
  const delivery::Assumptions& assumptions_;
  const StatementsInUse& in_use_;
  const Fence& fence_;
  const std::vector<const Call*>& delivering_;
  Services services_;  // of those
  Gate gate_;
  std::size_t most_;
  bool for_many_;
  bool as_it_stands_ = false;  // what AWS refused before may be refused afterwards
  std::size_t wanted_ = 0;     // how many ways are enough for now
  const EditedWorld* start_ = nullptr;
  Identity identity_ = Identity::AtFault;
  EditStyle style_ = EditStyle::Statement;  // of the first step
  std::size_t runs_ = 0;
  Ways found_;
};

}  // namespace

void note_in_use(const DeliveryOutcome& outcome, StatementsInUse& in_use) {
  for (const ProbeResult& probe : outcome.probes) {
    if (probe.decision.policy != nullptr && probe.decision.statement >= 0 &&
        probe.decision.verdict == Verdict::Allowed) {
      in_use.emplace(probe.decision.policy, static_cast<std::size_t>(probe.decision.statement));
    }
  }
}

Ways find_ways(const EditedWorld& start,
               const Call& call,
               const delivery::Assumptions& assumptions,
               const StatementsInUse& in_use,
               const Fence& fence,
               const std::vector<const Call*>& delivering,
               std::size_t most,
               bool for_many) {
  return Search(call, assumptions, in_use, fence, delivering, most, for_many).run(start);
}

}  // namespace remora::remedy
