#include "engine/command/check.h"

#include <utility>

#include "engine/base/near_miss.h"
#include "engine/base/shell_word.h"
#include "engine/base/words.h"
#include "engine/command/homes.h"
#include "engine/report/check_text.h"
#include "engine/report/render.h"
#include "engine/report/wrap.h"
#include "engine/wrapping/wrapping.h"

namespace remora::command {

namespace {

std::string list_of_assumptions(const report::TextOptions& options) {
  std::string text;
  const report::Style style(options.color);
  for (const delivery::AssumptionInfo& info : delivery::known_assumptions()) {
    text += style.bold(info.name) + " = " + joined(info.values, " ") + "\n    " +
            report::wrap(info.evidence, 4, options.width) + "\n";
  }
  return text + "\nThe first value is the default.\n";
}

/// The form of that name. Returns what is wrong with the name, if anything.
std::optional<std::string> read_form(const std::string& name, std::optional<wrapping::Form>& form) {
  form = name.empty() ? std::nullopt : wrapping::find_form(name);
  if (form || name.empty()) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const wrapping::FormInfo& info : wrapping::known_forms()) {
    names.push_back(info.name);
  }
  const std::string hint = did_you_mean(name, names);
  return "--as knows no form \"" + name + "\"" +
         (hint.empty() ? ", but " + joined(names) : ", " + hint);
}

}  // namespace

Output check(const std::vector<std::string>& inputs, CheckOptions options, FileReader& files) {
  if (options.scenarios.assume == std::vector<std::string>{"list"}) {
    Output output;
    output.text = list_of_assumptions(options.text);
    return output;
  }
  if (inputs.empty()) {
    return Output::wrong_usage("name a scenario to check");
  }
  if (auto problem = read_form(options.as, options.text.as)) {
    return Output::wrong_usage(*std::move(problem));
  }
  if (auto problem = read_language(options.as_code, options.text.as_code)) {
    return Output::wrong_usage(*std::move(problem));
  }
  const bool text = options.format == "text";
  const bool shown = !text || !options.text.quiet;
  ScenarioResults results = run_scenarios(inputs,
                                          options.scenarios,
                                          {.depth = {.explanations = !text || options.text.verbose,
                                                     .remedies = shown,
                                                     .surroundings = shown},
                                           .requests = shown,
                                           .grouped = shown,
                                           .apart = {}},
                                          files,
                                          options.request);
  Output output{{}, std::move(results.diagnostics), {}, std::move(results.usage), results.status};
  output.secrets = std::move(results.secrets);
  if (!output.usage.empty()) {
    return output;
  }
  if (results.chosen.request) {
    return Output::wrong_usage(
        "-r takes the id of a delivery or request here; one request of a delivery is shown by "
        "`remora explain -r " +
        shell_word(options.request) + "`");
  }
  output.no_result = results.reports.empty();
  if (!text) {
    output.text =
        report::render(results.reports, options.format, {options.text.as, options.text.as_code});
  } else {
    for (const fixture::ScenarioReport& report : results.reports) {
      output.text += report::check_text(report, options.text);
    }
  }
  return output;
}

}  // namespace remora::command
