#pragma once

#include "engine/base/file_reader.h"
#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/style.h"

namespace remora::command {

struct DiagnoseOptions {
  std::vector<std::string> with;  // inputs whose deliveries are checked
  ScenarioOptions scenarios;      // how they are
  std::string format = "text";    // json
  std::string as_code;            // show fixes in this language
  report::TextOptions text;
};

/// What an error text that somebody met says, and its possible causes; with inputs to check also
/// which of them it is. Status: bad input if the text is not recognised, or the inputs hold no such
/// delivery; with inputs the worst outcome of those that they hold.
Output diagnose(const std::string& path, const DiagnoseOptions& options, FileReader& files);

}  // namespace remora::command
