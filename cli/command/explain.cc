#include <algorithm>
#include <charconv>
#include <utility>

#include "cli/command/command.h"
#include "cli/options.h"
#include "cli/run_scenario.h"
#include "engine/base/near_miss.h"
#include "engine/report/explain_text.h"
#include "engine/report/render.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kExplainEpilogue =
    "INPUT is a scenario (JSON or YAML), or a folder that holds scenario.json; `-` is standard "
    "input.\n"
    "Without --request the request at fault is explained; with -v every one.\n"
    "\n"
    "Exit status: as of `remora check`.\n"
    "\n"
    "Examples:\n"
    "  remora explain fixtures/control-tower-kms/default-key-policy --teach\n"
    "  remora explain scenario.json --request member-config/4\n"
    "  remora explain scenario.json --without-statement key#\"Allow Config\"\n";

/// `ID`, `ID/NUMBER`, or a number alone.
report::ExplainChoice read_choice(const std::string& text) {
  report::ExplainChoice choice;
  const std::size_t slash = text.rfind('/');
  const std::size_t digits = slash == std::string::npos ? 0 : slash + 1;
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + digits, end, number);
  if (read.ec == std::errc() && read.ptr == end && number > 0) {
    choice.request = number - 1;
    choice.id = slash == std::string::npos ? "" : text.substr(0, slash);
  } else {
    choice.id = text;
  }
  return choice;
}

/// What is wrong with the choice for these reports; nothing if it chooses something.
std::optional<std::string> problem_of(const report::ExplainChoice& choice,
                                      const std::vector<fixture::ScenarioReport>& reports) {
  std::vector<std::string_view> ids;
  bool found = choice.id.empty();
  std::size_t most = 0;
  for (const fixture::ScenarioReport& report : reports) {
    for (const fixture::DeliveryReport& delivery : report.deliveries) {
      const std::string& id = delivery.call->id;
      ids.push_back(id);
      if (choice.id.empty() || id == choice.id) {
        found = true;
        most = std::max(most, delivery.outcome.probes.size());
      }
    }
    for (const fixture::RequestReport& request : report.requests) {
      ids.push_back(request.id);
      found = found || request.id == choice.id;
    }
  }
  if (!found) {
    const std::string hint = did_you_mean(choice.id, ids);
    return "there is no delivery or request \"" + choice.id + "\"" +
           (hint.empty() ? "" : ", " + hint);
  }
  if (choice.request && *choice.request >= most) {
    return "there is no request " + std::to_string(*choice.request + 1) + ", the last is " +
           std::to_string(most);
  }
  return std::nullopt;
}

}  // namespace

int run_explain(const Arguments& arguments) {
  CommandLine line("explain", "[options] INPUT...", {"text", "json", "html", "markdown"});
  add_scenario_options(line);
  line.add()("request,r",
             po::value<std::string>(),
             "explain one: the id of a delivery or request, ID/N for request N of a delivery")(
      "teach", "say each step in plain words, for someone who does not know IAM yet");
  line.set_epilogue(kExplainEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  if (options.inputs.empty()) {
    return line.usage_error("name a scenario to explain");
  }
  ScenarioRunner runner(line, fixture::RunOptions{});
  if (const auto problem = runner.problem()) {
    return line.usage_error(*problem);
  }
  for (const std::string& input : options.inputs) {
    runner.run(input);
  }
  report::ExplainChoice choice;
  if (line.values().count("request") > 0) {
    choice = read_choice(line.values()["request"].as<std::string>());
    const auto problem = problem_of(choice, runner.reports());
    if (problem && !runner.reports().empty()) {
      return line.usage_error(*problem);
    }
  }
  if (options.format != "text") {
    return runner.finish(report::render(runner.reports(), options.format));
  }
  report::TextOptions text = options.text;
  text.teach = line.values().count("teach") > 0;
  std::string out;
  for (const fixture::ScenarioReport& report : runner.reports()) {
    out += report::explain_text(report, choice, text);
  }
  return runner.finish(out);
}

}  // namespace remora::cli
