#include <array>

#include "engine/base/shell_word.h"
#include "engine/report/diagnostic_text.h"
#include "engine/report/suite/reporter.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::Point;
using suite::PointKind;
using suite::State;

constexpr auto kPointKinds = std::to_array<PointKind>({PointKind::Statement,
                                                       PointKind::Principal,
                                                       PointKind::Action,
                                                       PointKind::Resource,
                                                       PointKind::ConditionValue});

class TextReporter : public SuiteReporter {
 public:
  explicit TextReporter(const TextOptions& options) : options_(options), style_(options.color) {}

  std::string add(const CaseResult& result) override {
    switch (result.state) {
      case State::Passed:
        return options_.verbose ? style_.green("✓") + " " + one_line(result.name()) + "\n" : "";
      case State::Skipped:
      case State::Todo:
        return options_.verbose ? style_.yellow("-") + " " + one_line(result.name()) + "  " +
                                      one_line(headline_of(result)) + "\n"
                                : "";
      case State::TodoPassed:
        return style_.yellow("!") + " " + one_line(result.name()) + "  " +
               one_line(headline_of(result)) + "\n";
      case State::Failed:
      case State::Undetermined:
      case State::Error:
        break;
    }
    return failure(result);
  }

  std::string finish(const SuiteEnd& end) override {
    std::string text;
    if (end.coverage != nullptr) {
      text += coverage(*end.coverage) + "\n";
    }
    if (end.mutants != nullptr) {
      text += mutants(*end.mutants) + "\n";
    }
    const std::string summary = to_string(end.summary);
    return text + (end.summary.failed() ? style_.red(summary) : style_.green(summary)) + "\n";
  }

 private:
  [[nodiscard]] std::string failure(const CaseResult& result) const {
    const std::string sign =
        result.state == State::Undetermined ? style_.yellow("?") : style_.red("✗");
    std::string text = sign + " " + style_.bold(one_line(result.name())) + "  " +
                       std::string(to_string(result.state)) + "\n";
    if (options_.quiet) {
      return text;
    }
    if (result.state == State::Error) {
      for (const Diagnostic& remark : result.remarks) {
        text += indent_lines(diagnostic_text(remark, style_), 4);
      }
      return text + "\n";
    }
    for (const std::string& line : reasons_of(result)) {
      text += "    " + one_line(line) + "\n";
    }
    if (result.kind == suite::CaseKind::Delivery) {
      text +=
          "    " +
          style_.dim("`remora check " + one_line(shell_word(result.file)) +
                     (result.id.ends_with(']') ? " -r " + one_line(shell_word(result.id)) : "") +
                     "` shows every request and the fix") +
          "\n";
    }
    return text + "\n";
  }

  [[nodiscard]] std::string coverage(const suite::Coverage& coverage) const {
    std::string text = style_.bold("Coverage") + ": what decided in at least one case\n";
    for (const PointKind kind : kPointKinds) {
      const suite::Share share = coverage.share(kind);
      if (share.all > 0) {
        text += "  " + pad(std::string(to_string(kind)) + "s", 12) + pad(percent(share), 8) + "  " +
                std::to_string(share.covered) + " of " + std::to_string(share.all) + "\n";
      }
    }
    const suite::Share both = coverage.tried_both_ways();
    if (both.all > 0) {
      text += "  of the conditions, " + std::to_string(both.covered) + " of " +
              std::to_string(both.all) + " were also seen to keep a request away\n";
    }
    for (const suite::PolicyCoverage* policy : coverage.policies()) {
      for (const Point& point : policy->points) {
        if (point.hits == 0) {
          text += "  " + to_string(point.place) + ": " + style_.yellow("never decided") + ": " +
                  std::string(to_string(point.kind)) + " " + one_line(point.text) + "\n";
        }
      }
    }
    return text + "  total " + percent(coverage.share()) + "\n";
  }

  [[nodiscard]] std::string mutants(const std::vector<suite::MutantResult>& mutants) const {
    std::string text = style_.bold("Mutation") + ": changes that a case should notice\n";
    for (const suite::MutantResult& mutant : mutants) {
      if (mutant.is_missed()) {
        text += "  " + to_string(mutant.place) + ": " + style_.yellow("survived") +
                ": your fixtures would not notice if " + one_line(mutant.change) + " [" +
                std::string(to_string(mutant.kind)) + "]\n";
      } else if (options_.verbose && mutant.survived()) {
        text += "  " + to_string(mutant.place) + ": accepted: " + one_line(mutant.change) + " [" +
                std::string(to_string(mutant.kind)) + "]: " + one_line(mutant.accepted) + "\n";
      } else if (options_.verbose) {
        text += "  " + to_string(mutant.place) + ": noticed: " + one_line(mutant.change) + ", by " +
                one_line(mutant.noticed_by) + "\n";
      }
    }
    const suite::Share score = mutation_score(mutants);
    const std::size_t accepted = accepted_mutants(mutants);
    return text + "  " + std::to_string(score.covered) + " of " + std::to_string(score.all) +
           " noticed, " + (accepted == 0 ? "" : std::to_string(accepted) + " accepted, ") +
           "score " + percent(score) + "\n";
  }

  TextOptions options_;
  Style style_;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_text_reporter(const TextOptions& options) {
  return std::make_unique<TextReporter>(options);
}

}  // namespace remora::report
