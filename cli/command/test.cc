#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/command/command.h"
#include "cli/command/linked.h"
#include "cli/command_options.h"
#include "cli/diagnostics.h"
#include "cli/expectation_update.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/suite_outputs.h"
#include "cli/suite_runner.h"
#include "cli/watch.h"
#include "engine/base/near_miss.h"
#include "engine/command/scenarios.h"
#include "engine/report/suite/reporter.h"
#include "engine/report/wrap.h"

namespace remora::cli {

namespace {

constexpr const char* kTestEpilogue =
    "PATH is a scenario, a vector file, or a folder that is searched for both (default: the\n"
    "current one); `-` is standard input. A delivery without `expect` must be delivered; what an\n"
    "`expect` leaves out is not checked. A folder's .remoraignore lists what is left out. A link\n"
    "of the page (Share) must come out as it did when it was made.\n"
    "\n"
    "Exit status: 0 every fixture passes, 1 one fails or a score is below --threshold, 2 wrong\n"
    "usage or an input that cannot be read, 3 undetermined where nothing is expected. Where there "
    "is\n"
    "no case at all it is 1, unless --allow-empty.\n"
    "\n"
    "More: `remora help ci`.\n"
    "\n"
    "Examples:\n"
    "  remora test .\n"
    "  remora test --run 'member*' -v scenario.json\n"
    "  remora test --report junit=junit.xml --report sarif=remora.sarif .\n"
    "  remora test --coverage --mutate --threshold 50 scenario.json\n";

struct ReportRequest {
  std::string format;
  std::string path;
};

class TestCommand {
 public:
  explicit TestCommand(const CommandLine& line) : line_(line), options_(line.common()) {}

  int run() {
    if (const auto problem = read_options()) {
      return line_.usage_error(*problem);
    }
    const Interrupt interrupt;
    if (!watch_) {
      const ExitStatus status = run_once();
      if (Interrupt::caught()) {
        Interrupt::end_by_signal();
      }
      return static_cast<int>(status);
    }
    while (true) {
      const FileSnapshot before(settings_.paths, settings_.excluded, files_read_);
      run_once();
      // What a policy that was read for the first time looked like is not in `before`.
      const FileSnapshot now(settings_.paths, settings_.excluded, files_read_);
      if (Interrupt::caught()) {
        break;
      }
      std::cerr << "watching for changes, Ctrl-C ends\n";
      if (!wait_for_change(now, settings_.paths, settings_.excluded, files_read_)) {
        break;
      }
      std::cout << "\n" << std::flush;
    }
    std::cerr << "no longer watching\n";
    return 0;
  }

 private:
  std::optional<std::string> read_options() {
    settings_.paths = options_.inputs.empty() ? std::vector<std::string>{"."} : options_.inputs;
    settings_.excluded = line_.texts("exclude");
    settings_.jobs = jobs_of(line_);
    settings_.root = options_.root;
    settings_.limits = options_.limits;
    settings_.quiet = options_.text.quiet;
    settings_.test = test_options(line_);
    settings_.test.run.list = line_.has("list");
    update_ = line_.has("update");
    watch_ = line_.has("watch");
    settings_.test.run.expectations = update_;
    settings_.record_files = watch_;
    if (update_ && in_ci()) {
      return "--update is not for CI: it would make every change pass";
    }
    if (update_ && (watch_ || settings_.test.run.list)) {
      return "--update goes with neither --watch nor --list";
    }
    if (update_ && !settings_.test.set.empty()) {
      return "--update does not go with --set: what holds with it need not hold without";
    }
    if (auto problem = command::read_settings(settings_.test)) {
      return problem;
    }
    if (auto problem = read_threshold()) {
      return problem;
    }
    return read_reports();
  }

  std::optional<std::string> read_threshold() {
    threshold_ = line_.percentage("threshold");
    if (!threshold_) {
      return std::nullopt;
    }
    constexpr double kAll = 100;
    if (!(*threshold_ >= 0 && *threshold_ <= kAll)) {
      return "--threshold takes a percentage from 0 to 100";
    }
    if (!settings_.test.coverage && !settings_.test.mutate) {
      return "--threshold goes with --coverage or --mutate";
    }
    return std::nullopt;
  }

