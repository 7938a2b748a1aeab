#include "engine/report/words.h"

#include <string>

#include "engine/base/ascii.h"

namespace remora::report {

Match match_of(delivery::Outcome outcome) {
  return outcome == delivery::Outcome::Undetermined
             ? Match::Unknown
             : match_if(outcome == delivery::Outcome::Delivered);
}

Match match_of(Verdict verdict) {
  return verdict == Verdict::Undetermined ? Match::Unknown : match_if(verdict == Verdict::Allowed);
}

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
  return mark(match_of(outcome));
}

std::string_view words_for(const answer::Answer& answer) {
  return answer.as_expected ? "refused, as expected" : to_string(answer.outcome.outcome);
}

std::optional<Match> match_of(explanation::Passage passage) {
  switch (passage) {
    case explanation::Passage::Passed:
    case explanation::Passage::Granted:
      return Match::Yes;
    case explanation::Passage::Stopped:
      return Match::No;
    case explanation::Passage::Open:
      return Match::Unknown;
    case explanation::Passage::Silent:
    case explanation::Passage::NotInForce:
    case explanation::Passage::NotAsked:
      break;
  }
  return std::nullopt;
}

std::string_view mark(explanation::Passage passage) {
  const auto match = match_of(passage);
  return match ? mark(*match) : "·";
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
  if (probe.open) {
    return verdict_word(Verdict::Undetermined);
  }
  if (!probe.obstacle.empty()) {
    return "failed";
  }
  return probe.decision.denied_either_way ? "denied" : verdict_word(probe.decision.verdict);
}

std::string purpose_of(const delivery::ProbeResult& probe) {
  const bool harmless = !probe.required && probe.succeeded() != Match::Yes;
  return probe.purpose + (harmless ? "; not fatal" : "");
}

std::optional<Why> why_of(const delivery::DeliveryOutcome& outcome,
                          const std::optional<explanation::Cause>& cause) {
  if (outcome.outcome == delivery::Outcome::Delivered) {
    return std::nullopt;
  }
  if (!cause && !outcome.missing.empty()) {
    return Why{explanation::CauseKind::UnknownFact,
               outcome.missing.size() == 1 ? "It depends on what nobody knows here:"
                                           : "It depends on facts that nobody knows here:",
               {}};
  }
  if (!cause) {
    return Why{*explanation::kind_without_request(outcome), outcome.reason + ".", {}};
  }
  const delivery::ProbeResult& probe = outcome.probes[cause->request];
  Why why{cause->kind, "Request " + std::to_string(cause->request + 1), {}, &probe.request.context};
  why.sentence += probe.succeeded() == Match::Unknown ? " is open: " : " failed: ";
  why.sentence += cause->summary + ".";
  if (cause->statement != nullptr) {
    why.statement = probe.decision.verdict == Verdict::ExplicitlyDenied
                        ? "This statement denies it:"
                        : "The statement that comes nearest:";
  }
  return why;
}

std::string continued(std::string sentence) {
  sentence.front() = ascii_lower(sentence.front());
  return sentence;
}

std::vector<AlternativeWords> describe(std::span<const delivery::Alternative> alternatives) {
  std::vector<AlternativeWords> found;
  for (std::size_t i = 0; i < alternatives.size();) {
    const delivery::Alternative& first = alternatives[i];
    std::string values(first.value);
    while (++i < alternatives.size() && alternatives[i].assumption == first.assumption &&
           alternatives[i].outcome == first.outcome && alternatives[i].code == first.code) {
      values += (values == first.value ? " (or " : ", ") + std::string(alternatives[i].value);
    }
    values += values == first.value ? "" : ")";
    found.push_back({first.outcome,
                     "with --assume " + std::string(delivery::info(first.assumption).name) + "=" +
                         values + " it would be " + std::string(to_string(first.outcome)) +
                         (first.code.empty() ? "" : ", " + first.code)});
  }
  return found;
}

}  // namespace remora::report
