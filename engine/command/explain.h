#pragma once

#include <optional>
#include <string>

#include "engine/command/eval.h"
#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/style.h"

namespace remora::command {

struct ExplainOptions {
  ScenarioOptions scenarios;
  std::string format = "text";  // json, html, markdown
  report::TextOptions text;
  std::string request;  // what is explained (selection.h); empty: the request at fault of each
  std::optional<RequestOptions> single;  // one request that the options describe
};

/// Why each delivery came out as it did; or each vector of a file of vectors; or one request that
/// the options describe, by the policies that they name or, with a scenario, by those that are in
/// force there. Status: as of `check`; of vectors and single requests as of `eval`.
Output explain(const std::vector<std::string>& inputs,
               const ExplainOptions& options,
               FileReader& files);

}  // namespace remora::command
