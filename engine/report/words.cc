#include "engine/report/words.h"

#include <string>

namespace remora::report {

std::string_view mark(Match match) {
  switch (match) {
    case Match::No:
      return "✗";
    case Match::Yes:
      return "✓";
    case Match::Unknown:
      break;
  }
  return "?";
}

std::string_view mark(delivery::Outcome outcome) {
  switch (outcome) {
    case delivery::Outcome::Delivered:
      return mark(Match::Yes);
    case delivery::Outcome::Refused:
      return mark(Match::No);
    case delivery::Outcome::Undetermined:
      break;
  }
  return mark(Match::Unknown);
}

std::string_view mark(explanation::Passage passage) {
  switch (passage) {
    case explanation::Passage::Passed:
    case explanation::Passage::Granted:
      return mark(Match::Yes);
    case explanation::Passage::Stopped:
      return mark(Match::No);
    case explanation::Passage::Open:
      return mark(Match::Unknown);
    case explanation::Passage::Silent:
    case explanation::Passage::NotInForce:
    case explanation::Passage::NotAsked:
      break;
  }
  return "·";
}

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::Allowed:
      return "allowed";
    case Verdict::ImplicitlyDenied:
      return "denied";
    case Verdict::ExplicitlyDenied:
      return "denied explicitly";
    case Verdict::Undetermined:
      break;
  }
  return "undetermined";
}

std::string_view verdict_word(const delivery::ProbeResult& probe) {
  if (!probe.obstacle.empty()) {
    return "failed";
  }
  return probe.decision.denied_either_way ? "denied" : verdict_word(probe.decision.verdict);
}

std::string purpose_of(const delivery::ProbeResult& probe) {
  const bool harmless = !probe.required && probe.succeeded() != Match::Yes;
  return probe.purpose + (harmless ? "; not fatal" : "");
}

std::string describe(const delivery::Alternative& alternative) {
  const auto number = static_cast<std::size_t>(alternative.assumption);
  return "with --assume " + std::string(delivery::known_assumptions()[number].name) + "=" +
         alternative.value + " it would be " + std::string(to_string(alternative.outcome)) +
         (alternative.code.empty() ? "" : ", " + alternative.code);
}

}  // namespace remora::report
