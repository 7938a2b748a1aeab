#include "engine/command/extract.h"

#include "engine/base/words.h"
#include "engine/delivery/deliver.h"
#include "engine/input/standalone.h"

namespace remora::command {

namespace {

/// What is refused and has no expectation yet.
input::Refusals refusals_in(const fixture::Scenario& scenario) {
  input::Refusals refused;
  for (const fixture::ScenarioDelivery& one : scenario.deliveries) {
    const auto outcome = delivery::deliver(scenario.world, one.call, scenario.assumptions);
    if (outcome.outcome == delivery::Outcome::Refused && !one.expect) {
      refused.emplace(one.call.id, outcome.error ? outcome.error->code : std::string());
    }
  }
  return refused;
}

}  // namespace

Output extract(const std::vector<std::string>& inputs,
               const ExtractOptions& options,
               FileReader& files) {
  LoadedInputs loaded = load_inputs(inputs, options.scenarios, files);
  if (!loaded.usage.empty()) {
    return Output::wrong_usage(std::move(loaded.usage));
  }
  Output output;
  output.diagnostics = std::move(loaded.diagnostics);
  output.status = loaded.status;
  output.no_result = true;
  std::vector<std::string> labels;
  const LoadedInput* chosen = nullptr;
  for (const LoadedInput& one : loaded.inputs) {
    const std::vector<std::string>& secrets = one.loaded.scenario->secrets;
    output.secrets.insert(output.secrets.end(), secrets.begin(), secrets.end());
    labels.push_back(one.loaded.label.empty() ? one.file : one.loaded.label);
    if (options.combination.empty() || one.loaded.label == options.combination) {
      chosen = chosen == nullptr ? &one : chosen;
    }
  }
  if (output.status == ExitStatus::BadInput) {
    return output;
  }
  const bool several = options.combination.empty() && loaded.inputs.size() > 1;
  if (chosen == nullptr || several) {
    return Output::wrong_usage(
        several ? "the inputs make " + std::to_string(labels.size()) +
                      " scenarios (name one input, or of a matrix a --combination): " +
                      joined(labels, "; ")
        : labels.empty() ? "name the inputs to extract"
                         : "there is no combination " + in_quotes(options.combination) + ", but " +
                               joined(labels, "; "));
  }
  const fixture::Scenario& scenario = *chosen->loaded.scenario;
  const auto recorded = options.records_faults ? refusals_in(scenario) : input::Refusals();
  auto text = input::standalone(scenario, files, recorded);
  if (!text) {
    output.bad_input(text.error().diagnostics);
    return output;
  }
  output.no_result = false;
  output.text = *std::move(text);
  for (const Diagnostic& remark : scenario.warnings) {
    // What was assumed stands in the scenario itself.
    if (remark.code != "assumed") {
      output.diagnostics.push_back(remark);
    }
  }
  return output;
}

}  // namespace remora::command
