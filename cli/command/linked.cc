#include "cli/command/linked.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_options.h"
#include "cli/progress.h"
#include "cli/share_link.h"
#include "engine/base/words.h"
#include "engine/command/test.h"
#include "engine/report/suite/reporter.h"

namespace remora::cli {

namespace {

using command::Output;

/// Runs a command on the world of the link. A link stands alone: with other inputs, it is wrong
/// usage.
template <class Run>
std::optional<int> on_link(const CommandLine& line, const Run& run) {
  const std::vector<std::string>& inputs = line.common().inputs;
  const auto link = std::find_if(inputs.begin(), inputs.end(), is_link);
  if (link == inputs.end()) {
    return std::nullopt;
  }
  if (inputs.size() > 1) {
    return line.usage_error("a link brings its files along, name it alone");
  }
  const auto world = read_link(*link, line.common().limits);
  if (!world) {
    Output output;
    output.bad_input(world.error().diagnostics);
    return line.finish(std::move(output));
  }
  return line.finish(with_progress(line.shows_progress(), [&] { return run(*world); }));
}

/// The outcomes that a link expects, by the ids of what they are of. Of one id that a matrix tries
/// several times they stand in the order in which it does.
class SharedOutcomes {
 public:
  explicit SharedOutcomes(const SharedWorld& world)
      : world_(world), used_(world.expectations.size(), false) {}

  /// The scenario with what the link expects of it.
  std::shared_ptr<const fixture::Scenario> put_into(const fixture::Scenario& scenario) {
    auto changed = std::make_shared<fixture::Scenario>(scenario);
    for (fixture::ScenarioDelivery& delivery : changed->deliveries) {
      const auto outcome = outcome_of<delivery::Outcome>(delivery.call.id,
                                                         {delivery::Outcome::Delivered,
                                                          delivery::Outcome::Refused,
                                                          delivery::Outcome::Undetermined});
      if (outcome && (!delivery.expect || delivery.expect->outcome != outcome)) {
        delivery.expect = fixture::Expectation();
        delivery.expect->outcome = outcome;
      }
    }
    for (fixture::ScenarioRequest& request : changed->requests) {
      const auto verdict = outcome_of<Verdict>(request.id,
                                               {Verdict::Allowed,
                                                Verdict::ImplicitlyDenied,
                                                Verdict::ExplicitlyDenied,
                                                Verdict::Undetermined});
      request.expect = verdict ? verdict : request.expect;
    }
    return changed;
  }

  /// What the link expects of something that its files do not try.
  [[nodiscard]] Diagnostics unused() const {
    Diagnostics problems;
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (const SharedExpectation& one = world_.expectations[i]; !used_[i]) {
        const Error error = Error::at({},
                                      "the link expects " + in_quotes(one.outcome) + " of " +
                                          in_quotes(one.id) + ", which its files do not try");
        problems.insert(problems.end(), error.diagnostics.begin(), error.diagnostics.end());
      }
    }
    return problems;
  }

 private:
  template <class Word>
  std::optional<Word> outcome_of(const std::string& id, std::initializer_list<Word> words) {
    for (std::size_t i = 0; i < used_.size(); ++i) {
      for (const Word word : words) {
        if (!used_[i] && world_.expectations[i].id == id &&
            world_.expectations[i].outcome == to_string(word)) {
          used_[i] = true;
          return word;
        }
      }
    }
    return std::nullopt;
  }

  const SharedWorld& world_;
  std::vector<bool> used_;
};

Output test_world(const CommandLine& line, const SharedWorld& world) {
  const command::TestOptions options = test_options(line);
  command::ScenarioOptions scenarios;
  scenarios.assume = options.assume;
  scenarios.set = options.set;
  scenarios.allow_empty = line.has("allow-empty");
  scenarios = world.with(std::move(scenarios));
  Output output;
  const command::LoadedInputs loaded = command::load_inputs(world.inputs, scenarios, *world.files);
  if (!loaded.usage.empty()) {
    return Output::wrong_usage(loaded.usage);
  }
  output.diagnostics = loaded.diagnostics;
  const command::Tester tester(options, *world.files);
  const auto reporter = report::make_suite_reporter(line.common().format, line.common().text);
  output.text = reporter->begin();
  suite::Summary summary;
  suite::Coverage coverage;
  SharedOutcomes outcomes(world);
  for (const command::LoadedInput& input : loaded.inputs) {
    ++summary.files;
    const auto scenario = outcomes.put_into(*input.loaded.scenario);
    suite::ScenarioCase one{input.file, input.loaded.label, scenario, scenario->assumptions};
    if (auto problem = command::apply_assumptions(scenarios.assume, one.assumptions)) {
      return Output::wrong_usage(*std::move(problem));
    }
    const command::TestedFile tested = tester.run(one);
    coverage.merge(tested.coverage);
    for (const suite::CaseResult& result : tested.cases) {
      summary.add(result.state);
      output.text += reporter->add(result);
    }
  }
  output.text += reporter->finish({summary, options.coverage ? &coverage : nullptr, nullptr});
  output.status = worse(loaded.status, command::status_of(summary));
  if (summary.total() == 0 && !line.has("allow-empty")) {
    output.message =
        "remora test: no case of that name in the link (--allow-empty lets that pass)\n";
    output.status = worse(output.status, ExitStatus::Failure);
  }
  if (const Diagnostics unused = outcomes.unused(); !unused.empty()) {
    output.bad_input(unused);
  }
  return output;
}

/// What `remora test` takes about files and folders; a link is one world that stands nowhere.
constexpr auto kOfFiles = std::to_array<const char*>(
    {"list", "exclude", "fail-fast", "watch", "update", "report", "threshold", "mutate"});

}  // namespace

std::optional<int> check_link(const CommandLine& line) {
  return on_link(line, [&](const SharedWorld& world) {
    command::CheckOptions options = check_options(line);
    options.scenarios = world.with(std::move(options.scenarios));
    options.as = options.as.empty() ? world.options.as : options.as;
    return command::check(world.inputs, std::move(options), *world.files);
  });
}

std::optional<int> test_link(const CommandLine& line) {
  return on_link(line, [&](const SharedWorld& world) {
    for (const char* option : kOfFiles) {
      if (line.has(option)) {
        return Output::wrong_usage("--" + std::string(option) +
                                   " is about files, a link has none on the disk");
      }
    }
    return test_world(line, world);
  });
}

}  // namespace remora::cli
