#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/fixture/finding.h"
#include "engine/fixture/run.h"
#include "engine/json/writer.h"
#include "engine/report/style.h"

/// What inputs do beside the verdicts of their deliveries.
namespace remora::report {

/// The findings about a delivery of the report; of the id "" those that belong to none of its
/// deliveries.
std::vector<const fixture::Finding*> findings_of(const fixture::ScenarioReport& report,
                                                 const std::string& delivery);

/// One finding for the terminal: what, where, with the other places, and what would be right.
/// Quiet: in one line.
std::string finding_text(const fixture::Finding& finding, const TextOptions& options);

/// `what stands there at FILE:LINE:COLUMN`, of each other place of a finding.
std::vector<std::string> other_places(const fixture::Finding& finding,
                                      Language language = Language::English);

/// The member `findings` of a result of `check`: those of all reports.
void write_findings(json::Writer& writer, std::span<const fixture::ScenarioReport> reports);

}  // namespace remora::report
