#pragma once

#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/style.h"

namespace remora::command {

struct DiffOptions {
  ScenarioOptions scenarios;
  std::string in;       // the scenario in which the two versions are policies; empty: scenarios
  std::string replace;  // the file of that scenario that they stand for; empty: one of the two
  std::string format = "text";  // json
  report::TextOptions text;
};

/// Which decisions flip between two versions of a scenario or of one of its policies. Status:
/// failure if something that was delivered or allowed no longer is.
Output diff(const std::string& before,
            const std::string& after,
            const DiffOptions& options,
            FileReader& files);

}  // namespace remora::command
