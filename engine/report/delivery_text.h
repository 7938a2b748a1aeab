#pragma once

#include <string>

#include "engine/fixture/run.h"
#include "engine/report/style.h"

/// The parts of a delivery's report that the short and the long form share. Each ends with a line
/// end; what there is nothing to say about is empty.
namespace remora::report {

/// `✗ member-config  refused  PutDeliveryChannel, account ..., ...`, and AWS's error under it. Its
/// text stays on one line, so that it can be compared and searched for.
std::string verdict_text(const answer::Answer& answer, const TextOptions& options);

/// The same for deliveries that are one story, told of the first of them; `-v` names all.
std::string verdict_text(const fixture::ScenarioReport& report,
                         const fixture::Alike& alike,
                         const TextOptions& options);

/// Facts that nobody knows: what, where and why, how to supply it; a few lines each.
std::string unknown_facts_text(const std::vector<UnknownPtr>& missing,
                               Language language = Language::English);

/// Why it was refused or is open: the cause in a sentence, what is missing, and the statement at
/// fault.
std::string why_text(const answer::Answer& answer, const TextOptions& options);

/// What mends it, with the proof.
std::string remedy_text(const answer::Answer& answer, const TextOptions& options);

/// Remarks, objects written, and how the outcome differs from what was expected.
std::string remark_text(const fixture::DeliveryReport& report, const TextOptions& options);

/// A heading of a report, with an empty line before it.
std::string heading(std::string_view text, const TextOptions& options);

/// `text` wrapped and indented, with its line end.
std::string paragraph(std::string_view text, std::size_t indent, const TextOptions& options);

/// A request of a scenario that is no delivery: its verdict in a line, with the member of a matrix
/// that it is of.
std::string request_verdict_text(const fixture::RequestReport& report,
                                 const std::string& combination,
                                 const TextOptions& options);

}  // namespace remora::report
