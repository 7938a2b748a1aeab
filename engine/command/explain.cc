#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/base/near_miss.h"
#include "engine/command/check.h"
#include "engine/report/explain_text.h"
#include "engine/report/render.h"

namespace remora::command {

namespace {

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

Output explain(const std::vector<std::string>& inputs,
               const ExplainOptions& options,
               FileReader& files) {
  if (inputs.empty()) {
    return Output::wrong_usage("name a scenario to explain");
  }
  const report::ExplainChoice choice =
      options.request.empty() ? report::ExplainChoice() : read_choice(options.request);
  ScenarioResults results =
      run_scenarios(inputs,
                    options.scenarios,
                    {.depth = {}, .requests = true, .grouped = true, .apart = choice.id},
                    files);
  Output output{{}, std::move(results.diagnostics), {}, std::move(results.usage), results.status};
  output.secrets = std::move(results.secrets);
  if (!output.usage.empty()) {
    return output;
  }
  if (!options.request.empty()) {
    auto problem = problem_of(choice, results.reports);
    if (problem && !results.reports.empty()) {
      output.usage = *std::move(problem);
      output.status = ExitStatus::BadInput;
      return output;
    }
  }
  output.no_result = results.reports.empty();
  if (options.format != "text") {
    output.text = report::render(results.reports, options.format);
    return output;
  }
  for (const fixture::ScenarioReport& report : results.reports) {
    output.text += report::explain_text(report, choice, options.text);
  }
  return output;
}

}  // namespace remora::command
