#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/style.h"
#include "engine/suite/case_result.h"
#include "engine/suite/coverage.h"
#include "engine/suite/mutation.h"
#include "engine/suite/summary.h"

namespace remora::report {

/// What is known when the last case has run.
struct SuiteEnd {
  suite::Summary summary;
  const suite::Coverage* coverage = nullptr;                  // if it was asked for
  const std::vector<suite::MutantResult>* mutants = nullptr;  // if they were asked for
};

/// Writes a report on many cases piece by piece: each function returns the text that follows what
/// was returned before. A reporter keeps no more than its format needs it to.
class SuiteReporter {
 public:
  SuiteReporter() = default;
  SuiteReporter(const SuiteReporter&) = delete;
  SuiteReporter& operator=(const SuiteReporter&) = delete;
  virtual ~SuiteReporter() = default;

  virtual std::string begin() { return {}; }

  /// The cases of one file come one after the other.
  virtual std::string add(const suite::CaseResult& result) = 0;
  virtual std::string finish(const SuiteEnd& end) = 0;
};

/// A format by its name; null if there is none of that name.
std::unique_ptr<SuiteReporter> make_suite_reporter(std::string_view format,
                                                   const TextOptions& options);

/// The names of all formats, the default first.
std::span<const std::string_view> suite_formats();

/// True for the formats that show coverage without being asked for it.
bool shows_coverage(std::string_view format);

// One function a format; `docs/ci.md` says what each is for.
std::unique_ptr<SuiteReporter> make_text_reporter(const TextOptions& options);
std::unique_ptr<SuiteReporter> make_json_reporter();
std::unique_ptr<SuiteReporter> make_junit_reporter();
std::unique_ptr<SuiteReporter> make_tap_reporter();
std::unique_ptr<SuiteReporter> make_sarif_reporter();
std::unique_ptr<SuiteReporter> make_github_reporter();
std::unique_ptr<SuiteReporter> make_markdown_reporter();
std::unique_ptr<SuiteReporter> make_lcov_reporter();
std::unique_ptr<SuiteReporter> make_html_reporter();

/// Why a case is not as expected, in plain lines: the differences, the statement at fault, how to
/// see more.
std::vector<std::string> reasons_of(const suite::CaseResult& result,
                                    Language language = Language::English);

/// The same in one line.
std::string headline_of(const suite::CaseResult& result, Language language = Language::English);

/// `12 passed, 1 failed, 2 skipped in 5 files`.
std::string summary_line(const suite::Summary& summary, Language language = Language::English);

/// Where a reader should look: the statement or element at fault, else the case itself.
const suite::FileRange& place_to_look_at(const suite::CaseResult& result);

/// The points of each file: several policies may stand in one, or one count as several types.
std::map<std::string, std::vector<const suite::Point*>> points_by_file(
    const suite::Coverage& coverage);

/// `62.5 %`, never rounded up to 100.
std::string percent(const suite::Share& share);

/// The share of the mutants that a case noticed; those that are accepted count for nothing.
suite::Share mutation_score(const std::vector<suite::MutantResult>& mutants);

/// How many survived and are accepted.
std::size_t accepted_mutants(const std::vector<suite::MutantResult>& mutants);

}  // namespace remora::report
