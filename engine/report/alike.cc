#include "engine/report/alike.h"

#include <algorithm>
#include <unordered_set>

#include "engine/base/words.h"

namespace remora::report {

namespace {

constexpr std::size_t kMostNamed = 3;

/// What they have in common, after their number.
std::string in_common(const answer::Answer& first) {
  switch (first.outcome.outcome) {
    case delivery::Outcome::Delivered:
      return " deliveries fare alike: the same requests, let through by the same statements";
    case delivery::Outcome::Refused:
      return " deliveries are refused for the same cause: the same request, statement and fix";
    case delivery::Outcome::Undetermined:
      break;
  }
  return " deliveries are open for the same cause";
}

}  // namespace

std::string counted(std::size_t number) {
  std::string text = std::to_string(number);
  constexpr std::size_t kGroup = 3;
  for (std::size_t at = text.size(); at > kGroup;) {
    at -= kGroup;
    text.insert(at, ",");
  }
  return text;
}

std::string AlikeWords::facts(const delivery::Call& first) const {
  return std::string(operation_of(first).name) + ", " + accounts + ", " + regions;
}

AlikeWords words_for(const fixture::ScenarioReport& report, const fixture::Alike& alike, bool all) {
  const answer::Answer& first = report.deliveries[alike.front()];
  AlikeWords words{first.call->id, "account " + first.call->account, first.call->region, {}};
  if (alike.size() == 1) {
    return words;
  }
  std::unordered_set<std::string_view> accounts;
  std::vector<std::string_view> regions;
  std::string named;
  for (std::size_t i = 0; i < alike.size(); ++i) {
    const delivery::Call& call = *report.deliveries[alike[i]].call;
    accounts.insert(call.account);
    if (std::find(regions.begin(), regions.end(), call.region) == regions.end()) {
      regions.push_back(call.region);
    }
    if (i > 0 && (all || i <= kMostNamed)) {
      named += (named.empty() ? "" : ", ") + call.id;
    }
  }
  const std::size_t others = alike.size() - 1;
  words.title += " and " + counted(others) + " more";
  if (accounts.size() > 1) {
    words.accounts = counted(accounts.size()) + " accounts";
  }
  words.regions =
      regions.size() > kMostNamed ? std::to_string(regions.size()) + " Regions" : joined(regions);
  words.sentence = counted(alike.size()) + in_common(first) + ". Told of " + first.call->id +
                   " (account " + first.call->account + ", " + first.call->region +
                   "); the same holds for " + named;
  if (!all && others > kMostNamed) {
    words.sentence += " and " + counted(others - kMostNamed) + " more";
  }
  words.sentence += ".";
  return words;
}

}  // namespace remora::report
