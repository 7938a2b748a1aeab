#include "engine/command/diagnose.h"

#include "cli/command/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/scenario_options.h"

namespace remora::cli {

namespace {

constexpr const char* kDiagnoseEpilogue =
    "FILE holds the error as you met it, with whatever stands around it: the answer of the API,\n"
    "the AWS CLI, boto3, CloudFormation, a stack set, Control Tower, Terraform, in any language.\n"
    "Without FILE, or with `-`, it is read from standard input.\n"
    "\n"
    "Exit status: 0 the error is recognised, 2 it is not, or wrong usage or bad input. With "
    "--with\n"
    "that of `check`: 0 delivered, 1 refused, 3 undetermined; 2 too if the input holds no such\n"
    "delivery.\n"
    "\n"
    "Examples:\n"
    "  remora diagnose fixtures/texts/seed-ja-control-tower.txt\n"
    "  terraform apply 2>&1 | remora diagnose\n"
    "  remora diagnose error.txt --with fixtures/control-tower-kms/default-key-policy\n"
    "  remora diagnose error.txt --with key-policy.json bucket-policy.json\n";

}  // namespace

int run_diagnose(const Arguments& arguments) {
  CommandLine line("diagnose", "[options] [FILE|-]", {"text", "json"});
  line.add({{"with",
             Takes::Texts,
             "INPUT...: try the delivery with these files (a scenario, policies, output of the AWS "
             "CLI), "
             "and say which of the causes it is, and what mends it"}});
  add_caller_options(line);
  add_changes_of_policies(line);
  add_code_option(line);
  line.set_epilogue(kDiagnoseEpilogue);
  if (const auto status = line.parse(arguments)) {
    return *status;
  }
  const CommonOptions& common = line.common();
  // Behind the text and --with stand files: `--with key.json bucket.json`.
  std::vector<std::string> with = line.texts("with");
  if (common.inputs.size() > 1 && with.empty()) {
    return line.usage_error(
        "diagnose one text at a time; what it is tried with comes after --with");
  }
  for (std::size_t i = 1; i < common.inputs.size(); ++i) {
    with.push_back(common.inputs[i]);
  }
  DiskReader files(line.common().root, line.common().limits);
  return line.finish(command::diagnose(
      common.inputs.empty() ? "-" : common.inputs.front(),
      {std::move(with), scenario_options(line), common.format, line.text("as-code"), common.text},
      files));
}

}  // namespace remora::cli
