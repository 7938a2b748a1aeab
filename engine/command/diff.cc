#include "engine/command/diff.h"

#include <algorithm>
#include <utility>

#include "engine/base/words.h"
#include "engine/fixture/difference.h"
#include "engine/input/load.h"
#include "engine/report/difference_report.h"

namespace remora::command {

namespace {

/// Reads files, with another one in the place of one of them; remembers what was read.
class ReplacingReader : public FileReader {
 public:
  explicit ReplacingReader(FileReader& files, std::string replaced = {}, SourcePtr by = nullptr)
      : files_(files), replaced_(std::move(replaced)), by_(std::move(by)) {}

  Result<SourcePtr> read(const std::string& path) override {
    read_.push_back(path);
    return by_ != nullptr && files_.same(path, replaced_) ? Result<SourcePtr>(by_)
                                                          : files_.read(path);
  }

  [[nodiscard]] const std::vector<std::string>& read_files() const { return read_; }

 private:
  FileReader& files_;
  std::string replaced_;
  SourcePtr by_;
  std::vector<std::string> read_;
};

class Diff {
 public:
  Diff(const DiffOptions& options, FileReader& files) : options_(options), files_(files) {}

  Output run(const std::string& before, const std::string& after) {
    delivery::Assumptions trial;
    auto problem = read_what_if(options_.scenarios, what_if_);
    problem = problem ? problem : apply_assumptions(options_.scenarios.assume, trial);
    if (problem) {
      return Output::wrong_usage(*std::move(problem));
    }
    const auto changes =
        options_.in.empty() ? compare_scenarios(before, after) : compare_policies(before, after);
    if (!changes) {
      output_.bad_input(changes.error().diagnostics);
      return std::move(output_);
    }
    output_.text = options_.format == "json" ? report::difference_json(*changes)
                                             : report::difference_text(*changes, options_.text);
    const bool gets_worse = std::any_of(changes->begin(), changes->end(), [](const auto& change) {
      return change.direction == fixture::Direction::Worse;
    });
    output_.status = gets_worse ? ExitStatus::Failure : ExitStatus::Success;
    return std::move(output_);
  }

 private:
  using Changes = Result<std::vector<fixture::Change>>;

  Result<fixture::ScenarioReport> run_scenario(const std::string& path, FileReader& files) {
    auto scenario = input::load_scenario(path, what_if_, files);
    if (!scenario) {
      return fail(scenario.error());
    }
    output_.remark((*scenario)->warnings);
    delivery::Assumptions assumptions = (*scenario)->assumptions;
    apply_assumptions(options_.scenarios.assume, assumptions);
    return fixture::run(
        path, *std::move(scenario), assumptions, {{.explanations = false, .remedies = false}});
  }

  Changes compare_scenarios(const std::string& before, const std::string& after) {
    std::vector<fixture::ScenarioReport> reports;
    for (const std::string& input : {before, after}) {
      const auto path = input::find_scenario(input, files_);
      auto report =
          path ? run_scenario(*path, files_) : Result<fixture::ScenarioReport>(fail(path.error()));
      if (!report) {
        return fail(report.error());
      }
      reports.push_back(*std::move(report));
    }
    return fixture::differences(reports[0], reports[1]);
  }

  Changes compare_policies(const std::string& before, const std::string& after) {
    const auto path = input::find_scenario(options_.in, files_);
    if (!path) {
      return fail(path.error());
    }
    ReplacingReader as_it_is(files_);
    if (auto report = run_scenario(*path, as_it_is); !report) {
      return fail(report.error());
    }
    // The first is the scenario itself.
    const std::vector<std::string> policies(as_it_is.read_files().begin() + 1,
                                            as_it_is.read_files().end());
    const auto replaced = replaced_file(policies, {before, after});
    if (!replaced) {
      return fail(replaced.error());
    }
    std::vector<fixture::ScenarioReport> reports;
    for (const std::string& policy : {before, after}) {
      auto source = files_.read(policy);
      if (!source) {
        return fail(source.error());
      }
      ReplacingReader files(files_, *replaced, *source);
      auto changed = run_scenario(*path, files);
      if (!changed) {
        return fail(changed.error());
      }
      reports.push_back(*std::move(changed));
    }
    return fixture::differences(reports[0], reports[1]);
  }

  /// Which of the scenario's files the two policies stand for.
  Result<std::string> replaced_file(const std::vector<std::string>& policies,
                                    std::vector<std::string> wanted) {
    if (!options_.replace.empty()) {
      wanted = {options_.replace};
    }
    for (const std::string& name : wanted) {
      for (const std::string& policy : policies) {
        if (files_.same(name, policy)) {
          return policy;
        }
      }
    }
    return fail(
        Error::at({},
                  "the scenario names neither of the two policies",
                  "say with --replace FILE for which of these they stand: " + joined(policies)));
  }

  const DiffOptions& options_;
  FileReader& files_;
  input::WhatIf what_if_;
  Output output_;
};

}  // namespace

Output diff(const std::string& before,
            const std::string& after,
            const DiffOptions& options,
            FileReader& files) {
  return Diff(options, files).run(before, after);
}

}  // namespace remora::command
