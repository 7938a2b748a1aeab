#include "cli/command/command.h"
#include "cli/command/eval_stream.h"
#include "cli/command_options.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "cli/scenario_options.h"

namespace remora::cli {

namespace {

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
    "More: `remora help semantics`.\n"
    "\n"
    "Examples:\n"
    "  remora eval vectors.json\n"
    "  remora eval -f json vectors.json > decisions.ndjson\n"
    "  remora eval --principal config.amazonaws.com --action s3:PutObject \\\n"
    "      --resource arn:aws:s3:::logs/AWSLogs/x --resource-policy bucket-policy.json\n";

}  // namespace

CommandLine eval_line() {
  CommandLine line("eval", "[options] FILE...", eval_takes());
  line.add("What is run", {{"jobs,j N", Takes::Number, "threads to use (default: one per core)"}});
  line.set_epilogue(kEvalEpilogue);
  return line;
}

int run_eval(const CommandLine& line) {
  const CommonOptions& common = line.common();
  const command::ScenarioOptions changes = scenario_options(line);
  command::EvalOptions options = eval_options(line);
  if (const auto problem = command::apply_assumptions(changes.assume, options.assumptions)) {
    return line.usage_error(*problem);
  }
  DiskReader files(line.common().root, line.common().limits);
  if (describes_request(line)) {
    return common.inputs.empty()
               ? line.finish(command::eval_request(request_options(line), changes, options, files))
               : line.usage_error("name a file, or describe one request by options, not both");
  }
  return options.format == "aws" || common.inputs.empty()
             ? line.finish(with_progress(
                   line.shows_progress(),
                   [&] { return command::eval(common.inputs, changes, options, files); }))
             : eval_streams(line, changes, options);
}

}  // namespace remora::cli
