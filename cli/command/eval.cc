#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <thread>
#include <utility>

#include "cli/command/command.h"
#include "cli/command/eval_request.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/run_scenario.h"
#include "engine/authorize/authorize.h"
#include "engine/input/element_splitter.h"
#include "engine/input/simulation.h"
#include "engine/input/vector.h"
#include "engine/json/read.h"
#include "engine/report/eval_report.h"
#include "engine/report/simulation_json.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kEpilogue =
    "FILE holds vectors: {\"format\": 1, \"vectors\": [...]}, a bare array, or one vector a line\n"
    "(NDJSON); `-` is standard input. Any number of vectors takes the same memory. A vector that\n"
    "cannot be read is reported, and the run goes on. FILE may also be the input of\n"
    "`aws iam simulate-custom-policy`; -f aws answers in that command's shape.\n"
    "Instead of a file, the options above describe a single request.\n"
    "\n"
    "Exit status: 0 every vector with `expect` agrees, 1 one disagrees, 2 wrong usage or a vector\n"
    "that cannot be read, 3 a decision without `expect` is undetermined.\n"
    "\n"
    "Examples:\n"
    "  remora eval fixtures/iam/kms.json\n"
    "  generate | remora eval -f json - | jq -r 'select(.agrees == false).id'\n"
    "  remora eval --principal config.amazonaws.com --action s3:PutObject \\\n"
    "      --resource arn:aws:s3:::logs/AWSLogs/x --resource-policy bucket-policy.json\n";

ExitStatus status_of(const input::Vector& vector, const Decision& decision) {
  if (vector.expect) {
    return *vector.expect == decision.verdict ? ExitStatus::Success : ExitStatus::Failure;
  }
  return decision.verdict == Verdict::Undetermined ? ExitStatus::Undetermined : ExitStatus::Success;
}

/// The status of answers in AWS's shape, which has no word for a decision that nobody can make.
ExitStatus status_of(std::span<const input::Vector> vectors) {
  ExitStatus status = ExitStatus::Success;
  for (const input::Vector& vector : vectors) {
    const Decision decision = authorize(vector.request, vector.policies());
    status = worse(status, status_of(vector, decision));
    if (decision.verdict == Verdict::Undetermined) {
      std::cerr << "remora: warning: " << vector.id
                << ": undetermined, AWS's shape can only say implicitDeny\n";
    }
  }
  return status;
}

/// The result of one vector for the chosen format, and the status it ends with.
ExitStatus render(const input::Vector& vector, const CommonOptions& options, std::string& out) {
  const Decision decision = authorize(vector.request, vector.policies());
  const ExitStatus status = status_of(vector, decision);
  if (options.format == "json") {
    out += report::eval_json_line(vector, decision);
  } else if (!options.text.quiet || status == ExitStatus::Failure) {
    out += report::eval_text(vector, decision, options.text);
  }
  return status;
}

/// What came of one element of the stream.
struct Evaluated {
  std::string out;
  Diagnostics diagnostics;
  ExitStatus status = ExitStatus::Success;
  std::size_t vectors = 1;
  std::size_t disagreements = 0;
};

struct Counts {
  std::size_t vectors = 0;
  std::size_t disagreements = 0;
  std::size_t errors = 0;
};

/// One vector, or those that an input of `aws iam simulate-custom-policy` stands for, with the
/// changes that are to be tried.
Result<std::vector<input::Vector>> read_element(const json::DocumentPtr& as_it_is,
                                                const input::WhatIf& what_if) {
  const auto json = input::with_settings(as_it_is, what_if);
  if (!json) {
    return fail(json.error());
  }
  std::vector<input::Vector> found;
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
  for (input::Vector& vector : found) {
    input::change(vector, what_if);
  }
  return found;
}

Evaluated evaluate_one(const input::ElementSplitter::Element& element,
                       const std::string& name,
                       const CommonOptions& options,
                       const input::WhatIf& what_if) {
  Evaluated result;
  const bool json_lines = options.format == "json";
  const auto source = std::make_shared<const SourceText>(name, element.text, element.start);
  auto json = json::read_json(source);
  auto vectors =
      json ? read_element(*json, what_if) : Result<std::vector<input::Vector>>(fail(json.error()));
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
  for (const input::Vector& vector : *vectors) {
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
             std::ostream& out)
      : options_(options), what_if_(what_if), jobs_(jobs), out_(out) {}

  void run(std::istream& in, const std::string& name) {
    input::ElementSplitter splitter;
    std::string chunk(kChunk, '\0');
    bool more = true;
    while (more) {
      in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
      const auto size = static_cast<std::size_t>(in.gcount());
      splitter.feed(std::string_view(chunk).substr(0, size));
      more = size > 0;
      if (!more) {
        splitter.finish();
      }
      while (auto element = splitter.next()) {
        batch_.push_back(*std::move(element));
        if (batch_.size() == kBatch) {
          flush(name);
        }
      }
    }
    flush(name);
    check_frame(splitter, name);
  }

  [[nodiscard]] ExitStatus status() const { return status_; }

  [[nodiscard]] const Counts& counts() const { return counts_; }

  void bad_input(const Diagnostics& diagnostics) {
    print(diagnostics);
    status_ = worse(status_, ExitStatus::BadInput);
  }

 private:
  static constexpr std::size_t kChunk = 1U << 16U;
  static constexpr std::size_t kBatch = 1024;

  void flush(const std::string& name) {
    std::vector<Evaluated> results(batch_.size());
    const auto work = [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        results[i] = evaluate_one(batch_[i], name, options_, what_if_);
      }
    };
    const std::size_t share = (batch_.size() + jobs_ - 1) / jobs_;
    std::vector<std::jthread> threads;
    for (std::size_t begin = share; begin < batch_.size(); begin += share) {
      threads.emplace_back(work, begin, std::min(begin + share, batch_.size()));
    }
    work(0, std::min(share, batch_.size()));
    threads.clear();
    for (const Evaluated& result : results) {
      counts_.vectors += result.vectors;
      counts_.disagreements += result.disagreements;
      counts_.errors += result.status == ExitStatus::BadInput ? 1 : 0;
      status_ = worse(status_, result.status);
      out_ << result.out;
      print(result.diagnostics);
    }
    batch_.clear();
  }

  /// The object around the vectors must be one of the format.
  void check_frame(const input::ElementSplitter& splitter, const std::string& name) {
    if (!splitter.frame()) {
      return;
    }
    const auto source =
        std::make_shared<const SourceText>(name, splitter.frame()->text, splitter.frame()->start);
    auto json = json::read_json(source);
    if (!json) {
      bad_input(json.error().diagnostics);
    } else if (auto vectors = input::read_vectors(*json); !vectors) {
      bad_input(vectors.error().diagnostics);
    }
  }

  const CommonOptions& options_;
  const input::WhatIf& what_if_;
  std::size_t jobs_;
  std::ostream& out_;
  std::vector<input::ElementSplitter::Element> batch_;
  ExitStatus status_ = ExitStatus::Success;
  Counts counts_;
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
    evaluation.bad_input(source ? Error::at(*source, {}, "the file is empty").diagnostics
                                : source.error().diagnostics);
    return;
  }
  evaluation.run(file, path);
}

