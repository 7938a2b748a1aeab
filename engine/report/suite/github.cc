#include "engine/base/words.h"
#include "engine/report/suite/reporter.h"
#include "engine/report/terminal.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::FileRange;
using suite::State;

/// What would end a workflow command is escaped, in a property also what would end that, and what
/// would move the terminal that shows it.
/// Source: GitHub's actions/toolkit, "Commands".
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : for_terminal(text)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string annotation(std::string_view level,
                       const FileRange& place,
                       std::string_view title,
                       std::string_view message) {
  std::string text = "::" + std::string(level) + " ";
  if (place.known()) {
    text += "file=" + escaped(place.file, true) + ",line=" + std::to_string(place.begin.line) +
            ",col=" + std::to_string(place.begin.column) + ",";
  }
  return text + "title=" + escaped(title, true) + "::" + escaped(message, false) + "\n";
}

/// Annotations for GitHub Actions: each shows in the pull request at the line of the policy.
/// Source: GitHub Docs, "Workflow commands for GitHub Actions", "Setting an error message".
class GithubReporter : public SuiteReporter {
 public:
  std::string add(const CaseResult& result) override {
    if (result.state == State::TodoPassed) {
      return annotation("notice", result.place, result.name(), headline_of(result));
    }
    if (!is_failure(result.state)) {
      return {};
    }
    return annotation(
        "error", place_to_look_at(result), result.name(), joined(reasons_of(result), "\n"));
  }

  std::string finish(const SuiteEnd& end) override {
    std::string text;
    if (end.mutants != nullptr) {
      for (const suite::MutantResult& mutant : *end.mutants) {
        if (mutant.is_missed()) {
          text += annotation("warning",
                             mutant.place,
                             "surviving mutant",
                             "no fixture would notice if " + mutant.change);
        }
      }
    }
    return text;
  }
};

}  // namespace

std::unique_ptr<SuiteReporter> make_github_reporter() {
  return std::make_unique<GithubReporter>();
}

}  // namespace remora::report