  std::optional<std::string> read_reports() {
    reports_.push_back({options_.format, options_.output});
    const bool format_chosen = line_.has("format");
    const char* github = std::getenv("GITHUB_ACTIONS");
    if (!format_chosen && options_.output.empty() && github != nullptr &&
        std::string_view(github) == "true") {
      reports_.push_back({"github", ""});
    }
    for (const std::string& text : line_.texts("report")) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals + 1 == text.size()) {
        return "--report takes FORMAT=FILE";
      }
      ReportRequest report{text.substr(0, equals), text.substr(equals + 1)};
      const auto known = report::suite_formats();
      if (std::find(known.begin(), known.end(), report.format) == known.end()) {
        const std::string hint = did_you_mean(report.format, known);
        return "there is no report \"" + report.format + "\"" + (hint.empty() ? "" : ", " + hint);
      }
      settings_.test.coverage = settings_.test.coverage || report::shows_coverage(report.format);
      if (std::any_of(settings_.paths.begin(), settings_.paths.end(), [&](const auto& path) {
            return is_same_file(path, report.path);
          })) {
        return "--report would overwrite the fixture " + report.path + ", name another file";
      }
      if (is_taken(report.path)) {
        return "two reports would go into " + report.path + ", name a file for each";
      }
      reports_.push_back(std::move(report));
    }
    settings_.test.json = std::any_of(
        reports_.begin(), reports_.end(), [](const auto& one) { return one.format == "json"; });
    return std::nullopt;
  }

  /// Reports of the coverage alone do not say what could not be read.
  [[nodiscard]] bool shows_no_errors() const {
    return std::all_of(reports_.begin(), reports_.end(), [](const ReportRequest& one) {
      return one.format == "lcov";
    });
  }

  /// Whether a report goes there already.
  [[nodiscard]] bool is_taken(const std::string& path) const {
    const auto whole = [](const std::string& name) {
      std::error_code ignored;
      return std::filesystem::weakly_canonical(std::filesystem::absolute(name, ignored), ignored);
    };
    return std::any_of(reports_.begin(), reports_.end(), [&](const ReportRequest& one) {
      return !one.path.empty() && whole(one.path) == whole(path);
    });
  }

  static ExitStatus cannot(const std::string& problem) {
    say("remora test: error: " + problem);
    return ExitStatus::BadInput;
  }

  ExitStatus list() {
    settings_.test.json = settings_.test.coverage = settings_.test.mutate = false;
    std::string problem;
    OutputFile out(options_.output);
    problem = out.open();
    const SuiteRun run = run_suite(
        settings_,
        [&](const suite::CaseResult& result) {
          if (result.state == suite::State::Error) {
            print(result.remarks);
            return true;
          }
          problem =
              problem.empty()
                  ? out.write(shown(report::one_line(result.name()) + "\n", {"text", false, false}))
                  : problem;
          return problem.empty();
        },
        [](std::size_t, std::size_t) {});
    problem = problem.empty() ? out.commit() : problem;
    if (!problem.empty()) {
      return cannot(problem);
    }
    return worse(command::status_of(run.summary), status_of_emptiness(run.summary));
  }

  ExitStatus run_once() {
    if (settings_.test.run.list) {
      return list();
    }
    SuiteOutputs outputs;
    for (const ReportRequest& report : reports_) {
      const std::string problem = outputs.add(report.format, report.path, options_.text);
      if (!problem.empty()) {
        return cannot(problem);
      }
    }
    std::optional<Progress> progress(std::in_place, line_.shows_progress());
    std::string problem = outputs.begin();
    ExpectationUpdate update;
    std::size_t failed = 0;
    const SuiteRun run = run_suite(
        settings_,
        [&](const suite::CaseResult& result) {
          problem = problem.empty() ? outputs.add(result) : problem;
          if (result.state == suite::State::Error && shows_no_errors()) {
            print(result.remarks);
          }
          update.add(result);
          failed += static_cast<std::size_t>(is_failure(result.state));
          return problem.empty() && !(line_.has("fail-fast") && is_failure(result.state));
        },
        [&](std::size_t done, std::size_t all) { progress->show(done, all, failed); });
    progress.reset();
    if (!options_.text.quiet) {
      print(run.warnings);
    }
    files_read_ = run.files_read;
    if (Interrupt::caught()) {
      return interrupted(run, outputs);
    }
    if (problem.empty()) {
      problem = outputs.finish({run.summary,
                                settings_.test.coverage ? &run.coverage : nullptr,
                                settings_.test.mutate ? &run.mutants : nullptr});
    }
    if (!problem.empty()) {
      return cannot(problem);
    }
    ExitStatus status = worse(command::status_of(run.summary), status_of_emptiness(run.summary));
    const bool nothing_shown = (options_.format == "github" && failed == 0) ||
                               (options_.format == "lcov" && run.coverage.share().all == 0);
    if (nothing_shown && run.summary.total() > 0) {
      say("remora test: " + report::summary_line(run.summary));
    }
    if (update_ && failed > 0) {
      // A report for a program is all that its reader gets.
      const bool for_people = options_.format == "text" || !options_.output.empty();
      const ExitStatus written = update.apply(run.composed, for_people ? std::cout : std::cerr);
      status = run.summary.count(suite::State::Error) > 0 ? status : written;
    }
    return worse(status, status_of_scores(run));
  }

