#include "cli/command/eval_stream.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/output_file.h"
#include "cli/parallel.h"
#include "cli/vector_stream.h"
#include "engine/input/simulation.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/report/eval_report.h"

namespace remora::cli {

namespace {

/// What came of one element of the stream.
struct Evaluated {
  std::string out;
  Diagnostics diagnostics;
  ExitStatus status = ExitStatus::Success;
  std::size_t vectors = 1;
  std::size_t disagreements = 0;
  std::set<std::size_t> used;  // of the changes to be tried
};

struct Counts {
  std::size_t vectors = 0;
  std::size_t disagreements = 0;
  std::size_t errors = 0;
};

/// One vector, or those that an input of `aws iam simulate-custom-policy` stands for, with the
/// changes that are to be tried. Adds the changes that were made to `used`.
Result<std::vector<fixture::Vector>> read_element(const json::DocumentPtr& as_it_is,
                                                  const input::WhatIf& what_if,
                                                  std::set<std::size_t>& used) {
  const auto json = input::with_settings(as_it_is, what_if);
  if (!json) {
    return fail(json.error());
  }
  std::vector<fixture::Vector> found;
  if (input::is_simulation((*json)->root())) {
    auto read = input::read_simulation(*json);
    if (!read) {
      return read;
    }
    found = *std::move(read);
  } else {
    auto vector = input::read_vector(*json, (*json)->root());
    if (!vector) {
      return fail(vector.error());
    }
    found.push_back(*std::move(vector));
  }
  for (fixture::Vector& vector : found) {
    used.merge(input::change(vector, what_if));
  }
  return found;
}

Evaluated evaluate_one(const SourcePtr& source,
                       const CommonOptions& options,
                       const input::WhatIf& what_if) {
  Evaluated result;
  const bool json_lines = options.format == "json";
  auto json = json::read_json(source);
  auto vectors = json ? read_element(*json, what_if, result.used)
                      : Result<std::vector<fixture::Vector>>(fail(json.error()));
  if (!vectors) {
    result.status = ExitStatus::BadInput;
    result.diagnostics = vectors.error().diagnostics;
    if (json_lines) {
      const std::string id = json ? input::id_of((*json)->root()) : std::string();
      result.out = report::eval_json_error(id, result.diagnostics);
    }
    return result;
  }
  result.vectors = vectors->size();
  for (const fixture::Vector& vector : *vectors) {
    const ExitStatus status = render(vector, options, result.out);
    result.disagreements += status == ExitStatus::Failure ? 1 : 0;
    result.status = worse(result.status, status);
  }
  return result;
}

/// Evaluates batches of elements on several threads and hands the results on in their order.
class Evaluation {
 public:
  Evaluation(const CommonOptions& options,
             const input::WhatIf& what_if,
             std::size_t jobs,
             OutputFile& out)
      : options_(options), what_if_(what_if), jobs_(jobs), out_(out) {}

  void run(std::istream& in, const std::string& name) {
    const VectorStream stream{in, name, {}};
    const Diagnostics frame = cut_vectors(
        stream,
        [&](const Elements& batch) { evaluate(stream, batch); },
        [this] { return stopped_; });
    if (!frame.empty()) {
      bad_input(frame);
    }
  }

  [[nodiscard]] bool stopped() const { return stopped_; }

  void cannot_write(const std::string& problem) {
    std::cerr << "remora: error: " << problem << "\n";
    status_ = worse(status_, ExitStatus::BadInput);
    stopped_ = true;
  }

  [[nodiscard]] ExitStatus status() const { return status_; }

  [[nodiscard]] const Counts& counts() const { return counts_; }

  /// Complains about a change that no vector had use for.
  void finish() {
    if (const auto all_used = input::check_used(what_if_, used_); !all_used) {
      bad_input(all_used.error().diagnostics);
    }
  }

  void bad_input(const Diagnostics& diagnostics) {
    print(diagnostics);
    status_ = worse(status_, ExitStatus::BadInput);
  }

