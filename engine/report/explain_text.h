#pragma once

#include <optional>
#include <string>

#include "engine/fixture/run.h"
#include "engine/report/style.h"

namespace remora::report {

/// Which part of a scenario to explain.
struct ExplainChoice {
  std::string id;                      // a delivery or a request; empty: all of them
  std::optional<std::size_t> request;  // of the delivery, from 0; nothing: the one at fault
};

/// The long form of a result: the verdict, the requests, and of the request at fault (or the one
/// chosen; with `verbose` every one) its way through AWS's flow chart, the text of the policies
/// marked element by element, the condition keys it carries, and where the rules can be read. With
/// `teach` each step is said in plain words too. The report must have its explanations.
std::string explain_text(const fixture::ScenarioReport& report,
                         const ExplainChoice& choice,
                         const TextOptions& options);

}  // namespace remora::report
