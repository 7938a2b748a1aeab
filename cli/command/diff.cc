#include <algorithm>
#include <filesystem>
#include <utility>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/run_scenario.h"
#include "cli/scenario_input.h"
#include "engine/base/words.h"
#include "engine/report/difference_report.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

constexpr const char* kDiffEpilogue =
    "A and B are two versions of a scenario, or, with --in SCENARIO, two versions of one of its\n"
    "policies. Deliveries and requests are compared by their ids. - got worse, + got better,\n"
    "~ is refused for another reason, = is as before.\n"
    "\n"
    "Exit status: 0 nothing gets worse, 1 something that was delivered or allowed no longer is "
    "(or\n"
    "is open now), 2 wrong usage or bad input.\n"
    "\n"
    "Examples:\n"
    "  remora diff old/scenario.json new/scenario.json\n"
    "  remora diff --in scenario.json key-policy.json key-policy.new.json\n"
    "  git show HEAD:key-policy.json | remora diff --in scenario.json - key-policy.json\n";

bool same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return a == b || fs::equivalent(a, b, ignored);
}

/// Reads from the disk, with another file in the place of one; remembers what was read.
class ReplacingReader : public FileReader {
 public:
  ReplacingReader() = default;

  ReplacingReader(std::string replaced, SourcePtr replacement)
      : replaced_(std::move(replaced)), replacement_(std::move(replacement)) {}

  Result<SourcePtr> read(const std::string& path) override {
    read_.push_back(path);
    return replacement_ != nullptr && same_file(path, replaced_) ? Result<SourcePtr>(replacement_)
                                                                 : disk_.read(path);
  }

  [[nodiscard]] const std::vector<std::string>& files() const { return read_; }

 private:
  DiskReader disk_;
  std::string replaced_;
  SourcePtr replacement_;
  std::vector<std::string> read_;
};

class Diff {
 public:
  explicit Diff(const CommandLine& line) : line_(line), options_(line.common()) {}

  int run() {
    if (const auto problem = read_what_if(line_, what_if_)) {
      return line_.usage_error(*problem);
    }
    delivery::Assumptions trial;
    if (const auto problem = apply_assumptions(options_.assume, trial)) {
      return line_.usage_error(*problem);
    }
    auto changes = line_.values().count("in") > 0
                       ? compare_policies(line_.values()["in"].as<std::string>())
                       : compare_scenarios();
    if (!changes) {
      print(changes.error().diagnostics);
      return static_cast<int>(ExitStatus::BadInput);
    }
    const std::string text = options_.format == "json"
                                 ? report::difference_json(*changes)
                                 : report::difference_text(*changes, options_.text);
    const bool worse =
        std::any_of(changes->begin(), changes->end(), [](const fixture::Change& change) {
          return change.direction == fixture::Direction::Worse;
        });
    ExitStatus status = worse ? ExitStatus::Failure : ExitStatus::Success;
    if (!write_output(options_, text)) {
      status = ExitStatus::BadInput;
    }
    return static_cast<int>(status);
  }

 private:
  using Changes = Result<std::vector<fixture::Change>>;

  Result<fixture::ScenarioReport> run_scenario(const std::string& path, FileReader& files) {
    auto scenario = load_scenario(path, what_if_, files);
    if (!scenario) {
      return fail(scenario.error());
    }
    print((*scenario)->warnings);
    delivery::Assumptions assumptions = (*scenario)->assumptions;
    apply_assumptions(options_.assume, assumptions);
    return fixture::run(
        path, *std::move(scenario), assumptions, {{.explanations = false, .remedies = false}});
  }

  /// The scenario that an argument names.
  static Result<std::string> scenario_of(const std::string& input) {
    auto paths = find_scenarios(input);
    if (!paths) {
      return fail(paths.error());
    }
    return paths->front();
  }

  Changes compare_scenarios() {
    std::vector<fixture::ScenarioReport> reports;
    for (const std::string& input : options_.inputs) {
      auto path = scenario_of(input);
      if (!path) {
        return fail(path.error());
      }
      ReplacingReader files;
      auto report = run_scenario(*path, files);
      if (!report) {
        return fail(report.error());
      }
      reports.push_back(*std::move(report));
    }
    return fixture::differences(reports[0], reports[1]);
  }

  Changes compare_policies(const std::string& in) {
    auto path = scenario_of(in);
    if (!path) {
      return fail(path.error());
    }
    ReplacingReader as_it_is;
    auto report = run_scenario(*path, as_it_is);
    if (!report) {
      return fail(report.error());
    }
    const std::vector<std::string> policies(as_it_is.files().begin() + 1, as_it_is.files().end());
    auto replaced = replaced_file(policies);
    if (!replaced) {
      return fail(replaced.error());
    }
    std::vector<fixture::ScenarioReport> reports;
    for (const std::string& policy : options_.inputs) {
      DiskReader disk;
      auto source = disk.read(policy);
      if (!source) {
        return fail(source.error());
      }
      ReplacingReader files(*replaced, *source);
      auto changed = run_scenario(*path, files);
      if (!changed) {
        return fail(changed.error());
      }
      reports.push_back(*std::move(changed));
    }
    return fixture::differences(reports[0], reports[1]);
  }

  /// Which of the scenario's files the two policies stand for.
  Result<std::string> replaced_file(const std::vector<std::string>& policies) {
    std::vector<std::string> wanted = options_.inputs;
    if (line_.values().count("replace") > 0) {
      wanted = {line_.values()["replace"].as<std::string>()};
    }
    for (const std::string& name : wanted) {
      for (const std::string& policy : policies) {
        if (same_file(name, policy)) {
          return policy;
        }
      }
    }
    return fail(
        plain_error("the scenario names neither of the two policies",
                    "say with --replace FILE for which of these they stand: " + joined(policies)));
  }

  const CommandLine& line_;
  const CommonOptions& options_;
  input::WhatIf what_if_;
};

}  // namespace

int run_diff(const Arguments& arguments) {
  CommandLine line("diff", "[options] A B", {"text", "json"});
  add_scenario_options(line);
  line.add()("in", po::value<std::string>(), "the scenario in which A and B are policies")(
      "replace", po::value<std::string>(), "the file of the scenario that A and B stand for");
  line.set_epilogue(kDiffEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  if (line.common().inputs.size() != 2) {
    return line.usage_error("name two versions to compare");
  }
  return Diff(line).run();
}

}  // namespace remora::cli
