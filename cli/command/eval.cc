#include "engine/command/eval.h"

#include "cli/command/command.h"
#include "cli/command/eval_stream.h"
#include "cli/files.h"
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
    "Examples:\n"
    "  remora eval fixtures/iam/kms.json\n"
    "  generate | remora eval -f json - | jq -r 'select(.agrees == false).id'\n"
    "  remora eval --principal config.amazonaws.com --action s3:PutObject \\\n"
    "      --resource arn:aws:s3:::logs/AWSLogs/x --resource-policy bucket-policy.json\n";

/// The options that describe a single request.
void add_request_options(CommandLine& line) {
  line.add(
      {{"principal", Takes::Text, "who asks: an ARN, a service, anonymous"},
       {"action", Takes::Text, "service:Name"},
       {"resource", Takes::Text, "the ARN asked for", "*"},
       {"resource-account", Takes::Text, "its owner, where the ARN does not say"},
       {"context",
        Takes::Texts,
        "KEY=VALUE; KEY=[a,b] is a multivalued key, KEY=? an unknown one; KEY alone: not carried"},
       {"identity-policy", Takes::Texts, "FILE of the requester; repeatable"},
       {"resource-policy", Takes::Text, "FILE of the resource (also a key policy)"},
       {"boundary", Takes::Text, "FILE, the permissions boundary"},
       {"session-policy", Takes::Texts, "FILE; repeatable"},
       {"scp", Takes::Texts, "FILE, one level each, from the root on"},
       {"rcp", Takes::Texts, "FILE, one level each, from the root on"},
       {"vpc-endpoint-policy", Takes::Text, "FILE"},
       {"expect", Takes::Text, "the verdict that you want; another one is status 1"}});
}

command::RequestOptions request_options(const CommandLine& line) {
  return {line.text("principal"),
          line.text("action"),
          line.text("resource"),
          line.text("resource-account"),
          line.texts("context"),
          line.texts("identity-policy"),
          line.text("resource-policy"),
          line.text("boundary"),
          line.texts("session-policy"),
          line.texts("scp"),
          line.texts("rcp"),
          line.text("vpc-endpoint-policy"),
          line.text("expect")};
}

}  // namespace

int run_eval(const Arguments& arguments) {
  CommandLine line("eval", "[options] FILE...", {"text", "json", "aws"});
  add_request_options(line);
  add_changes_of_policies(line);
  line.add({{"jobs,j", Takes::Number, "threads to use (default: one per core)"},
            {"assume",
             Takes::Texts,
             "denial_policy_arn=unnamed: AWS's denial without the ARN of the policy that denies"}});
  line.set_epilogue(kEvalEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  const command::ScenarioOptions changes = scenario_options(line);
  command::EvalOptions options{common.format, common.text, {}};
  if (const auto problem = command::apply_assumptions(changes.assume, options.assumptions)) {
    return line.usage_error(*problem);
  }
  DiskReader files(line.common().root, line.common().limits);
  if (line.has("principal") || line.has("action")) {
    return common.inputs.empty()
               ? line.finish(command::eval_request(request_options(line), changes, options, files))
               : line.usage_error("name a file, or describe one request by options, not both");
  }
  return options.format == "aws" || common.inputs.empty()
             ? line.finish(command::eval(common.inputs, changes, options, files))
             : eval_streams(line, changes, options);
}

}  // namespace remora::cli
