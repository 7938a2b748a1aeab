#include "cli/command/eval_stream.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/output_file.h"
#include "cli/parallel.h"
#include "cli/progress.h"
#include "cli/vector_stream.h"
#include "engine/report/alike.h"

namespace remora::cli {

namespace {

class Evaluation {
 public:
  Evaluation(const command::EvalOptions& options,
             const input::WhatIf& what_if,
             std::size_t jobs,
             const LimitsPtr& limits,
             Progress& progress,
             OutputFile& out)
      : options_(options),
        what_if_(what_if),
        jobs_(jobs),
        limits_(limits),
        progress_(progress),
        out_(out) {}

  void run(const std::string& path) {
    if (path == "-") {
      invite_input();
      run(std::cin, "<stdin>");
      return;
    }
    std::ifstream file(path, std::ios::binary);
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
      // The reader knows how to say why.
      DiskReader disk({}, limits_);
      const auto source = disk.read(path);
      bad_input(source ? Error::at({*source, {}}, "the file is empty").diagnostics
                       : source.error().diagnostics);
      return;
    }
    run(file, path);
  }

  [[nodiscard]] bool stopped() const { return stopped_; }

  void cannot_write(const std::string& problem) {
    say("remora: error: " + problem);
    summary_.status = worse(summary_.status, ExitStatus::BadInput);
    stopped_ = true;
  }

  [[nodiscard]] const command::EvalSummary& summary() const { return summary_; }

  /// Complains about a change that no vector had use for.
  void finish() {
    if (const auto all_used = input::check_used(what_if_, summary_.used); !all_used) {
      bad_input(all_used.error().diagnostics);
    }
  }

 private:
  void run(std::istream& in, const std::string& name) {
    const VectorStream stream{in, name, {}, limits_};
    const Diagnostics frame = cut_vectors(
        stream,
        [&](const Elements& batch) { evaluate(stream, batch); },
        [this] { return stopped_; });
    if (!frame.empty()) {
      bad_input(frame);
    }
  }

  void bad_input(const Diagnostics& diagnostics) {
    print(diagnostics);
    summary_.status = worse(summary_.status, ExitStatus::BadInput);
  }

  void evaluate(const VectorStream& stream, const Elements& batch) {
    std::vector<command::Evaluated> results(batch.size());
    parallel_for(batch.size(), jobs_, [&](std::size_t i) {
      results[i] = command::evaluate(source_of(stream, batch[i]), what_if_, options_);
    });
    std::string text;
    for (const command::Evaluated& result : results) {
      summary_.add(result);
      text += result.text;
      print(result.diagnostics);
      print(name_doubts_.about(result.unknown_names));
    }
    if (const std::string problem =
            out_.write(shown(text, {options_.format, false, !out_.is_standard_output()}));
        !problem.empty()) {
      cannot_write(problem);
    }
    progress_.show(report::counted(summary_.vectors) + " vectors");
    stopped_ = stopped_ || Interrupt::caught();
  }

  const command::EvalOptions& options_;
  const input::WhatIf& what_if_;
  std::size_t jobs_;
  const LimitsPtr& limits_;
  Progress& progress_;
  OutputFile& out_;
  bool stopped_ = false;  // interrupted, or nothing can be written any more
  command::EvalSummary summary_;
  NameDoubts name_doubts_;
};

}  // namespace

int eval_streams(const CommandLine& line,
                 const command::ScenarioOptions& changes,
                 const command::EvalOptions& options) {
  input::WhatIf what_if;
  if (const auto problem = command::read_what_if(changes, what_if)) {
    return line.usage_error(*problem);
  }
  const std::size_t jobs = jobs_of(line);
  OutputFile file(line.common().output);
  if (const std::string problem = file.open(); !problem.empty()) {
    return line.usage_error(problem);
  }
  // Results on standard output may end anywhere; a file appears whole or not at all.
  std::optional<Interrupt> interrupt;
  if (!file.is_standard_output()) {
    interrupt.emplace();
  }
  std::optional<Progress> progress(std::in_place, line.shows_progress());
  progress->show("0 vectors");
  Evaluation evaluation(options, what_if, jobs, line.common().limits, *progress, file);
  for (const std::string& path : line.common().inputs) {
    if (!evaluation.stopped()) {
      evaluation.run(path);
    }
  }
  progress.reset();
  if (Interrupt::caught()) {
    file.discard();
    say("remora eval: interrupted, " + file.path() + " is not written");
    Interrupt::end_by_signal();
  }
  if (!evaluation.stopped()) {
    evaluation.finish();
    if (const std::string problem = file.commit(); !problem.empty()) {
      evaluation.cannot_write(problem);
    }
  }
  if (options.format == "text") {
    std::cerr << to_string(evaluation.summary());
  }
  return static_cast<int>(evaluation.summary().status);
}

}  // namespace remora::cli
