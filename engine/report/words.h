#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/base/origin.h"
#include "engine/delivery/alternatives.h"
#include "engine/delivery/outcome.h"
#include "engine/explanation/cause.h"
#include "engine/explanation/flow.h"
#include "engine/report/language.h"

/// The words and signs that every face of a result uses.
namespace remora::report {

/// Whether it went well, or nobody knows.
Match match_of(delivery::Outcome outcome);
Match match_of(Verdict verdict);
/// Nothing for a box at which nothing was found.
std::optional<Match> match_of(explanation::Passage passage);

/// `✓`, `✗` or `?`.
std::string_view mark(Match match);
std::string_view mark(delivery::Outcome outcome);
/// `✓` passed or granted, `✗` stopped, `?` open, `·` where nothing was asked.
std::string_view mark(explanation::Passage passage);

/// `allowed`, `denied`, `denied explicitly`, `failed` (not by a policy), `undetermined`.
std::string verdict_word(const delivery::ProbeResult& probe, Language language = Language::English);
std::string verdict_word(Verdict verdict, Language language = Language::English);

std::string outcome_word(delivery::Outcome outcome, Language language);

/// What it means that the text of an error is `observed`, `documented` or `assumed`.
std::string meaning_of(Origin origin, Language language = Language::English);
/// Who makes a request, in few words: `config.amazonaws.com`, `role config-role`.
std::string requester(const Request& request, Language language);

/// `FILE:LINE:COLUMN`, also of a text that no file holds but remora makes.
std::string place_words(const Place& place, Language language);

/// Where a fact is missing, and why: `scenario.json:12:5: not in the dump`.
std::string where_missing(const Unknown& fact, Language language);

/// What the service wanted, and that it does not matter where it does not: `...; not fatal`.
std::string purpose_of(const delivery::ProbeResult& probe, Language language = Language::English);

/// The outcome in words: `refused, as expected` for what is to be refused and is.
std::string words_for(const answer::Answer& answer, Language language = Language::English);

/// Why a delivery was refused, or is open.
struct Why {
  explanation::CauseKind kind;
  std::string sentence;   // `Request 3 failed: no statement allows it.`
  std::string statement;  // `This statement denies it:`; empty if none is at fault
  const RequestContext* context = nullptr;  // of the request that decided
};

/// Nothing for a delivery. The statement itself is in the cause.
std::optional<Why> why_of(const delivery::DeliveryOutcome& outcome,
                          const std::optional<explanation::Cause>& cause,
                          Language language = Language::English);

/// A sentence that goes on where another began: without its capital.
std::string continued(std::string sentence);

/// What other settings of a switch would make of a delivery, in a sentence.
struct AlternativeWords {
  delivery::Outcome outcome = delivery::Outcome::Undetermined;
  std::string sentence;
};

/// The answer rests on what nobody outside AWS knows. Settings of a switch that come to the same
/// are told in one sentence.
std::vector<AlternativeWords> describe(std::span<const delivery::Alternative> alternatives,
                                       Language language = Language::English);

}  // namespace remora::report
