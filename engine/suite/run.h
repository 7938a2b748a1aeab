#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/delivery/assumptions.h"
#include "engine/fixture/run.h"
#include "engine/fixture/scenario.h"
#include "engine/fixture/vector.h"
#include "engine/suite/case_result.h"

namespace remora::suite {

class Coverage;

/// Writes a case as JSON, for those who want `CaseResult::json`.
struct JsonWriter {
  std::function<std::string(const fixture::DeliveryReport&)> delivery;
  std::function<std::string(const fixture::RequestReport&)> request;
};

struct RunOptions {
  /// Which cases to run, by their names; all if empty.
  std::function<bool(const std::string& name)> selects;
  bool list = false;          // name the cases, run none
  bool expectations = false;  // fill CaseResult::expectation
};

/// A scenario that is to be run, and how.
struct ScenarioCase {
  std::string file;   // as the user named it
  std::string label;  // the combination of a matrix; empty without one
  std::shared_ptr<const fixture::Scenario> scenario;
  delivery::Assumptions assumptions;  // the scenario's own with what the user set on top
};

/// Runs a scenario's deliveries and requests and compares each with its expectation. A delivery
/// without one is expected to be delivered; a request without one is skipped. With `coverage`, what
/// the requests rest on is noted there; with `writer`, every case is written as JSON.
std::vector<CaseResult> run_scenario(const ScenarioCase& of,
                                     const RunOptions& options,
                                     Coverage* coverage = nullptr,
                                     const JsonWriter* writer = nullptr);

/// The same for one vector; one without an expectation is skipped.
CaseResult run_vector(const std::string& file,
                      const fixture::Vector& vector,
                      const RunOptions& options);

/// A file, or a part of one, that cannot be read.
CaseResult unreadable(const std::string& file, std::string id, const Diagnostics& diagnostics);

}  // namespace remora::suite
