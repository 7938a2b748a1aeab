#pragma once

#include "engine/command/output.h"
#include "engine/command/scenarios.h"

namespace remora::command {

struct ExtractOptions {
  ScenarioOptions scenarios;    // what concerns the inputs, and `set`
  std::string combination;      // of a matrix: `region=us-east-1`
  bool records_faults = false;  // what is refused is written down as expected, and as a fault
};

/// The world that the inputs describe together, with what is tried in it, as a scenario in JSON
/// that gives the same answers and needs no other file. Status: success, also where deliveries are
/// refused.
Output extract(const std::vector<std::string>& inputs,
               const ExtractOptions& options,
               FileReader& files);

}  // namespace remora::command
