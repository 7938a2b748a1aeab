#include "engine/command/explain.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/authorize/explain.h"
#include "engine/command/selection.h"
#include "engine/command/vectors.h"
#include "engine/json/read.h"
#include "engine/report/check_text.h"
#include "engine/report/eval_report.h"
#include "engine/report/explain_text.h"
#include "engine/report/render.h"
#include "engine/report/request_text.h"

namespace remora::command {

namespace {

/// What is wrong with the number of the request; nothing if a delivery makes so many.
std::optional<std::string> problem_of(std::size_t request,
                                      const std::vector<fixture::ScenarioReport>& reports) {
  std::size_t most = 0;
  for (const fixture::ScenarioReport& report : reports) {
    for (const fixture::DeliveryReport& delivery : report.deliveries) {
      most = std::max(most, delivery.outcome.probes.size());
    }
  }
  return request < most ? std::nullopt
                        : std::optional("there is no request " + std::to_string(request + 1) +
                                        ", the last is " + std::to_string(most));
}

/// Puts reports into the format.
Output shown(const std::vector<fixture::ScenarioReport>& reports,
             const report::ExplainChoice& choice,
             const ExplainOptions& options,
             Output output) {
  if (options.format != "text") {
    output.text = report::render(reports, options.format);
    return output;
  }
  for (const fixture::ScenarioReport& report : reports) {
    output.text += options.text.quiet ? report::check_text(report, options.text)
                                      : report::explain_text(report, choice, options.text);
  }
  return output;
}

fixture::RequestReport report_of(const fixture::Vector& vector) {
  fixture::RequestReport report;
  report.id = vector.id;
  report.request = vector.request;
  report.policies = vector.policies();
  report.explanation = remora::explain(report.request, report.policies);
  report.expect = vector.expect;
  report.agrees = !vector.expect || *vector.expect == report.explanation.decision.verdict;
  return report;
}

/// Each of the vectors explained, in the format.
Output explain_each(const std::string& file,
                    const Vectors& vectors,
                    const ExplainOptions& options,
                    Output output) {
  fixture::ScenarioReport report;
  report.file = file;
  report.scenario = std::make_shared<const fixture::Scenario>();
  for (const fixture::Vector& vector : vectors) {
    report.requests.push_back(report_of(vector));
  }
  output.status = worse(output.status, command::status_of(report));
  output.no_result = vectors.empty();
  if (options.format != "text") {
    return shown({std::move(report)}, {}, options, std::move(output));
  }
  report::TextOptions line = options.text;
  line.verbose = false;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    const fixture::RequestReport& one = report.requests[i];
    output.text += report::eval_text(vectors[i], one.explanation.decision, line);
    if (!line.quiet) {
      output.text +=
          "\n" + report::request_text(one.request, one.policies, one.explanation, options.text) +
          "\n";
    }
  }
  return output;
}

/// Leaves the vectors of that id. What is wrong with it, in words.
std::optional<std::string> choose_vector(const std::string& id, Vectors& vectors) {
  std::vector<std::string> ids;
  for (const fixture::Vector& vector : vectors) {
    ids.push_back(vector.id);
  }
  std::erase_if(vectors, [&](const fixture::Vector& vector) { return vector.id != id; });
  return vectors.empty() ? std::optional(no_such("vector", id, {ids.begin(), ids.end()}))
                         : std::nullopt;
}

Output explain_vectors(const SourcePtr& source, const ExplainOptions& options) {
  input::WhatIf what_if;
  if (auto problem = read_what_if(options.scenarios, what_if)) {
    return Output::wrong_usage(*std::move(problem));
  }
  Output output;
  Vectors vectors;
  std::set<std::size_t> used;
  const Diagnostics frame = for_each_element(source, [&](const SourcePtr& element) {
    const auto json = json::read_json(element);
    auto read = json ? read_element(*json, what_if) : Result<Vectors>(fail(json.error()));
    if (!read) {
      output.bad_input(read.error().diagnostics);
      return;
    }
    for (fixture::Vector& vector : *read) {
      used.merge(input::change(vector, what_if));
      vectors.push_back(std::move(vector));
    }
  });
  if (!frame.empty()) {
    output.bad_input(frame);
  }
  if (const auto all_used = input::check_used(what_if, used); !all_used) {
    output.bad_input(all_used.error().diagnostics);
  }
  if (!options.request.empty() && !vectors.empty()) {
    if (auto problem = choose_vector(options.request, vectors)) {
      // What could not be read may have been what was chosen.
      return output.diagnostics.empty() ? Output::wrong_usage(*std::move(problem)) : output;
    }
  }
  NameDoubts name_doubts;
  for (const fixture::Vector& vector : vectors) {
    output.remark(name_doubts.about(vector.unknown_names));
  }
  return explain_each(source->name(), vectors, options, std::move(output));
}

/// One request that the options describe with its policies.
Output explain_request(const ExplainOptions& options, FileReader& files) {
  input::WhatIf what_if;
  if (auto problem = read_what_if(options.scenarios, what_if)) {
    return Output::wrong_usage(*std::move(problem));
  }
  Output output;
  auto vector = described(*options.single, std::move(what_if), files);
  if (!vector) {
    output.bad_input(vector.error().diagnostics);
    return output;
  }
  output.diagnostics = vector->warnings;
  return explain_each("<options>", {*std::move(vector)}, options, std::move(output));
}

bool names_policies(const RequestOptions& request) {
  return !request.identity_policies.empty() || !request.resource_policy.empty() ||
         !request.boundary.empty() || !request.session_policies.empty() || !request.scps.empty() ||
         !request.rcps.empty() || !request.vpc_endpoint_policy.empty();
}

/// One request that the options describe, in the worlds of the inputs.
Output explain_in_world(const std::vector<std::string>& inputs,
                        const ExplainOptions& options,
                        FileReader& files) {
  if (names_policies(*options.single)) {
    return Output::wrong_usage(
        "with an input the policies are those that are in force there: leave the input out, or the "
        "options that name policies");
  }
  const auto described = read_request(*options.single, files);
  Output output;
  if (!described) {
    output.bad_input(described.error().diagnostics);
    return output;
  }
  ScenarioOptions scenarios = options.scenarios;
  scenarios.allow_empty = true;
  LoadedInputs found = load_inputs(inputs, scenarios, files);
  Selection chosen;
  auto problem = options.request.empty() || found.inputs.empty()
                     ? std::nullopt
                     : choose(options.request, found.inputs, chosen);
  if (!found.usage.empty()) {
    return Output::wrong_usage(std::move(found.usage));
  }
  output.diagnostics = described->warnings;
  output.remark(found.diagnostics);
  output.status = found.status;
  if (problem) {
    // What could not be read may have been what was chosen.
    return output.status == ExitStatus::BadInput ? output
                                                 : Output::wrong_usage(*std::move(problem));
  }
  if (chosen.request) {
    return Output::wrong_usage(
        "beside a request that is described, -r takes the id of a delivery or a member of a "
        "matrix");
  }
  std::vector<fixture::ScenarioReport> reports;
  for (LoadedInput& input : found.inputs) {
    const std::shared_ptr<const fixture::Scenario>& scenario = input.loaded.scenario;
    delivery::Assumptions assumptions = scenario->assumptions;
    apply_assumptions(scenarios.assume, assumptions);
    fixture::ScenarioReport& report = reports.emplace_back();
    report.file = std::move(input.file);
    report.combination = std::move(input.loaded.label);
    report.title = scenario->title;
    report.assumptions = assumptions;
    report.scenario = scenario;
    report.requests.push_back(
        fixture::run_request(scenario->world,
                             {described->id, described->request, described->expect, {}, {}},
                             assumptions));
    output.status = worse(output.status, command::status_of(report));
    output.secrets.insert(output.secrets.end(), scenario->secrets.begin(), scenario->secrets.end());
  }
  output.no_result = reports.empty();
  return shown(reports, {}, options, std::move(output));
}

}  // namespace

