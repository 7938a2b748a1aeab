#include "cli/suite_runner.h"

#include <iostream>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/diagnostics.h"
#include "cli/interrupt.h"
#include "cli/open_fixture.h"
#include "cli/parallel.h"
#include "cli/vector_stream.h"
#include "engine/input/family.h"
#include "engine/input/input_kind.h"
#include "engine/input/scenario_reader.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/report/check_json.h"

namespace remora::cli {

namespace {

using suite::CaseResult;
using suite::ScenarioCase;

constexpr std::size_t kBatch = 512;

/// What came of one file, or of one scenario of a matrix.
struct Unit {
  std::vector<CaseResult> cases;
  Diagnostics warnings;
  suite::Coverage coverage;
  std::vector<ScenarioCase> scenarios;          // kept for mutation
  std::shared_ptr<const input::Family> matrix;  // its scenarios are still to be run
  std::shared_ptr<std::istream> vectors;        // are still to be read
  std::string vectors_begin;                    // what was read of them already
  bool composed = false;
};

class Runner {
 public:
  Runner(const SuiteSettings& settings, const TakeResult& take, const ShowProgress& show)
      : settings_(settings), take_(take), show_(show), files_(settings.record_files) {}

  SuiteRun run() {
    const FixtureFiles found = find_fixture_files(settings_.paths, settings_.excluded);
    for (const SearchProblem& problem : found.problems) {
      if (problem.remark.severity == Severity::Error) {
        emit(suite::unreadable(problem.path, "", {problem.remark}));
      } else {
        print({problem.remark});
      }
    }
    for (std::size_t begin = 0; begin < found.files.size() && !stopped(); begin += kBatch) {
      const std::size_t size = std::min(kBatch, found.files.size() - begin);
      std::vector<Unit> units(size);
      parallel_for(size, settings_.jobs, [&](std::size_t i) {
        if (!stopped()) {
          units[i] = run_file(found.files[begin + i]);
        }
      });
      for (std::size_t i = 0; i < size && !stopped(); ++i) {
        finish(found.files[begin + i], units[i]);
        show_(begin + i + 1, found.files.size());
      }
    }
    if (settings_.mutate && !stopped()) {
      mutate();
    }
    run_.stopped = stopped();
    run_.files_read = files_.take();
    return std::move(run_);
  }

 private:
  [[nodiscard]] bool stopped() const { return !going_ || Interrupt::caught(); }

  void emit(const CaseResult& result) {
    if (stopped()) {
      return;
    }
    if (result.file != last_file_ || run_.summary.files == 0) {
      ++run_.summary.files;
      last_file_ = result.file;
    }
    run_.summary.add(result.state);
    going_ = take_(result);
  }

  void absorb(const Unit& unit) {
    if (!settings_.quiet) {
      for (const Diagnostic& warning : unit.warnings) {
        if (warned_.insert(to_string(warning)).second) {
          print({warning});
        }
      }
    }
    for (const CaseResult& result : unit.cases) {
      emit(result);
    }
    if (settings_.coverage) {
      run_.coverage.merge(unit.coverage);
    }
    for (const ScenarioCase& scenario : unit.scenarios) {
      mutation_.add(scenario, settings_.run);
    }
  }

  void finish(const FixtureFile& file, const Unit& unit) {
    if (unit.composed) {
      run_.composed.insert(file.path);
    }
    if (unit.vectors) {
      run_vectors(file.path, *unit.vectors, unit.vectors_begin);
    } else if (unit.matrix) {
      run_matrix(file.path, *unit.matrix);
    } else {
      absorb(unit);
    }
  }

  static Unit failed(const std::string& path, const Error& error) {
    Unit unit;
    unit.cases.push_back(suite::unreadable(path, "", error.diagnostics));
    return unit;
  }

  Unit run_file(const FixtureFile& file) {
    OpenedFixture opened = open_fixture(file, files_);
    Unit unit;
    if (opened.vectors) {
      unit.vectors = std::move(opened.vectors);
      unit.vectors_begin = std::move(opened.begin);
      return unit;
    }
    if (!opened.problems.empty()) {
      return failed(opened.name, {std::move(opened.problems)});
    }
    if (!opened.json) {
      return unit;
    }
    return opened.guess == FixtureGuess::Vectors ? run_vector_document(opened.name, opened.json)
                                                 : run_document(file, opened.name, opened.json);
  }

  Unit run_document(const FixtureFile& file,
                    const std::string& name,
                    const json::DocumentPtr& json) {
    const json::Value root = json->root();
    const input::InputKind kind = input::detect(root);
    const bool certain =
        root.find("remora").has_value() || guess_fixture(file.path, "") == FixtureGuess::Scenario;
    if (!certain && !file.named) {
      return {};
    }
    if (kind != input::InputKind::Scenario) {
      return failed(
          name,
          Error::at(root.place(),
                    "this is " + std::string(describe(kind)) + ", not a fixture",
                    "a fixture is a scenario with what is expected of it, see fixtures/README.md"));
    }
    auto family = input::Family::read(json, files_);
    if (!family) {
      return failed(name, family.error());
    }
    if (family->abstract()) {
      return {};
    }
    if (family->size() > 1) {
      Unit unit;
      unit.matrix = std::make_shared<const input::Family>(*std::move(family));
      unit.composed = true;
      return unit;
    }
    Unit unit = run_member(name, *family, 0);
    unit.composed = family->composed();
    return unit;
  }

