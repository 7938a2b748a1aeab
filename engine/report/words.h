#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/alternatives.h"
#include "engine/delivery/outcome.h"
#include "engine/explanation/flow.h"

/// The words and signs that every face of a result uses.
namespace remora::report {

/// `✓`, `✗` or `?`.
std::string_view mark(Match match);
std::string_view mark(delivery::Outcome outcome);
/// `✓` passed or granted, `✗` stopped, `?` open, `·` where nothing was asked.
std::string_view mark(explanation::Passage passage);

/// `allowed`, `denied`, `denied explicitly`, `failed` (not by a policy), `undetermined`.
std::string_view verdict_word(const delivery::ProbeResult& probe);
std::string_view verdict_word(Verdict verdict);

/// What the service wanted, and that it does not matter where it does not: `...; not fatal`.
std::string purpose_of(const delivery::ProbeResult& probe);

/// What another setting of a switch would make of a delivery: the answer rests on what nobody
/// outside AWS knows.
std::string describe(const delivery::Alternative& alternative);

}  // namespace remora::report
