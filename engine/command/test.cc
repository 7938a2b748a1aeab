#include "engine/command/test.h"

#include <algorithm>
#include <utility>

#include "engine/base/wildcard.h"
#include "engine/command/conceal.h"
#include "engine/command/scenarios.h"
#include "engine/command/vectors.h"
#include "engine/input/fixture_guess.h"
#include "engine/input/from.h"
#include "engine/input/input_kind.h"
#include "engine/input/settings.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/report/check_json.h"
#include "engine/report/suite/reporter.h"

namespace remora::command {

using suite::CaseResult;

namespace {

TestedFile failed(const std::string& name, const Error& error, std::string id = {}) {
  TestedFile tested;
  tested.cases.push_back(suite::unreadable(name, std::move(id), error.diagnostics));
  return tested;
}

}  // namespace

std::optional<std::string> read_settings(TestOptions& options) {
  delivery::Assumptions trial;
  ScenarioOptions changes;
  changes.set = options.set;
  options.what_if = {};
  auto problem = apply_assumptions(options.assume, trial);
  return problem ? problem : read_what_if(changes, options.what_if);
}

std::function<bool(const std::string& name)> chosen_by(std::vector<std::string> patterns) {
  if (patterns.empty()) {
    return {};
  }
  return [patterns = std::move(patterns)](const std::string& name) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
      const bool glob = pattern.find_first_of("*?") != std::string::npos;
      return glob ? glob_ignoring_case("*" + pattern + "*", name)
                  : name.find(pattern) != std::string::npos;
    });
  };
}

ExitStatus status_of(const suite::Summary& summary) {
  if (summary.count(suite::State::Error) > 0) {
    return ExitStatus::BadInput;
  }
  if (summary.count(suite::State::Failed) > 0) {
    return ExitStatus::Failure;
  }
  return summary.count(suite::State::Undetermined) > 0 ? ExitStatus::Undetermined
                                                       : ExitStatus::Success;
}

TestedFile Tester::scenario(const std::string& name, const json::DocumentPtr& json, bool named) {
  const json::Value root = json->root();
  const bool certain = root.find("remora").has_value() ||
                       input::guess_fixture(name, "") == input::FixtureGuess::Scenario;
  if (!certain && !named) {
    return {};
  }
  if (const input::InputKind kind = input::detect(root); kind != input::InputKind::Scenario) {
    return failed(
        name,
        Error::at(root.place(),
                  "this is " + std::string(describe(kind)) + ", not a fixture",
                  "a fixture is a scenario with what is expected of it, see fixtures/README.md"));
  }
  // What the inputs describe can be set only once it is there.
  const auto changed =
      input::takes_from_inputs(root) ? json : input::with_settings(json, options_.what_if);
  auto family = changed ? input::Family::read(*changed, files_)
                        : Result<input::Family>(fail(changed.error()));
  if (!family) {
    return failed(name, family.error());
  }
  if (family->abstract()) {
    return {};
  }
  if (family->size() > 1) {
    TestedFile tested;
    tested.matrix = std::make_shared<const input::Family>(*std::move(family));
    tested.composed = true;
    return tested;
  }
  TestedFile tested = member(name, *family, 0);
  tested.composed = family->composed();
  return tested;
}

TestedFile Tester::member(const std::string& name, const input::Family& family, std::size_t index) {
  auto loaded = input::load_member(family, index, options_.what_if, files_, &cache_);
  if (!loaded) {
    const std::string label = family.label(index);
    return failed(name, loaded.error(), label.empty() ? "" : "[" + label + "]");
  }
  suite::ScenarioCase one{name, loaded->label, loaded->scenario, loaded->scenario->assumptions};
  apply_assumptions(options_.assume, one.assumptions);
  return run(one);
}

TestedFile Tester::run(const suite::ScenarioCase& one) const {
  TestedFile tested;
  tested.warnings = one.scenario->warnings;
  suite::JsonWriter writer;
  writer.delivery = [&](const fixture::DeliveryReport& report) {
    return report::delivery_json(one.file, report, one.assumptions);
  };
  writer.request = [&](const fixture::RequestReport& report) {
    return report::request_json(one.file, report);
  };
  if (options_.coverage) {
    tested.coverage.add(one.scenario->world);
  }
  tested.cases = suite::run_scenario(one,
                                     options_.run,
                                     options_.coverage ? &tested.coverage : nullptr,
                                     options_.json ? &writer : nullptr);
  for (CaseResult& result : tested.cases) {
    conceal(result, one.scenario->secrets);
  }
  if (options_.mutate) {
    tested.scenarios.push_back(one);
  }
  return tested;
}