  Unit run_member(const std::string& name, const input::Family& family, std::size_t index) {
    ScenarioCase one;
    one.file = name;
    one.label = family.label(index);
    const std::string id = one.label.empty() ? "" : "[" + one.label + "]";
    auto member = family.member(index);
    auto scenario = member ? input::read_scenario(member->json, files_, &cache_)
                           : Result<fixture::Scenario>(fail(member.error()));
    if (!scenario) {
      Unit unit;
      unit.cases.push_back(suite::unreadable(name, id, scenario.error().diagnostics));
      return unit;
    }
    Unit unit;
    unit.warnings = std::move(member->warnings);
    unit.warnings.insert(unit.warnings.end(), scenario->warnings.begin(), scenario->warnings.end());
    one.scenario = std::make_shared<const fixture::Scenario>(*std::move(scenario));
    one.assumptions = one.scenario->assumptions;
    for (const std::string& setting : settings_.assume) {
      const std::size_t equals = setting.find('=');
      (void)one.assumptions.set(setting.substr(0, equals), setting.substr(equals + 1));
    }
    run_scenario(one, unit);
    return unit;
  }

  void run_scenario(const ScenarioCase& one, Unit& unit) const {
    suite::JsonWriter writer;
    writer.delivery = [&](const fixture::DeliveryReport& report) {
      return report::delivery_json(one.file, report, one.assumptions);
    };
    writer.request = [&](const fixture::RequestReport& report) {
      return report::request_json(one.file, report);
    };
    if (settings_.coverage) {
      unit.coverage.add(one.scenario->world);
    }
    unit.cases = suite::run_scenario(one,
                                     settings_.run,
                                     settings_.coverage ? &unit.coverage : nullptr,
                                     settings_.json ? &writer : nullptr);
    if (settings_.mutate) {
      unit.scenarios.push_back(one);
    }
  }

  void run_matrix(const std::string& name, const input::Family& family) {
    for (std::size_t begin = 0; begin < family.size() && !stopped(); begin += kBatch) {
      std::vector<Unit> units(std::min(kBatch, family.size() - begin));
      parallel_for(units.size(), settings_.jobs, [&](std::size_t i) {
        if (!stopped()) {
          units[i] = run_member(name, family, begin + i);
        }
      });
      for (const Unit& unit : units) {
        absorb(unit);
      }
    }
  }

  CaseResult run_vector(const std::string& name,
                        const Result<fixture::Vector>& vector,
                        const json::Value& value) const {
    return vector ? suite::run_vector(name, *vector, settings_.run)
                  : suite::unreadable(name, input::id_of(value), vector.error().diagnostics);
  }

  [[nodiscard]] bool selected(const CaseResult& result) const {
    return !settings_.run.selects || result.state == suite::State::Error ||
           settings_.run.selects(result.name());
  }

  /// Vectors in YAML, which cannot be cut without being read.
  Unit run_vector_document(const std::string& name, const json::DocumentPtr& json) const {
    auto vectors = input::read_vectors(json);
    if (!vectors) {
      return failed(name, vectors.error());
    }
    Unit unit;
    for (const auto& vector : *vectors) {
      CaseResult result = run_vector(name, vector, json->root());
      if (selected(result)) {
        unit.cases.push_back(std::move(result));
      }
    }
    return unit;
  }

  void run_vectors(const std::string& path, std::istream& in, const std::string& begin) {
    const VectorStream stream{in, path == "-" ? "<stdin>" : path, begin};
    const Diagnostics frame = cut_vectors(
        stream,
        [&](const Elements& batch) { run_batch(stream, batch); },
        [this] { return stopped(); });
    if (!frame.empty()) {
      emit(suite::unreadable(stream.name, "", frame));
    }
  }

  void run_batch(const VectorStream& stream, const Elements& batch) {
    std::vector<CaseResult> results(batch.size());
    parallel_for(batch.size(), settings_.jobs, [&](std::size_t i) {
      auto json = json::read_json(source_of(stream, batch[i]));
      if (!json) {
        results[i] = suite::unreadable(stream.name, "", json.error().diagnostics);
        return;
      }
      const json::Value root = (*json)->root();
      results[i] = run_vector(stream.name, input::read_vector(*json, root), root);
    });
    for (const CaseResult& result : results) {
      if (selected(result)) {
        emit(result);
      }
    }
  }

  void mutate() {
    mutation_.prepare();
    for (std::size_t begin = 0; begin < mutation_.size() && !stopped(); begin += kBatch) {
      std::vector<suite::MutantResult> results(std::min(kBatch, mutation_.size() - begin));
      parallel_for(results.size(), settings_.jobs, [&](std::size_t i) {
        if (!stopped()) {
          results[i] = mutation_.run(begin + i);
        }
      });
      std::move(results.begin(), results.end(), std::back_inserter(run_.mutants));
      show_(begin + results.size(), mutation_.size());
    }
  }

  const SuiteSettings& settings_;
  const TakeResult& take_;
  const ShowProgress& show_;
  RecordingReader files_;
  input::PolicyCache cache_;
  suite::Mutation mutation_;
  SuiteRun run_;
  std::set<std::string> warned_;
  std::string last_file_;
  std::atomic<bool> going_ = true;
};

}  // namespace

SuiteRun run_suite(const SuiteSettings& settings,
                   const TakeResult& take,
                   const ShowProgress& show) {
  return Runner(settings, take, show).run();
}

}  // namespace remora::cli