 private:
  void evaluate(const VectorStream& stream, const Elements& batch) {
    std::vector<Evaluated> results(batch.size());
    parallel_for(batch.size(), jobs_, [&](std::size_t i) {
      results[i] = evaluate_one(source_of(stream, batch[i]), options_, what_if_);
    });
    std::string text;
    for (const Evaluated& result : results) {
      counts_.vectors += result.vectors;
      used_.insert(result.used.begin(), result.used.end());
      counts_.disagreements += result.disagreements;
      counts_.errors += result.status == ExitStatus::BadInput ? 1 : 0;
      status_ = worse(status_, result.status);
      text += result.out;
      print(result.diagnostics);
    }
    if (const std::string problem = out_.write(text); !problem.empty()) {
      cannot_write(problem);
    }
    stopped_ = stopped_ || Interrupt::caught();
  }

  const CommonOptions& options_;
  const input::WhatIf& what_if_;
  std::size_t jobs_;
  OutputFile& out_;
  bool stopped_ = false;  // interrupted, or nothing can be written any more
  ExitStatus status_ = ExitStatus::Success;
  Counts counts_;
  std::set<std::size_t> used_;  // of the changes to be tried
};

void evaluate_file(Evaluation& evaluation, const std::string& path) {
  if (path == "-") {
    evaluation.run(std::cin, "<stdin>");
    return;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file || file.peek() == std::ifstream::traits_type::eof()) {
    // The reader knows how to say why.
    DiskReader disk;
    const auto source = disk.read(path);
    evaluation.bad_input(source ? Error::at({*source, {}}, "the file is empty").diagnostics
                                : source.error().diagnostics);
    return;
  }
  evaluation.run(file, path);
}

}  // namespace

ExitStatus status_of(const fixture::Vector& vector, const Decision& decision) {
  if (vector.expect) {
    return *vector.expect == decision.verdict ? ExitStatus::Success : ExitStatus::Failure;
  }
  return decision.verdict == Verdict::Undetermined ? ExitStatus::Undetermined : ExitStatus::Success;
}

ExitStatus render(const fixture::Vector& vector, const CommonOptions& options, std::string& out) {
  const Decision decision = authorize(vector.request, vector.policies());
  const ExitStatus status = status_of(vector, decision);
  if (options.format == "json") {
    out += report::eval_json_line(vector, decision);
  } else if (!options.text.quiet || status == ExitStatus::Failure) {
    out += report::eval_text(vector, decision, options.text);
  }
  return status;
}

int run_stream(const CommandLine& line, const input::WhatIf& what_if) {
  const CommonOptions& options = line.common();
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  if (line.values().count("jobs") > 0) {
    jobs = std::max(1U, line.values()["jobs"].as<unsigned>());
  }
  OutputFile file(options.output);
  if (const std::string problem = file.open(); !problem.empty()) {
    return line.usage_error(problem);
  }
  // Results on standard output may end anywhere; a file appears whole or not at all.
  std::optional<Interrupt> interrupt;
  if (!file.is_standard_output()) {
    interrupt.emplace();
  }
  Evaluation evaluation(options, what_if, jobs, file);
  for (const std::string& path : options.inputs) {
    if (!evaluation.stopped()) {
      evaluate_file(evaluation, path);
    }
  }
  if (Interrupt::caught()) {
    file.discard();
    std::cerr << "remora eval: interrupted, " << file.path() << " is not written\n";
    Interrupt::end_by_signal();
  }
  if (!evaluation.stopped()) {
    evaluation.finish();
    if (const std::string problem = file.commit(); !problem.empty()) {
      evaluation.cannot_write(problem);
    }
  }
  const Counts& counts = evaluation.counts();
  if (options.format == "text") {
    std::cerr << counts.vectors << " vectors, " << counts.disagreements << " disagree, "
              << counts.errors << " unreadable\n";
  }
  return static_cast<int>(evaluation.status());
}

}  // namespace remora::cli
