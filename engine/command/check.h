#pragma once

#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/style.h"

namespace remora::command {

struct CheckOptions {
  ScenarioOptions scenarios;    // `assume` of `list` alone: print the switches and try nothing
  std::string format = "text";  // json, html, markdown
  report::TextOptions text;
  std::string as;       // also show refusals as this tool prints them; empty: no
  std::string as_code;  // show fixes in this language; empty: each in that of its file
  std::string request;  // show this delivery, request or member of a matrix alone (selection.h)
};

/// Tries every delivery that the inputs describe. Status: the worst outcome.
Output check(const std::vector<std::string>& inputs, CheckOptions options, FileReader& files);

}  // namespace remora::command
