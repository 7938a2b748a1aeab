#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/command/output.h"
#include "engine/input/load.h"
#include "engine/report/style.h"
#include "engine/suite/coverage.h"
#include "engine/suite/mutation.h"
#include "engine/suite/run.h"
#include "engine/suite/summary.h"

namespace remora::command {

struct TestOptions {
  std::vector<std::string> assume;  // NAME=VALUE, on top of every scenario's own
  std::vector<std::string> set;     // PATH=VALUE, in every scenario and every vector
  input::WhatIf what_if;            // what `set` says, once `read_settings` has read it
  suite::RunOptions run;
  bool coverage = false;
  bool mutate = false;
  bool json = false;  // fill CaseResult::json
};

/// Reads `set` into `what_if`. What is wrong with it or with `assume`, in words; nothing if both
/// can be read.
std::optional<std::string> read_settings(TestOptions& options);

/// Chooses the cases whose names hold one of the patterns, in which `*` and `?` stand for anything;
/// all without patterns.
std::function<bool(const std::string& name)> chosen_by(std::vector<std::string> patterns);

/// The status that the cases come to; those without any, success.
ExitStatus status_of(const suite::Summary& summary);

/// What came of one file, or of one scenario of a matrix.
struct TestedFile {
  std::vector<suite::CaseResult> cases;
  Diagnostics warnings;
  suite::Coverage coverage;
  std::vector<suite::ScenarioCase> scenarios;   // kept for mutation
  std::shared_ptr<const input::Family> matrix;  // its scenarios are still to be run, one by one
  bool composed = false;                        // takes parts from elsewhere
};

/// Runs fixtures, one piece after the other or many at once: every function is safe to call from
/// several threads, if the reader of files is.
class Tester {
 public:
  /// The settings have been read.
  Tester(const TestOptions& options, FileReader& files) : options_(options), files_(files) {}

  /// A document that may be a scenario. One that only turned up (not `named` by the user) and does
  /// not say that it is one, counts for nothing.
  [[nodiscard]] TestedFile scenario(const std::string& name,
                                    const json::DocumentPtr& json,
                                    bool named);

  /// A scenario that was read elsewhere.
  [[nodiscard]] TestedFile run(const suite::ScenarioCase& one) const;

  /// One scenario of a matrix.
  [[nodiscard]] TestedFile member(const std::string& name,
                                  const input::Family& family,
                                  std::size_t index);

  /// A document that holds vectors.
  [[nodiscard]] TestedFile vectors(const std::string& name, const json::DocumentPtr& json) const;

  /// The text of one vector; nothing if it is not chosen.
  [[nodiscard]] std::optional<suite::CaseResult> vector(const std::string& name,
                                                        const SourcePtr& element) const;

 private:
  [[nodiscard]] std::optional<suite::CaseResult> chosen(const std::string& name,
                                                        const Result<fixture::Vector>& vector,
                                                        const json::Value& value) const;

  const TestOptions& options_;
  FileReader& files_;
  input::PolicyCache cache_;
};

/// Tests some files, one after the other, and reports in a format of the suites (text, json, junit,
/// ...). Who has many, or streams, calls a `Tester`. A fixture without `expect` must be delivered.
Output test(const std::vector<std::string>& inputs,
            TestOptions options,
            std::string_view format,
            const report::TextOptions& text,
            FileReader& files);

}  // namespace remora::command
