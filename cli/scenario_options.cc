#include "cli/scenario_options.h"

namespace remora::cli {

void add_changes_of_policies(CommandLine& line) {
  line.add(
      {{"set", Takes::Texts, "PATH=VALUE: try another value, as in keys[0].keyState=Disabled"},
       {"without-statement",
        Takes::Texts,
        "POLICY#SID: try without a statement; POLICY is a file or a kind (key, bucket, ...)"}});
}

void add_scenario_options(CommandLine& line) {
  line.add({{"assume",
             Takes::Texts,
             "NAME=VALUE: set a switch of the delivery model; `list` prints them all"}});
  add_changes_of_policies(line);
  line.add({{"context",
             Takes::Texts,
             "KEY=VALUE: try requests that carry this; a KEY alone: that do not carry it"}});
}

void add_caller_options(CommandLine& line) {
  line.add({{"account", Takes::Text, "the account that calls, where no input says it"},
            {"region", Takes::Text, "the Region of the call, where no input says it"},
            {"org-id", Takes::Text, "the organization of the accounts, where no input says it"}});
}

void add_import_options(CommandLine& line) {
  line.add(
      {{"channel",
        Takes::Texts,
        "bucket=B,kms=ARN,account=ID,region=R: the delivery channel to try with policies; also "
        "prefix, topic, name, role"},
       {"trail",
        Takes::Texts,
        "name=N,bucket=B,kms=ARN,account=ID,region=R: the trail to try with policies; also "
        "prefix, topic, organization=true, multi-region=true"},
       {"error", Takes::Text, "FILE: the error text of the delivery to try with policies"}});
  add_caller_options(line);
}

command::ScenarioOptions scenario_options(const CommandLine& line) {
  command::ScenarioOptions options;
  options.assume = line.texts("assume");
  options.set = line.texts("set");
  options.without_statement = line.texts("without-statement");
  options.context = line.texts("context");
  options.channels = line.texts("channel");
  options.trails = line.texts("trail");
  options.error = line.text("error");
  options.account = line.text("account");
  options.region = line.text("region");
  options.organization = line.text("org-id");
  return options;
}

}  // namespace remora::cli
