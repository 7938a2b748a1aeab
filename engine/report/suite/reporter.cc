#include "engine/report/suite/reporter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::FaultKind;
using suite::State;

constexpr auto kFormats = std::to_array<std::string_view>(
    {"text", "json", "junit", "tap", "sarif", "github", "markdown", "lcov", "html"});

Say role_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::ComesNearest:
      return Say::FaultNearest;
    case FaultKind::Denies:
      return Say::FaultDenies;
    case FaultKind::Allows:
      break;
  }
  return Say::FaultAllows;
}

void add_fault(const CaseResult& result, Language language, std::vector<std::string>& lines) {
  if (!result.fault) {
    return;
  }
  const suite::Fault& fault = *result.fault;
  const std::string why = say(Say::WhyIs, language);
  const std::string below(utf8::display_width(why), ' ');
  lines.push_back(why + translated(fault.summary, language));
  if (fault.statement_place.known()) {
    lines.push_back(below +
                    say(role_of(fault.kind),
                        language,
                        {to_string(fault.statement_place), translated(fault.statement, language)}));
  }
  if (!fault.element.empty()) {
    lines.push_back(below + say(Say::FaultElement,
                                language,
                                {to_string(fault.element_place),
                                 fault.element,
                                 fault.wanted,
                                 fault.got.empty() ? say(Say::Nothing, language) : fault.got,
                                 translated(fault.reason, language)}));
  }
}

}  // namespace

std::span<const std::string_view> suite_formats() {
  return kFormats;
}

bool shows_coverage(std::string_view format) {
  return format == "lcov" || format == "html";
}

std::unique_ptr<SuiteReporter> make_suite_reporter(std::string_view format,
                                                   const TextOptions& options) {
  if (format == "text") {
    return make_text_reporter(options);
  }
  using Make = std::unique_ptr<SuiteReporter> (*)();
  constexpr std::array<Make, kFormats.size() - 1> kMakers = {make_json_reporter,
                                                             make_junit_reporter,
                                                             make_tap_reporter,
                                                             make_sarif_reporter,
                                                             make_github_reporter,
                                                             make_markdown_reporter,
                                                             make_lcov_reporter,
                                                             make_html_reporter};
  const auto* found = std::find(kFormats.begin() + 1, kFormats.end(), format);
  return found == kFormats.end()
             ? nullptr
             : kMakers[static_cast<std::size_t>(found - kFormats.begin()) - 1]();
}

std::vector<std::string> reasons_of(const CaseResult& result, Language language) {
  const std::string expected = say(Say::Expected, language);
  const std::string got = say(Say::Got, language);
  const std::size_t least = utf8::display_width(got);
  std::vector<std::string> lines;
  if (result.state == State::Undetermined) {
    lines.push_back(say(Say::FactDecides, language));
  }
  for (const fixture::Difference& difference : result.differences) {
    if (result.state == State::Undetermined) {
      break;
    }
    lines.push_back(difference.member + ": " + expected + " " + difference.expected);
    const std::size_t before = difference.member.size() + 2 + utf8::display_width(expected);
    lines.push_back(std::string(before - least, ' ') + got + " " + difference.got);
  }
  if (!result.message.empty()) {
    const bool shown = std::any_of(result.differences.begin(),
                                   result.differences.end(),
                                   [](const auto& one) { return one.member == "message"; });
    if (!shown) {
      lines.push_back("AWS: " + result.error + ": " + result.message);
    }
  }
  add_fault(result, language, lines);
  for (const Diagnostic& remark : result.remarks) {
    lines.push_back(to_string(remark));
  }
  return lines;
}

std::string headline_of(const CaseResult& result, Language language) {
  switch (result.state) {
    case State::Skipped:
      return say(Say::CaseSkipped, language, {result.reason});
    case State::Todo:
      return say(Say::CaseTodo, language, {result.reason});
    case State::TodoPassed:
      return say(Say::CaseTodoPassed, language, {result.reason});
    case State::Error:
      return result.remarks.empty() ? say(Say::CannotBeRead, language)
                                    : to_string(result.remarks.front());
    case State::Passed:
      return say(Say::CasePassed, language);
    case State::Failed:
    case State::Undetermined:
      break;
  }
  std::string text = result.state == State::Undetermined
                         ? say(Say::CaseUndetermined, language)
                         : translated(to_string(result.differences.front()), language);
  if (result.fault) {
    text += ": " + translated(result.fault->summary, language);
  }
  return text;
}

std::string summary_line(const suite::Summary& summary, Language language) {
  constexpr auto kWords =
      std::to_array<std::pair<State, Say>>({{State::Passed, Say::CasesPassed},
                                            {State::Failed, Say::CasesFailed},
                                            {State::Undetermined, Say::CasesUndetermined},
                                            {State::Error, Say::CasesUnreadable},
                                            {State::Skipped, Say::CasesSkipped},
                                            {State::Todo, Say::CasesTodo},
                                            {State::TodoPassed, Say::CasesTodoPassed}});
  std::vector<std::string> counts;
  for (const auto& [state, words] : kWords) {
    if (state == State::Passed || summary.count(state) > 0) {
      counts.push_back(say(words, language, {std::to_string(summary.count(state))}));
    }
  }
  const std::string between = language == Language::English ? ", " : "、";
  return say(summary.files == 1 ? Say::SuiteSummaryOfOne : Say::SuiteSummary,
             language,
             {joined(counts, between), std::to_string(summary.files)});
}

const suite::FileRange& place_to_look_at(const CaseResult& result) {
  if (result.fault && result.fault->element_place.known()) {
    return result.fault->element_place;
  }
  return result.fault && result.fault->statement_place.known() ? result.fault->statement_place
                                                               : result.place;
}

std::map<std::string, std::vector<const suite::Point*>> points_by_file(
    const suite::Coverage& coverage) {
  std::map<std::string, std::vector<const suite::Point*>> files;
  for (const suite::PolicyCoverage* policy : coverage.policies()) {
    for (const suite::Point& point : policy->points) {
      files[policy->file].push_back(&point);
    }
  }
  return files;
}

std::string percent(const suite::Share& share) {
  const auto tenths = static_cast<std::size_t>(share.percent() * 10);
  const std::string fraction = tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10);
  return std::to_string(tenths / 10) + fraction + " %";
}

suite::Share mutation_score(const std::vector<suite::MutantResult>& mutants) {
  suite::Share share;
  for (const suite::MutantResult& mutant : mutants) {
    share.all += mutant.is_accepted() ? 0U : 1U;
    share.covered += mutant.survived() ? 0U : 1U;
  }
  return share;
}

std::size_t accepted_mutants(const std::vector<suite::MutantResult>& mutants) {
  return static_cast<std::size_t>(std::count_if(
      mutants.begin(), mutants.end(), [](const auto& one) { return one.is_accepted(); }));
}

}  // namespace remora::report
