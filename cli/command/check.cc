#include <utility>

#include "cli/command/command.h"
#include "cli/options.h"
#include "cli/run_scenario.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/report/check_text.h"
#include "engine/report/render.h"
#include "engine/report/wrap.h"
#include "engine/wrapping/wrapping.h"

namespace remora::cli {

namespace {

constexpr const char* kCheckEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; `-` is standard "
    "input.\n"
    "\n"
    "Exit status: 0 every delivery is delivered, 1 one is refused, 2 wrong usage or bad input,\n"
    "3 undetermined because a decisive fact is not known.\n"
    "\n"
    "Examples:\n"
    "  remora check fixtures/control-tower-kms/default-key-policy\n"
    "  remora check -f json scenario.json | jq '.deliveries[].error.message'\n"
    "  remora check scenario.json --set keys[0].keyState=Disabled\n"
    "  remora check -f html -o report.html scenario.json\n";

int print_assumptions(const CommonOptions& options) {
  std::string text;
  const report::Style style(options.text.color);
  for (const delivery::AssumptionInfo& info : delivery::known_assumptions()) {
    text += style.bold(info.name) + " =";
    for (const std::string_view value : info.values) {
      text += " " + std::string(value);
    }
    text += "\n    " + report::wrap(info.evidence, 4, options.text.width) + "\n";
  }
  text += "\nThe first value is the default.\n";
  return write_output(options, text) ? 0 : static_cast<int>(ExitStatus::BadInput);
}

/// Reads --as. Returns what is wrong with it, if anything.
std::optional<std::string> read_form(const CommandLine& line, std::optional<wrapping::Form>& form) {
  if (line.values().count("as") == 0) {
    return std::nullopt;
  }
  const std::string name = line.values()["as"].as<std::string>();
  form = wrapping::find_form(name);
  if (form) {
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

int run_check(const Arguments& arguments) {
  CommandLine line("check", "[options] INPUT...", {"text", "json", "html", "markdown"});
  add_scenario_options(line);
  line.add()("as",
             boost::program_options::value<std::string>(),
             "FORM: print a refusal also as a tool shows it: api, cli, boto3, cloudformation, "
             "cloudformation-legacy, stackset, control-tower, terraform, terraform-v4, ...");
  line.set_epilogue(kCheckEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  if (options.assume.size() == 1 && options.assume.front() == "list") {
    return print_assumptions(options);
  }
  if (options.inputs.empty()) {
    return line.usage_error("name a scenario to check");
  }
  report::TextOptions text_options = options.text;
  if (const auto problem = read_form(line, text_options.as)) {
    return line.usage_error(*problem);
  }
  const bool text = options.format == "text";
  const bool shown = !text || !options.text.quiet;
  ScenarioRunner runner(
      line,
      {{.explanations = !text || options.text.verbose, .remedies = shown, .surroundings = shown},
       shown});
  if (const auto& problem = runner.problem()) {
    return line.usage_error(*problem);
  }
  for (const std::string& input : options.inputs) {
    runner.run(input);
  }
  std::string out;
  if (!text) {
    out = report::render(runner.reports(), options.format, text_options.as);
  } else {
    for (const fixture::ScenarioReport& report : runner.reports()) {
      out += report::check_text(report, text_options);
    }
  }
  return runner.finish(out);
}

}  // namespace remora::cli
