#include "engine/report/alike.h"

#include <algorithm>
#include <unordered_set>

#include "engine/base/words.h"

namespace remora::report {

namespace {

constexpr std::size_t kMostNamed = 3;

/// What they have in common, and of which of them it is told.
Say in_common(const answer::Answer& first) {
  switch (first.outcome.outcome) {
    case delivery::Outcome::Delivered:
      return Say::AlikeDelivered;
    case delivery::Outcome::Refused:
      return Say::AlikeRefused;
    case delivery::Outcome::Undetermined:
      break;
  }
  return Say::AlikeOpen;
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

std::string AlikeWords::facts(const delivery::Call& first, Language language) const {
  return say(Say::Facts, language, {operation_of(first).name, accounts, regions});
}

AlikeWords words_for(const fixture::ScenarioReport& report,
                     const fixture::Alike& alike,
                     bool all,
                     Language language) {
  const answer::Answer& first = report.deliveries[alike.front()];
  AlikeWords words{
      first.call->id, say(Say::Account, language, {first.call->account}), first.call->region, {}};
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
  words.title = say(Say::AndMore, language, {words.title, counted(others)});
  if (accounts.size() > 1) {
    words.accounts = say(Say::Accounts, language, {counted(accounts.size())});
  }
  words.regions = regions.size() > kMostNamed
                      ? say(Say::Regions, language, {std::to_string(regions.size())})
                      : joined(regions);
  if (!all && others > kMostNamed) {
    named = say(Say::AndMore, language, {named, counted(others - kMostNamed)});
  }
  words.sentence =
      say(in_common(first),
          language,
          {counted(alike.size()), first.call->id, first.call->account, first.call->region, named});
  return words;
}

}  // namespace remora::report