std::optional<CaseResult> Tester::chosen(const std::string& name,
                                         const Result<fixture::Vector>& vector,
                                         const json::Value& value) const {
  CaseResult result =
      vector ? suite::run_vector(name, *vector, options_.run)
             : suite::unreadable(name, input::id_of(value), vector.error().diagnostics);
  const bool selected = !options_.run.selects || result.state == suite::State::Error ||
                        options_.run.selects(result.name());
  return selected ? std::optional(std::move(result)) : std::nullopt;
}

TestedFile Tester::vectors(const std::string& name, const json::DocumentPtr& json) const {
  if (!options_.what_if.settings.empty()) {
    if (json->yaml()) {
      return failed(name,
                    Error::at(json->root().place(),
                              "--set reaches no vectors in YAML",
                              "write them as JSON, or leave the file out with --exclude"));
    }
    TestedFile tested;
    const Diagnostics frame = for_each_element(json->source(), [&](const SourcePtr& element) {
      if (auto result = vector(name, element)) {
        tested.cases.push_back(*std::move(result));
      }
    });
    return frame.empty() ? std::move(tested) : failed(name, {frame});
  }
  const auto vectors = input::read_vectors(json);
  if (!vectors) {
    return failed(name, vectors.error());
  }
  TestedFile tested;
  for (const auto& vector : *vectors) {
    if (auto result = chosen(name, vector, json->root())) {
      tested.cases.push_back(*std::move(result));
    }
  }
  return tested;
}

std::optional<CaseResult> Tester::vector(const std::string& name, const SourcePtr& element) const {
  const auto as_it_is = json::read_json(element);
  const auto json = as_it_is ? input::with_settings(*as_it_is, options_.what_if) : as_it_is;
  if (!json) {
    const std::string id = as_it_is ? input::id_of((*as_it_is)->root()) : std::string();
    return suite::unreadable(name, id, json.error().diagnostics);
  }
  const json::Value root = (*json)->root();
  return chosen(name, input::read_vector(*json, root), root);
}

Output test(const std::vector<std::string>& inputs,
            TestOptions options,
            std::string_view format,
            const report::TextOptions& text,
            FileReader& files) {
  if (auto problem = read_settings(options)) {
    return Output::wrong_usage(*std::move(problem));
  }
  Output output;
  Tester tester(options, files);
  const auto reporter = report::make_suite_reporter(format, text);
  suite::Summary summary;
  suite::Coverage coverage;
  suite::Mutation mutation;
  NameDoubts name_doubts;
  output.text = reporter->begin();
  const auto take = [&](const TestedFile& tested) {
    output.remark(tested.warnings);
    for (const CaseResult& result : tested.cases) {
      output.remark(name_doubts.about(result.unknown_names));
      summary.add(result.state);
      output.text += reporter->add(result);
    }
    coverage.merge(tested.coverage);
    for (const suite::ScenarioCase& scenario : tested.scenarios) {
      mutation.add(scenario, options.run);
    }
  };
  for (const std::string& input : inputs) {
    ++summary.files;
    const auto path = input::find_scenario(input, files);
    const auto source = path ? files.read(*path) : fail(path.error());
    const auto json = source ? json::read(*source) : fail(source.error());
    if (!json) {
      take(failed(input, json.error()));
      continue;
    }
    const std::string& name = (*source)->name();
    if (input::detect((*json)->root()) == input::InputKind::Vectors) {
      take(tester.vectors(name, *json));
      continue;
    }
    const TestedFile tested = tester.scenario(name, *json, true);
    take(tested);
    for (std::size_t i = 0; tested.matrix && i < tested.matrix->size(); ++i) {
      take(tester.member(name, *tested.matrix, i));
    }
  }
  std::vector<suite::MutantResult> mutants;
  mutation.prepare();
  for (std::size_t i = 0; i < mutation.size(); ++i) {
    mutants.push_back(mutation.run(i));
  }
  if (options.set.empty() && options.assume.empty()) {
    output.remark(mutation.idle_acceptances(mutants));
  }
  output.text += reporter->finish(
      {summary, options.coverage ? &coverage : nullptr, options.mutate ? &mutants : nullptr});
  output.status = status_of(summary);
  return output;
}

}  // namespace remora::command