  [[nodiscard]] ExitStatus interrupted(const SuiteRun& run, const SuiteOutputs& outputs) const {
    if (watch_) {
      return ExitStatus::Success;
    }
    std::string text = "remora test: interrupted after " + std::to_string(run.summary.total()) +
                       " cases (" + report::summary_line(run.summary) + ")";
    for (const std::string& file : outputs.files()) {
      text += ", " + file + " is not written";
    }
    say(text);
    return ExitStatus::Failure;
  }

  [[nodiscard]] ExitStatus status_of_emptiness(const suite::Summary& summary) const {
    if (summary.total() > 0) {
      return ExitStatus::Success;
    }
    std::cerr << "remora test: "
              << (settings_.test.run.selects ? "no case of that name" : "no fixture was found")
              << (line_.has("allow-empty") ? "" : " (--allow-empty lets that pass)") << "\n";
    return line_.has("allow-empty") ? ExitStatus::Success : ExitStatus::Failure;
  }

  [[nodiscard]] ExitStatus status_of_scores(const SuiteRun& run) const {
    if (!threshold_) {
      return ExitStatus::Success;
    }
    ExitStatus status = ExitStatus::Success;
    const auto judge = [&](const char* what, const suite::Share& share) {
      if (share.percent() < *threshold_) {
        std::cerr << "remora test: the " << what << " of " << report::percent(share)
                  << " is below the threshold of " << *threshold_ << " %\n";
        status = ExitStatus::Failure;
      }
    };
    if (settings_.test.coverage) {
      judge("coverage", run.coverage.share());
    }
    if (settings_.test.mutate) {
      judge("mutation score", report::mutation_score(run.mutants));
    }
    return status;
  }

  const CommandLine& line_;
  const CommonOptions& options_;
  SuiteSettings settings_;
  std::vector<ReportRequest> reports_;
  std::optional<double> threshold_;
  std::set<std::string> files_read_;
  bool update_ = false;
  bool watch_ = false;
};

}  // namespace

CommandLine test_line() {
  CommandLine line("test", "[options] [PATH...]", test_takes());
  line.add("What is run",
           {{"list", Takes::Nothing, "print the names of the cases, run none"},
            {"jobs,j N", Takes::Number, "threads to use (default: one per core)"},
            {"exclude PATTERN",
             Takes::Texts,
             "leave files and folders out, by path or name; repeatable"},
            {"fail-fast", Takes::Nothing, "stop at the first failure"},
            {"allow-empty", Takes::Nothing, "pass even if there is no case at all"},
            {"fail-on-empty", Takes::Nothing, "fail if there is no case at all (the default)"},
            {"watch", Takes::Nothing, "run again whenever a file changes"},
            {"update",
             Takes::Nothing,
             "rewrite what the failing cases expect, after showing the diff; never in CI"},
            {"report FORMAT=FILE", Takes::Texts, "one more report, into a file; repeatable"},
            {"threshold PERCENT",
             Takes::Percentage,
             "the percentage that --coverage and --mutate must reach"}});
  line.set_epilogue(kTestEpilogue);
  return line;
}

int run_test(const CommandLine& line) {
  if (const auto status = test_link(line)) {
    return *status;
  }
  return TestCommand(line).run();
}

}  // namespace remora::cli
