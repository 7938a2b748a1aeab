#include "engine/command/lint.h"

#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/options.h"

namespace remora::cli {

namespace {

constexpr const char* kLintEpilogue =
    "FILE holds a policy, as JSON or as AWS prints it (an escaped string, percent-encoded), or\n"
    "policies stand in it: a template, a Terraform plan or state, output of the AWS CLI, an "
    "event,\n"
    "a scenario. A folder is searched. `-` is standard input. The type is that of the place where\n"
    "the policy stands; else it is guessed from what the document looks like, unless --type says\n"
    "it.\n"
    "Findings are errors (AWS refuses it, or it can never do what it\n"
    "says), warnings (a known trap) and infos.\n"
    "\n"
    "Exit status: 0 no error was found, 1 an error was found, 2 wrong usage or a file that cannot "
    "be\n"
    "read.\n"
    "\n"
    "Examples:\n"
    "  remora lint --type key fixtures/control-tower-kms/both-statements/key-policy.json\n"
    "  remora lint -f sarif *.json > lint.sarif\n";

}  // namespace

int run_lint(const Arguments& arguments) {
  CommandLine line("lint", "[options] FILE|FOLDER...", {"text", "json", "sarif"});
  line.add({{"type",
             Takes::Text,
             "identity, boundary, session, scp, rcp, bucket, key, topic, trust or vpce"},
            {"bucket", Takes::Text, "the bucket of a bucket policy"},
            {"account", Takes::Text, "the owner's account"},
            {"topic", Takes::Text, "the ARN of a topic policy's topic"}});
  line.set_epilogue(kLintEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::lint(common.inputs,
                                   {line.text("type"),
                                    line.text("bucket"),
                                    line.text("account"),
                                    line.text("topic"),
                                    common.format,
                                    common.text},
                                   files));
}

}  // namespace remora::cli
