#include "cli/suite_runner.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/diagnostics.h"
#include "cli/interrupt.h"
#include "cli/open_fixture.h"
#include "cli/parallel.h"
#include "cli/vector_stream.h"

namespace remora::cli {

namespace {

using suite::CaseResult;

constexpr std::size_t kBatch = 512;

/// What came of one file, as far as it was run at once.
struct Unit {
  command::TestedFile tested;
  std::shared_ptr<std::istream> vectors;  // are still to be read
  std::string vectors_begin;              // what was read of them already
};

class Runner {
 public:
  Runner(const SuiteSettings& settings, const TakeResult& take, const ShowProgress& show)
      : settings_(settings),
        take_(take),
        show_(show),
        files_(settings.record_files, settings.root, settings.limits),
        tester_(settings.test, files_) {}

  SuiteRun run() {
    const FixtureFiles found =
        find_fixture_files(settings_.paths, settings_.excluded, settings_.root);
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
    if (settings_.test.mutate && !stopped()) {
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
    warn(name_doubts_.about(result.unknown_names));
    going_ = take_(result);
  }

  void warn(const Diagnostics& warnings) {
    for (const Diagnostic& warning : warnings) {
      if (!settings_.quiet && warned_.insert(to_string(warning)).second) {
        print({warning});
      }
    }
  }

  void absorb(const command::TestedFile& tested) {
    warn(tested.warnings);
    for (const CaseResult& result : tested.cases) {
      emit(result);
    }
    if (settings_.test.coverage) {
      run_.coverage.merge(tested.coverage);
    }
    for (const suite::ScenarioCase& scenario : tested.scenarios) {
      mutation_.add(scenario, settings_.test.run);
    }
  }

  void finish(const FixtureFile& file, const Unit& unit) {
    if (unit.tested.composed) {
      run_.composed.insert(file.path);
    }
    if (unit.vectors) {
      run_vectors({*unit.vectors,
                   file.path == "-" ? "<stdin>" : file.path,
                   unit.vectors_begin,
                   settings_.limits});
    } else if (unit.tested.matrix) {
      run_matrix(file.path, *unit.tested.matrix);
    } else {
      absorb(unit.tested);
    }
  }

  Unit run_file(const FixtureFile& file) {
    OpenedFixture opened = open_fixture(file, files_, settings_.limits);
    Unit unit;
    if (opened.vectors) {
      unit.vectors = std::move(opened.vectors);
      unit.vectors_begin = std::move(opened.begin);
    } else if (!opened.problems.empty()) {
      unit.tested.cases.push_back(suite::unreadable(opened.name, "", opened.problems));
    } else if (opened.json) {
      unit.tested = opened.guess == input::FixtureGuess::Vectors
                        ? tester_.vectors(opened.name, opened.json)
                        : tester_.scenario(opened.name, opened.json, file.named);
    }
    return unit;
  }

  void run_matrix(const std::string& name, const input::Family& family) {
    for (std::size_t begin = 0; begin < family.size() && !stopped(); begin += kBatch) {
      std::vector<command::TestedFile> tested(std::min(kBatch, family.size() - begin));
      parallel_for(tested.size(), settings_.jobs, [&](std::size_t i) {
        if (!stopped()) {
          tested[i] = tester_.member(name, family, begin + i);
        }
      });
      for (const command::TestedFile& one : tested) {
        absorb(one);
      }
    }
  }

  void run_vectors(const VectorStream& stream) {
    const Diagnostics frame = cut_vectors(
        stream,
        [&](const Elements& batch) { run_batch(stream, batch); },
        [this] { return stopped(); });
    if (!frame.empty()) {
      emit(suite::unreadable(stream.name, "", frame));
    }
  }

  void run_batch(const VectorStream& stream, const Elements& batch) {
    std::vector<std::optional<CaseResult>> results(batch.size());
    parallel_for(batch.size(), settings_.jobs, [&](std::size_t i) {
      results[i] = tester_.vector(stream.name, source_of(stream, batch[i]));
    });
    for (const auto& result : results) {
      if (result) {
        emit(*result);
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
    // What was not run to its end, or with other values, says nothing of an acceptance.
    if (!stopped() && settings_.test.set.empty() && settings_.test.assume.empty()) {
      run_.warnings = mutation_.idle_acceptances(run_.mutants);
    }
  }

  const SuiteSettings& settings_;
  const TakeResult& take_;
  const ShowProgress& show_;
  RecordingReader files_;
  command::Tester tester_;
  suite::Mutation mutation_;
  SuiteRun run_;
  std::set<std::string> warned_;
  NameDoubts name_doubts_;
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