Output explain(const std::vector<std::string>& inputs,
               const ExplainOptions& options,
               FileReader& files) {
  if (options.single) {
    return inputs.empty() ? explain_request(options, files)
                          : explain_in_world(inputs, options, files);
  }
  if (inputs.empty()) {
    return Output::wrong_usage(
        "name a scenario or a file of vectors to explain, or describe a request by --principal, "
        "--action and --resource");
  }
  if (inputs.size() == 1) {
    const auto vectors = vectors_in(inputs.front(), files);
    if (!vectors) {
      Output output;
      output.bad_input(vectors.error().diagnostics);
      return output;
    }
    if (*vectors != nullptr) {
      return explain_vectors(*vectors, options);
    }
  }
  ScenarioResults results =
      run_scenarios(inputs,
                    options.scenarios,
                    {.depth = {}, .requests = true, .grouped = true, .apart = {}},
                    files,
                    options.request);
  Output output{{}, std::move(results.diagnostics), {}, std::move(results.usage), results.status};
  output.secrets = std::move(results.secrets);
  if (!output.usage.empty()) {
    return output;
  }
  output.no_result = results.reports.empty();
  if (results.chosen.request && !results.reports.empty()) {
    if (auto problem = problem_of(*results.chosen.request, results.reports)) {
      return Output::wrong_usage(*std::move(problem));
    }
  }
  return shown(
      results.reports, {results.chosen.id, results.chosen.request}, options, std::move(output));
}

}  // namespace remora::command
