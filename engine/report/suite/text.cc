#include <algorithm>
#include <array>

#include "engine/base/shell_word.h"
#include "engine/base/utf8.h"
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
                                      one_line(headline_of(result, options_.language)) + "\n"
                                : "";
      case State::TodoPassed:
        return style_.yellow("!") + " " + one_line(result.name()) + "  " +
               one_line(headline_of(result, options_.language)) + "\n";
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
    const std::string summary = summary_line(end.summary, options_.language);
    return text + (end.summary.failed() ? style_.red(summary) : style_.green(summary)) + "\n";
  }

 private:
  [[nodiscard]] std::string say(Say text,
                                std::initializer_list<std::string_view> values = {}) const {
    return report::say(text, options_.language, values);
  }

  [[nodiscard]] std::string failure(const CaseResult& result) const {
    const std::string sign =
        result.state == State::Undetermined ? style_.yellow("?") : style_.red("✗");
    std::string text = sign + " " + style_.bold(one_line(result.name())) + "  " +
                       say(result.state == State::Undetermined ? Say::CaseUndetermined
                           : result.state == State::Error      ? Say::CaseError
                                                               : Say::CaseFailed) +
                       "\n";
    if (options_.quiet) {
      return text;
    }
    if (result.state == State::Error) {
      for (const Diagnostic& remark : result.remarks) {
        text += indent_lines(diagnostic_text(remark, style_), 4);
      }
      return text + "\n";
    }
    for (const std::string& line : reasons_of(result, options_.language)) {
      text += "    " + one_line(line) + "\n";
    }
    if (result.kind == suite::CaseKind::Delivery) {
      const std::string command =
          "remora check " + one_line(shell_word(result.file)) +
          (result.id.ends_with(']') ? " -r " + one_line(shell_word(result.id)) : "");
      text += "    " + style_.dim(say(Say::CheckShowsAll, {command})) + "\n";
    }
    return text + "\n";
  }

  [[nodiscard]] std::string coverage(const suite::Coverage& coverage) const {
    std::string text = style_.bold(say(Say::Coverage)) + say(Say::CoverageIs) + "\n";
    std::size_t column = 0;
    for (const PointKind kind : kPointKinds) {
      column = std::max(column, utf8::display_width(say(Say::Plural, {word_of(kind)})) + 2);
    }
    for (const PointKind kind : kPointKinds) {
      const suite::Share share = coverage.share(kind);
      if (share.all > 0) {
        text += "  " + pad(say(Say::Plural, {word_of(kind)}), column) + pad(percent(share), 8) +
                "  " + share_of(share) + "\n";
      }
    }
    const suite::Share both = coverage.tried_both_ways();
    if (both.all > 0) {
      text += "  " +
              say(Say::TriedBothWays, {std::to_string(both.covered), std::to_string(both.all)}) +
              "\n";
    }
    for (const suite::PolicyCoverage* policy : coverage.policies()) {
      for (const Point& point : policy->points) {
        if (point.hits == 0) {
          text += "  " + to_string(point.place) + ": " + style_.yellow(say(Say::NeverDecided)) +
                  ": " + word_of(point.kind) + " " + one_line(point.text) + "\n";
        }
      }
    }
    return text + "  " + say(Say::TotalShare, {percent(coverage.share())}) + "\n";
  }

  [[nodiscard]] std::string mutants(const std::vector<suite::MutantResult>& mutants) const {
    std::string text = style_.bold(say(Say::Mutation)) + say(Say::MutationIs) + "\n";
    for (const suite::MutantResult& mutant : mutants) {
      const std::string place = "  " + to_string(mutant.place) + ": ";
      const std::string change = one_line(translated(mutant.change, options_.language));
      const std::string_view kind = to_string(mutant.kind);
      if (mutant.is_missed()) {
        text += place + style_.yellow(say(Say::Survived)) + ": " +
                say(Say::NotNoticed, {change, kind}) + "\n";
      } else if (options_.verbose && mutant.survived()) {
        text += place + say(Say::AcceptedMutant, {change, kind, one_line(mutant.accepted)}) + "\n";
      } else if (options_.verbose) {
        text += place + say(Say::NoticedBy, {change, one_line(mutant.noticed_by)}) + "\n";
      }
    }
    const suite::Share score = mutation_score(mutants);
    const std::string covered = std::to_string(score.covered);
    const std::string all = std::to_string(score.all);
    const std::size_t accepted = accepted_mutants(mutants);
    return text + "  " +
           (accepted == 0 ? say(Say::MutationScore, {covered, all, percent(score)})
                          : say(Say::MutationScoreAccepted,
                                {covered, all, std::to_string(accepted), percent(score)})) +
           "\n";
  }

  [[nodiscard]] std::string word_of(PointKind kind) const {
    constexpr auto kWords = std::to_array<Say>({Say::PointStatement,
                                                Say::PointPrincipal,
                                                Say::PointAction,
                                                Say::PointResource,
                                                Say::PointCondition});
    return say(kWords[static_cast<std::size_t>(kind)]);
  }

  [[nodiscard]] std::string share_of(const suite::Share& share) const {
    return say(Say::ShareOf, {std::to_string(share.covered), std::to_string(share.all)});
  }

  TextOptions options_;
  Style style_;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_text_reporter(const TextOptions& options) {
  return std::make_unique<TextReporter>(options);
}

}  // namespace remora::report
