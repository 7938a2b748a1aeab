#include "cli/command_options.h"

#include <utility>

#include "cli/scenario_options.h"
#include "engine/report/suite/reporter.h"

namespace remora::cli {

OptionSet check_takes() {
  OptionSet takes({"text", "json", "html", "markdown"});
  add_scenario_options(takes);
  add_import_options(takes);
  takes.add({{"as",
              Takes::Text,
              "FORM: print a refusal also as a tool shows it: api, cli, boto3, cloudformation, "
              "cloudformation-legacy, stackset, control-tower, terraform, terraform-v4, ..."}});
  add_code_option(takes);
  return takes;
}

command::CheckOptions check_options(const OptionSet& given) {
  return {scenario_options(given),
          given.common().format,
          given.common().text,
          given.text("as"),
          given.text("as-code")};
}

OptionSet explain_takes() {
  OptionSet takes({"text", "json", "html", "markdown"});
  add_scenario_options(takes);
  takes.add({{"request,r",
              Takes::Text,
              "explain one: the id of a delivery or request, ID/N for request N of a delivery"},
             {"teach",
              Takes::Nothing,
              "say each step in plain words, for someone who does not know IAM yet"}});
  return takes;
}

command::ExplainOptions explain_options(const OptionSet& given) {
  command::ExplainOptions options{
      scenario_options(given), given.common().format, given.common().text, given.text("request")};
  options.text.teach = given.has("teach");
  return options;
}

OptionSet fix_takes() {
  OptionSet takes({"text", "json", "diff", "patch", "statement"});
  takes.add(
      {{"write", Takes::Nothing, "edit the policy files in place"},
       {"dry-run", Takes::Nothing, "with --write: show what would be written, and write nothing"},
       {"way", Takes::Number, "where there are several ways: which one to show or write", "1"},
       {"delivery", Takes::Texts, "ID: mend this delivery alone, even if its refusal is expected"},
       {"expected-too", Takes::Nothing, "mend what is refused as expected as well"},
       {"assume", Takes::Texts, "NAME=VALUE: set a switch of the delivery model"},
       {"set", Takes::Texts, "PATH=VALUE: another value for what was assumed"}});
  add_import_options(takes);
  add_code_option(takes);
  return takes;
}

command::FixOptions fix_options(const OptionSet& given) {
  return {scenario_options(given),
          given.texts("delivery"),
          given.has("expected-too"),
          given.number("way").value_or(1),
          given.common().format,
          given.text("as-code"),
          given.common().text};
}

OptionSet lint_takes() {
  OptionSet takes({"text", "json", "sarif"});
  takes.add({{"type",
              Takes::Text,
              "identity, boundary, session, scp, rcp, bucket, key, topic, trust or vpce"},
             {"bucket", Takes::Text, "the bucket of a bucket policy"},
             {"account", Takes::Text, "the owner's account"},
             {"topic", Takes::Text, "the ARN of a topic policy's topic"}});
  return takes;
}

command::LintOptions lint_options(const OptionSet& given) {
  return {given.text("type"),
          given.text("bucket"),
          given.text("account"),
          given.text("topic"),
          given.common().format,
          given.common().text};
}

OptionSet diagnose_takes() {
  OptionSet takes({"text", "json"});
  takes.add({{"with",
              Takes::Texts,
              "INPUT...: try the delivery with these files (a scenario, policies, output of the "
              "AWS "
              "CLI), and say which of the causes it is, and what mends it"}});
  add_caller_options(takes);
  add_changes_of_policies(takes);
  add_code_option(takes);
  return takes;
}

command::DiagnoseOptions diagnose_options(const OptionSet& given) {
  const CommonOptions& common = given.common();
  std::vector<std::string> with = given.texts("with");
  for (std::size_t i = 1; i < common.inputs.size(); ++i) {
    with.push_back(common.inputs[i]);
  }
  return {
      std::move(with), scenario_options(given), common.format, given.text("as-code"), common.text};
}

OptionSet diff_takes() {
  OptionSet takes({"text", "json"});
  add_scenario_options(takes);
  takes.add({{"in", Takes::Text, "the scenario in which A and B are policies"},
             {"replace", Takes::Text, "the file of the scenario that A and B stand for"}});
  return takes;
}

command::DiffOptions diff_options(const OptionSet& given) {
  return {scenario_options(given),
          given.text("in"),
          given.text("replace"),
          given.common().format,
          given.common().text};
}

OptionSet extract_takes() {
  OptionSet takes({"json"});
  takes.add(
      {{"set", Takes::Texts, "PATH=VALUE: with another value, as in keys[0].keyState=Disabled"},
       {"combination", Takes::Text, "LABEL: of a matrix, as in account=111122223333"}});
  add_import_options(takes);
  return takes;
}

command::ExtractOptions extract_options(const OptionSet& given) {
  return {scenario_options(given), given.text("combination")};
}

OptionSet eval_takes() {
  OptionSet takes({"text", "json", "aws"});
  takes.add(
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
  add_changes_of_policies(takes);
  takes.add({{"assume",
              Takes::Texts,
              "denial_policy_arn=unnamed: AWS's denial without the ARN of the policy that "
              "denies"}});
  return takes;
}

command::EvalOptions eval_options(const OptionSet& given) {
  return {given.common().format, given.common().text, {}};
}

bool describes_request(const OptionSet& given) {
  return given.has("principal") || given.has("action");
}

command::RequestOptions request_options(const OptionSet& given) {
  return {given.text("principal"),
          given.text("action"),
          given.text("resource"),
          given.text("resource-account"),
          given.texts("context"),
          given.texts("identity-policy"),
          given.text("resource-policy"),
          given.text("boundary"),
          given.texts("session-policy"),
          given.texts("scp"),
          given.texts("rcp"),
          given.text("vpc-endpoint-policy"),
          given.text("expect")};
}

OptionSet test_takes() {
  const auto formats = report::suite_formats();
  OptionSet takes(std::vector<std::string>(formats.begin(), formats.end()));
  takes.add(
      {{"run", Takes::Texts, "PATTERN: only cases whose FILE::ID holds it (* and ?); repeatable"},
       {"coverage", Takes::Nothing, "which parts of the policies decided in a case"},
       {"mutate", Takes::Nothing, "which changes of the policies no case would notice"},
       {"assume", Takes::Texts, "NAME=VALUE: set a switch of the delivery model"}});
  return takes;
}

command::TestOptions test_options(const OptionSet& given) {
  command::TestOptions options;
  const std::string& format = given.common().format;
  options.assume = given.texts("assume");
  options.run.selects = command::chosen_by(given.texts("run"));
  options.mutate = given.has("mutate");
  options.coverage = given.has("coverage") || report::shows_coverage(format);
  options.json = format == "json";
  return options;
}

}  // namespace remora::cli