/// The one request that the options describe.
int run_single_request(const CommandLine& line, input::WhatIf what_if) {
  const CommonOptions& options = line.common();
  auto vector = read_request_options(line);
  if (!vector) {
    print(vector.error().diagnostics);
    return static_cast<int>(ExitStatus::BadInput);
  }
  print(vector->warnings);
  what_if.context.clear();  // the request has been described with it
  input::change(*vector, what_if);
  std::string out;
  ExitStatus status = ExitStatus::Success;
  if (options.format == "aws") {
    out = report::simulation_json(std::span(&*vector, 1));
    status = status_of(std::span(&*vector, 1));
  } else {
    status = render(*vector, options, out);
  }
  return static_cast<int>(write_output(options, out) ? status : ExitStatus::BadInput);
}

/// The input of `aws iam simulate-custom-policy`, or vectors whose answers are wanted in that
/// command's shape.
Result<std::vector<input::Vector>> read_whole(const std::string& path) {
  DiskReader files;
  auto source = files.read(path);
  auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
  if (!json) {
    return fail(json.error());
  }
  if (input::is_simulation((*json)->root())) {
    return input::read_simulation(*json);
  }
  auto vectors = input::read_vectors(*json);
  if (!vectors) {
    return fail(vectors.error());
  }
  std::vector<input::Vector> found;
  for (auto& vector : *vectors) {
    if (!vector) {
      return fail(vector.error());
    }
    found.push_back(*std::move(vector));
  }
  return found;
}

int run_in_shape_of_aws(const CommonOptions& options, const input::WhatIf& what_if) {
  std::vector<input::Vector> vectors;
  for (const std::string& path : options.inputs) {
    auto read = read_whole(path);
    if (!read) {
      print(read.error().diagnostics);
      return static_cast<int>(ExitStatus::BadInput);
    }
    for (input::Vector& vector : *read) {
      input::change(vector, what_if);
      vectors.push_back(std::move(vector));
    }
  }
  const ExitStatus status = status_of(vectors);
  const bool written = write_output(options, report::simulation_json(vectors));
  return static_cast<int>(written ? status : ExitStatus::BadInput);
}

int run_stream(const CommandLine& line, const input::WhatIf& what_if) {
  const CommonOptions& options = line.common();
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  if (line.values().count("jobs") > 0) {
    jobs = std::max(1U, line.values()["jobs"].as<unsigned>());
  }
  std::ofstream file;
  if (!options.output.empty()) {
    file.open(options.output, std::ios::binary | std::ios::trunc);
    if (!file) {
      return line.usage_error("cannot write " + options.output);
    }
  }
  Evaluation evaluation(options, what_if, jobs, options.output.empty() ? std::cout : file);
  for (const std::string& path : options.inputs) {
    evaluate_file(evaluation, path);
  }
  std::cout << std::flush;
  const Counts& counts = evaluation.counts();
  if (options.format == "text") {
    std::cerr << counts.vectors << " vectors, " << counts.disagreements << " disagree, "
              << counts.errors << " unreadable\n";
  }
  return static_cast<int>(evaluation.status());
}

}  // namespace

int run_eval(const Arguments& arguments) {
  CommandLine line("eval", "[options] FILE...", {"text", "json", "aws"});
  add_request_options(line);
  add_changes_of_policies(line);
  line.add()("jobs,j", po::value<unsigned>(), "threads to use (default: one per core)");
  line.set_epilogue(kEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& options = line.common();
  input::WhatIf what_if;
  if (const auto problem = read_what_if(line, what_if)) {
    return line.usage_error(*problem);
  }
  if (has_request_options(line)) {
    return options.inputs.empty()
               ? run_single_request(line, std::move(what_if))
               : line.usage_error("name a file, or describe one request by options, not both");
  }
  if (options.inputs.empty()) {
    return line.usage_error("name a file of vectors, or - for standard input");
  }
  if (options.format == "aws" && !what_if.settings.empty()) {
    return line.usage_error("--set does not go with -f aws");
  }
  return options.format == "aws" ? run_in_shape_of_aws(options, what_if)
                                 : run_stream(line, what_if);
}

}  // namespace remora::cli
