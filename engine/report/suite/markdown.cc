#include "engine/report/markup.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::State;

/// A block of code that no run of backquotes in it can end.
std::string block(const std::vector<std::string>& lines) {
  std::string fence = "```";
  for (const std::string& line : lines) {
    while (line.find(fence) != std::string::npos) {
      fence += '`';
    }
  }
  std::string text = fence + "text\n";
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text + fence + "\n";
}

/// A summary for a pull request or a job's page: the failures in full, the rest as numbers.
class MarkdownReporter : public SuiteReporter {
 public:
  std::string add(const CaseResult& result) override {
    if (result.state == State::TodoPassed) {
      notes_ += "- " + escape_markdown(result.name()) + ": " +
                escape_markdown(headline_of(result)) + "\n";
    }
    if (!is_failure(result.state)) {
      return {};
    }
    const std::string heading = first_ ? "## remora: audit logs\n\n" : "";
    first_ = false;
    return heading + "### ❌ " + escape_markdown(result.name()) + "\n\n" +
           block(reasons_of(result)) + "\n";
  }

  std::string finish(const SuiteEnd& end) override {
    std::string text = first_ ? "## remora: audit logs\n\n" : "";
    text += std::string(end.summary.failed() ? "❌ " : "✅ ") + summary_line(end.summary) + "\n";
    if (!notes_.empty()) {
      text += "\n" + notes_;
    }
    if (end.coverage != nullptr || end.mutants != nullptr) {
      text += "\n| | score | |\n|---|---|---|\n";
    }
    if (end.coverage != nullptr) {
      text += row("coverage", end.coverage->share(), "parts of the policies decided in a case");
    }
    if (end.mutants != nullptr) {
      const std::size_t accepted = accepted_mutants(*end.mutants);
      text += row("mutation",
                  mutation_score(*end.mutants),
                  std::string("changes of the policies noticed") +
                      (accepted == 0 ? "" : ", " + std::to_string(accepted) + " accepted"));
      text += survivors(*end.mutants);
    }
    return text;
  }

 private:
  static std::string row(const std::string& name,
                         const suite::Share& share,
                         const std::string& what) {
    return "| " + name + " | " + percent(share) + " | " + std::to_string(share.covered) + " of " +
           std::to_string(share.all) + " " + what + " |\n";
  }

  static std::string survivors(const std::vector<suite::MutantResult>& mutants) {
    std::string text;
    for (const suite::MutantResult& mutant : mutants) {
      if (mutant.is_missed()) {
        text += "- " + escape_markdown(to_string(mutant.place)) + ": no fixture would notice if " +
                escape_markdown(mutant.change) + "\n";
      }
    }
    return text.empty() ? "" : "\n" + text;
  }

  bool first_ = true;
  std::string notes_;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_markdown_reporter() {
  return std::make_unique<MarkdownReporter>();
}

}  // namespace remora::report
