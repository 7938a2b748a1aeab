#include "engine/delivery/possibilities.h"

#include <algorithm>
#include <utility>

#include "engine/base/symbol.h"

namespace remora::delivery {

namespace {

using world::Supposition;
using world::Suppositions;
using world::UnknownPtr;

// With more than eight facts of two possibilities each nobody would read the answer.
constexpr std::size_t kMostRuns = 256;

/// What came of the delivery for one possibility.
struct Run {
  DeliveryOutcome outcome;
  std::vector<Supposition> suppositions;
};

using Facts = std::vector<UnknownPtr>;

void add_once(Facts& facts, const UnknownPtr& fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) {
    facts.push_back(fact);
  }
}

bool is_among(const Facts& facts, const UnknownPtr& fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

std::string error_code_of(const DeliveryOutcome& outcome) {
  return outcome.error ? outcome.error->code : std::string();
}

/// Whether two runs answer the same questions about facts of which `counts` holds alike.
template <class Counts>
bool agree(const Run& one, const Run& other, const Counts& counts) {
  for (const Supposition& mine : one.suppositions) {
    for (const Supposition& theirs : other.suppositions) {
      if (mine.fact == theirs.fact && mine.question == theirs.question &&
          mine.answer != theirs.answer && counts(mine.fact)) {
        return false;
      }
    }
  }
  return true;
}

/// Whether one value of these facts settles the outcome, whatever the other facts are.
bool can_settle(const std::vector<Run>& runs, const Facts& facts) {
  return std::any_of(runs.begin(), runs.end(), [&](const Run& one) {
    return one.outcome.outcome != Outcome::Undetermined &&
           std::all_of(runs.begin(), runs.end(), [&](const Run& other) {
             return other.outcome.outcome == one.outcome.outcome ||
                    !agree(one, other, [&](const UnknownPtr& f) { return is_among(facts, f); });
           });
  });
}

bool holds(const Request& request, std::string_view text) {
  const auto in = [&](std::string_view where) { return where.find(text) != where.npos; };
  const auto& entries = request.context.entries();
  return in(request.resource) || in(request.resource_account) ||
         std::any_of(entries.begin(), entries.end(), [&](const RequestContext::Entry& entry) {
           return std::any_of(entry.values().begin(), entry.values().end(), in);
         });
}

/// Whether an unknown text of that fact is part of what the run has left open: the request that
/// stands for it, or, where that one failed and another identity's is open, that.
bool holds_text_of(const DeliveryOutcome& outcome, const UnknownPtr& fact) {
  if (!outcome.cause || outcome.outcome != Outcome::Undetermined) {
    return false;
  }
  const std::string text = make_unknown(fact->what);
  const ProbeResult& cause = outcome.probes[*outcome.cause];
  return holds(cause.request, text) ||
         (cause.succeeded() == Match::No &&
          std::any_of(outcome.probes.begin(), outcome.probes.end(), [&](const ProbeResult& probe) {
            return probe.succeeded() == Match::Unknown && holds(probe.request, text);
          }));
}

/// The field of that name, or null.
const StatusField* find(const std::vector<StatusField>& fields, std::string_view name) {
  const auto found = std::find_if(
      fields.begin(), fields.end(), [&](const StatusField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool is_denied(const Decision& decision) {
  return decision.verdict == Verdict::ImplicitlyDenied ||
         decision.verdict == Verdict::ExplicitlyDenied;
}

class Merger {
 public:
  explicit Merger(std::vector<Run> runs, bool complete)
      : runs_(std::move(runs)), complete_(complete) {}

  DeliveryOutcome merge() {
    const bool same = complete_ && std::all_of(runs_.begin(), runs_.end(), [&](const Run& run) {
                        return run.outcome.outcome == runs_.front().outcome.outcome;
                      });
    merged_ = (same ? runs_.front() : shown_one()).outcome;
    merged_.missing.clear();
    if (merged_.outcome != Outcome::Refused || !same) {
      merge_requests();
    }
    merge_status();
    keep_common();
    if (!same || merged_.outcome == Outcome::Undetermined) {
      leave_open();
    } else if (merged_.outcome == Outcome::Refused) {
      merge_errors();
    }
    return std::move(merged_);
  }

 private:
  /// The run whose requests stand for all: one that is not delivered, best one that shows where a
  /// text is missing rather than one of its possibilities.
  [[nodiscard]] const Run& shown_one() const {
    const Run* found = nullptr;
    for (const Run& run : runs_) {
      const auto& probes = run.outcome.probes;
      const bool shows = std::any_of(probes.begin(), probes.end(), [](const ProbeResult& probe) {
        return has_unknown(probe.request.resource);
      });
      if (run.outcome.outcome != Outcome::Delivered && (found == nullptr || shows)) {
        found = &run;
        if (shows) {
          break;
        }
      }
    }
    return found == nullptr ? runs_.front() : *found;
  }

  /// A request that is granted for one possibility and refused for another is open.
  void merge_requests() {
    for (std::size_t i = 0; i < merged_.probes.size(); ++i) {
      ProbeResult& mine = merged_.probes[i];
      for (const Run& run : runs_) {
        if (i >= run.outcome.probes.size()) {
          continue;
        }
        const ProbeResult& other = run.outcome.probes[i];
        if (other.request.action != mine.request.action ||
            other.request.principal.text() != mine.request.principal.text()) {
          continue;
        }
        if (other.request.resource != mine.request.resource) {
          mine.open = true;  // even what it asks for
          continue;
        }
        const bool same = other.succeeded() == mine.succeeded();
        if (same && (other.obstacle == mine.obstacle || !is_denied(mine.decision))) {
          continue;
        }
        mine.open = mine.open || !same;
        if (other.obstacle.empty()) {
          mine.obstacle.clear();  // it stands there for one possibility alone
          mine.obstacle_kind = ObstacleKind::None;
        }
      }
    }
  }

  void merge_status() {
    for (const Run& run : runs_) {
      for (const StatusField& field : run.outcome.status) {
        if (find(merged_.status, field.name) == nullptr) {
          merged_.status.push_back(field);
        }
      }
    }
    for (StatusField& field : merged_.status) {
      for (const Run& run : runs_) {
        const StatusField* const other = find(run.outcome.status, field.name);
        if (other == nullptr || other->value != field.value) {
          field.value = "unknown";
        }
      }
    }
  }

  /// Objects and remarks that come whatever the facts are; the switches of all runs.
  void keep_common() {
    for (const Run& run : runs_) {
      const auto& written = run.outcome.objects_written;
      std::erase_if(merged_.objects_written, [&](const WrittenObject& mine) {
        return std::none_of(written.begin(), written.end(), [&](const WrittenObject& other) {
          return other.bucket == mine.bucket && other.key == mine.key;
        });
      });
      const auto& warnings = run.outcome.warnings;
      std::erase_if(merged_.warnings, [&](const Remark& mine) {
        return std::none_of(warnings.begin(), warnings.end(), [&](const Remark& other) {
          return other.code == mine.code && other.message == mine.message;
        });
      });
      rest_on(run.outcome.assumptions, merged_);
    }
  }

  /// All facts that some run asked for.
  [[nodiscard]] Facts asked() const {
    Facts facts;
    for (const Run& run : runs_) {
      for (const Supposition& one : run.suppositions) {
        add_once(facts, one.fact);
      }
    }
    return facts;
  }

  /// The smallest set of facts that can settle the outcome; else all that play a part.
  [[nodiscard]] Facts missing() const {
    const Facts facts = asked();
    if (!complete_) {
      return facts;
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (can_settle(runs_, {facts[i]})) {
        return {facts[i]};
      }
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
      for (std::size_t j = i + 1; j < facts.size(); ++j) {
        if (can_settle(runs_, {facts[i], facts[j]})) {
          return {facts[i], facts[j]};
        }
      }
    }
    Facts found;
    for (const UnknownPtr& fact : facts) {
      if (plays_a_part(fact)) {
        found.push_back(fact);
      }
    }
    return found;
  }

  [[nodiscard]] bool plays_a_part(const UnknownPtr& fact) const {
    const auto others = [&](const UnknownPtr& one) { return one != fact; };
    return std::any_of(runs_.begin(), runs_.end(), [&](const Run& one) {
      return holds_text_of(one.outcome, fact) ||
             std::any_of(runs_.begin(), runs_.end(), [&](const Run& other) {
               return one.outcome.outcome != other.outcome.outcome && agree(one, other, others);
             });
    });
  }

  void leave_open() {
    Facts facts = missing();
    for (const Run& run : runs_) {
      for (const UnknownPtr& fact : run.outcome.missing) {
        add_once(facts, fact);
      }
    }
    merged_.outcome = Outcome::Undetermined;
    merged_.error.reset();
    merged_.missing = std::move(facts);
    if (merged_.missing.empty()) {
      return;  // each run is open for a reason of its own, that of the first will do
    }
    merged_.cause.reset();
    merged_.reason = describe(merged_.missing);
    merged_.reason_kind = ObstacleKind::None;
  }

  /// Refused whatever the facts are; which error AWS names may depend on them.
  void merge_errors() {
    std::vector<std::string> codes;
    for (const Run& run : runs_) {
      const std::string code = error_code_of(run.outcome);
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
        codes.push_back(code);
      }
      // A text that shows where a value is missing rather than one of its possibilities.
      if (run.outcome.error && code == error_code_of(merged_) &&
          has_unknown(run.outcome.error->message)) {
        merged_.error = run.outcome.error;
      }
    }
    if (codes.size() > 1) {
      std::string text = "the delivery is refused either way, but AWS may name another error:";
      for (const std::string& code : codes) {
        text += (code == codes.front() ? " " : " or ") + (code.empty() ? "none" : code);
      }
      merged_.warnings.push_back({"error-may-differ", text + "; " + describe(asked())});
    }
  }

  std::vector<Run> runs_;
  bool complete_;  // all possibilities were tried
  DeliveryOutcome merged_;
};

}  // namespace

DeliveryOutcome try_possibilities(const std::function<DeliveryOutcome(Suppositions&)>& run) {
  Suppositions suppositions;
  std::vector<Run> runs;
  do {
    runs.push_back({run(suppositions), suppositions.made()});
  } while (suppositions.next() && runs.size() < kMostRuns);
  if (runs.size() == 1 && runs.front().suppositions.empty()) {
    return std::move(runs.front().outcome);
  }
  return Merger(std::move(runs), suppositions.made().empty()).merge();
}

bool holds_for_all(const std::function<bool(Suppositions&)>& holds) {
  Suppositions suppositions;
  for (std::size_t runs = 0; runs < kMostRuns; ++runs) {
    if (!holds(suppositions)) {
      return false;
    }
    if (!suppositions.next()) {
      return true;
    }
  }
  return false;
}

}  // namespace remora::delivery
