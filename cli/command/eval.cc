#include <iostream>
#include <set>
#include <span>
#include <utility>

#include "cli/command/command.h"
#include "cli/command/eval_request.h"
#include "cli/command/eval_stream.h"
#include "cli/diagnostics.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/run_scenario.h"
#include "engine/authorize/authorize.h"
#include "engine/input/simulation.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"
#include "engine/report/simulation_json.h"

namespace remora::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kEvalEpilogue =
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

/// The status of answers in AWS's shape, which has no word for a decision that nobody can make.
ExitStatus status_of(std::span<const fixture::Vector> vectors) {
  ExitStatus status = ExitStatus::Success;
  for (const fixture::Vector& vector : vectors) {
    const Decision decision = authorize(vector.request, vector.policies());
    status = worse(status, cli::status_of(vector, decision));
    if (decision.verdict == Verdict::Undetermined) {
      std::cerr << "remora: warning: " << vector.id
                << ": undetermined, AWS's shape can only say implicitDeny\n";
    }
  }
  return status;
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
  const auto used = input::change(*vector, what_if);
  if (const auto all_used = input::check_used(what_if, used); !all_used) {
    print(all_used.error().diagnostics);
    return static_cast<int>(ExitStatus::BadInput);
  }
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
Result<std::vector<fixture::Vector>> read_whole(const std::string& path) {
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
  std::vector<fixture::Vector> found;
  for (auto& vector : *vectors) {
    if (!vector) {
      return fail(vector.error());
    }
    found.push_back(*std::move(vector));
  }
  return found;
}

int run_in_shape_of_aws(const CommonOptions& options, const input::WhatIf& what_if) {
  std::vector<fixture::Vector> vectors;
  std::set<std::size_t> used;
  for (const std::string& path : options.inputs) {
    auto read = read_whole(path);
    if (!read) {
      print(read.error().diagnostics);
      return static_cast<int>(ExitStatus::BadInput);
    }
    for (fixture::Vector& vector : *read) {
      used.merge(input::change(vector, what_if));
      vectors.push_back(std::move(vector));
    }
  }
  if (const auto all_used = input::check_used(what_if, used); !all_used) {
    print(all_used.error().diagnostics);
    return static_cast<int>(ExitStatus::BadInput);
  }
  const ExitStatus status = status_of(vectors);
  const bool written = write_output(options, report::simulation_json(vectors));
  return static_cast<int>(written ? status : ExitStatus::BadInput);
}

}  // namespace

int run_eval(const Arguments& arguments) {
  CommandLine line("eval", "[options] FILE...", {"text", "json", "aws"});
  add_request_options(line);
  add_changes_of_policies(line);
  line.add()("jobs,j", po::value<unsigned>(), "threads to use (default: one per core)");
  line.set_epilogue(kEvalEpilogue);
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
