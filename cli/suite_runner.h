#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/fixture_files.h"
#include "engine/command/test.h"

namespace remora::cli {

struct SuiteSettings {
  std::vector<std::string> paths;
  std::vector<std::string> excluded;
  command::TestOptions test;
  std::size_t jobs = 1;
  bool quiet = false;  // no warnings about the inputs
  std::string root;    // see cli/root.h
  LimitsPtr limits;
  bool record_files = false;  // fill SuiteRun::files_read
};

/// What a run leaves beside the results, which are handed on as they come.
struct SuiteRun {
  suite::Summary summary;
  suite::Coverage coverage;
  std::vector<suite::MutantResult> mutants;
  Diagnostics warnings;              // about mutants that a fixture accepts
  std::set<std::string> composed;    // files that take parts from elsewhere
  std::set<std::string> files_read;  // policies and files that others extend
  bool stopped = false;              // by `take`, or by a signal
};

/// Takes the next result, in the order of the files; returns whether to go on.
using TakeResult = std::function<bool(const suite::CaseResult&)>;
/// How far the run is: files, or mutants, done and in all.
using ShowProgress = std::function<void(std::size_t done, std::size_t all)>;

/// Finds the fixtures and runs them on several threads. The memory that it takes does not grow with
/// their number, except for mutation, which keeps all scenarios.
SuiteRun run_suite(const SuiteSettings& settings, const TakeResult& take, const ShowProgress& show);

}  // namespace remora::cli
