#include "engine/authorize/missing_facts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/authorize/layers.h"
#include "engine/authorize/open_facts.h"

namespace remora {

namespace {

class Search {
 public:
  Search(const Request& request, const PolicySet& policies)
      : request_(request), policies_(policies), open_(find_open_facts(request, policies)) {}

  MissingFacts run(const Decision& decision) {
    MissingFacts found;
    found.denied_either_way = decision.denied_either_way;
    found.either_way = verdict_either_way();
    // With many open facts the larger sets would be too many to try.
    constexpr std::size_t kManyFacts = 12;
    const std::size_t largest_set = facts_.size() > kManyFacts ? 1 : 3;
    for (std::size_t size = 1; size <= std::min(largest_set, facts_.size()); ++size) {
      if (try_sets(size, found)) {
        return found;
      }
    }
    for (const OpenFact& fact : facts_) {
      name(fact, found);
    }
    found.facts.insert(found.facts.end(), others_.begin(), others_.end());
    if (found.facts.empty()) {
      found.facts.push_back("what the " +
                            std::string(layer_name(decision.layer, policies_.resource_type)) +
                            " policy comes to");
    }
    return found;
  }

 private:
  static void name(const OpenFact& fact, MissingFacts& found) {
    found.facts.push_back(fact.name);
    if (fact.policy != nullptr && fact.policy->place.known()) {
      found.policies.push_back(fact.policy);
    }
  }

  /// The verdict that all facts lead to, whatever they are; nothing if there is none, or if not
  /// everything that they could be can be tried.
  [[nodiscard]] std::optional<Verdict> verdict_either_way() const {
    constexpr std::size_t kMostTrials = 4096;
    std::size_t trials = others_.empty() && !facts_.empty() ? 1 : kMostTrials;
    for (const OpenFact& fact : facts_) {
      trials = fact.all_tried ? trials * fact.candidates.size() : kMostTrials;
      if (trials >= kMostTrials) {
        return std::nullopt;
      }
    }
    std::optional<Verdict> common;
    for (std::size_t number = 0; number < trials; ++number) {
      Trial trial(request_, policies_);
      std::size_t rest = number;
      for (const OpenFact& fact : facts_) {
        fact.candidates[rest % fact.candidates.size()].put(trial);
        rest /= fact.candidates.size();
      }
      const Verdict verdict = trial.verdict();
      if (verdict == Verdict::Undetermined || (common && *common != verdict)) {
        return std::nullopt;
      }
      common = verdict;
    }
    return common;
  }

  /// Tries every set of that many facts; the first that settles something is the answer.
  bool try_sets(std::size_t size, MissingFacts& found) {
    std::vector<std::size_t> chosen(size);
    for (std::size_t i = 0; i < size; ++i) {
      chosen[i] = i;
    }
    while (true) {
      if (try_values(chosen, found)) {
        return true;
      }
      std::size_t i = size;
      while (i > 0 && chosen[i - 1] == facts_.size() - size + i - 1) {
        --i;
      }
      if (i == 0) {
        return false;
      }
      ++chosen[i - 1];
      for (std::size_t j = i; j < size; ++j) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }

  bool try_values(const std::vector<std::size_t>& chosen, MissingFacts& found) {
    std::vector<std::size_t> value(chosen.size(), 0);
    while (true) {
      try_one(chosen, value, found);
      std::size_t i = 0;
      while (i < chosen.size() && ++value[i] == facts_[chosen[i]].candidates.size()) {
        value[i++] = 0;
      }
      if (i == chosen.size()) {
        break;
      }
    }
    if (found.settlements.empty()) {
      return false;
    }
    for (const std::size_t index : chosen) {
      name(facts_[index], found);
    }
    return true;
  }

  void try_one(const std::vector<std::size_t>& chosen,
               const std::vector<std::size_t>& value,
               MissingFacts& found) {
    Trial trial(request_, policies_);
    Settlement settlement;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const OpenFact& fact = facts_[chosen[i]];
      const OpenFact::Candidate& candidate = fact.candidates[value[i]];
      candidate.put(trial);
      settlement.facts.emplace_back(fact.name, candidate.words);
    }
    settlement.verdict = trial.verdict();
    const bool known = std::any_of(
        found.settlements.begin(), found.settlements.end(), [&](const Settlement& other) {
          return other.verdict == settlement.verdict;
        });
    if (settlement.verdict != Verdict::Undetermined && !known) {
      found.settlements.push_back(std::move(settlement));
    }
  }

  const Request& request_;
  const PolicySet& policies_;
  const OpenFacts open_;
  const std::vector<OpenFact>& facts_ = open_.facts;
  const std::vector<std::string>& others_ = open_.others;
};

}  // namespace

MissingFacts find_missing_facts(const Request& request, const PolicySet& policies) {
  const Decision decision = authorize(request, policies);
  return decision.verdict == Verdict::Undetermined ? Search(request, policies).run(decision)
                                                   : MissingFacts();
}

}  // namespace remora
