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

std::string outcome_word(delivery::Outcome outcome, Language language) {
  switch (outcome) {
    case delivery::Outcome::Delivered:
      return say(Say::Delivered, language);
    case delivery::Outcome::Refused:
      return say(Say::Refused, language);
    case delivery::Outcome::Undetermined:
      break;
  }
  return say(Say::Undetermined, language);
}

std::string meaning_of(Origin origin, Language language) {
  switch (origin) {
    case Origin::Observed:
      return say(Say::MeansObserved, language);
    case Origin::Documented:
      return say(Say::MeansDocumented, language);
    case Origin::Assumed:
      break;
  }
  return say(Say::MeansAssumed, language);
}

std::string words_for(const answer::Answer& answer, Language language) {
  return answer.as_expected ? say(Say::RefusedAsExpected, language)
                            : outcome_word(answer.outcome.outcome, language);
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

std::string verdict_word(Verdict verdict, Language language) {
  switch (verdict) {
    case Verdict::Allowed:
      return say(Say::Allowed, language);
    case Verdict::ImplicitlyDenied:
      return say(Say::Denied, language);
    case Verdict::ExplicitlyDenied:
      return say(Say::DeniedExplicitly, language);
    case Verdict::Undetermined:
      break;
  }
  return say(Say::Open, language);
}

std::string verdict_word(const delivery::ProbeResult& probe, Language language) {
  if (probe.open) {
    return say(Say::Open, language);
  }
  if (!probe.obstacle.empty()) {
    return say(Say::Failed, language);
  }
  return probe.decision.denied_either_way ? say(Say::Denied, language)
                                          : verdict_word(probe.decision.verdict, language);
}

std::string requester(const Request& request, Language language) {
  return translated(explanation::short_name(request.principal), language);
}

std::string place_words(const Place& place, Language language) {
  const std::string text = to_string(place);
  const std::string file(place.file());
  return text.starts_with(file) ? translated(file, language) + text.substr(file.size()) : text;
}

std::string where_missing(const Unknown& fact, Language language) {
  const std::string place = is_written(fact) ? to_string(fact.place) : std::string();
  return place + (place.empty() || fact.reason.empty() ? "" : ": ") +
         translated_or_quoted(fact.reason, language);
}

std::string purpose_of(const delivery::ProbeResult& probe, Language language) {
  const bool harmless = !probe.required && probe.succeeded() != Match::Yes;
  const std::string purpose = translated(probe.purpose, language);
  return harmless ? say(Say::NotFatal, language, {purpose}) : purpose;
}

std::optional<Why> why_of(const delivery::DeliveryOutcome& outcome,
                          const std::optional<explanation::Cause>& cause,
                          Language language) {
  if (outcome.outcome == delivery::Outcome::Delivered) {
    return std::nullopt;
  }
  if (!cause && !outcome.missing.empty()) {
    const Say depends = outcome.missing.size() == 1 ? Say::DependsOnOne : Say::DependsOnSeveral;
    return Why{explanation::CauseKind::UnknownFact, say(depends, language), {}};
  }
  if (!cause) {
    return Why{*explanation::kind_without_request(outcome),
               say(Say::Sentence, language, {translated(outcome.reason, language)}),
               {}};
  }
  const delivery::ProbeResult& probe = outcome.probes[cause->request];
  const Say failed = probe.succeeded() == Match::Unknown ? Say::RequestOpen : Say::RequestFailed;
  Why why{cause->kind,
          say(failed,
              language,
              {std::to_string(cause->request + 1), translated(cause->summary, language)}),
          {},
          &probe.request.context};
  if (cause->statement != nullptr) {
    why.statement =
        say(probe.decision.verdict == Verdict::ExplicitlyDenied ? Say::ThisDenies : Say::Nearest,
            language);
  }
  return why;
}

std::string continued(std::string sentence) {
  sentence.front() = ascii_lower(sentence.front());
  return sentence;
}

std::vector<AlternativeWords> describe(std::span<const delivery::Alternative> alternatives,
                                       Language language) {
  std::vector<AlternativeWords> found;
  for (std::size_t i = 0; i < alternatives.size();) {
    const delivery::Alternative& first = alternatives[i];
    std::string others;
    while (++i < alternatives.size() && alternatives[i].assumption == first.assumption &&
           alternatives[i].outcome == first.outcome && alternatives[i].code == first.code) {
      others += (others.empty() ? "" : ", ") + std::string(alternatives[i].value);
    }
    const std::string values = others.empty() ? std::string(first.value)
                                              : say(Say::OrValues, language, {first.value, others});
    found.push_back({first.outcome,
                     say(first.code.empty() ? Say::WithAssumption : Say::WithAssumptionError,
                         language,
                         {delivery::info(first.assumption).name,
                          values,
                          outcome_word(first.outcome, language),
                          first.code})});
  }
  return found;
}

}  // namespace remora::report
