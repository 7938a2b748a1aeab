#include "cli/command_options.h"

#include <algorithm>
#include <utility>

#include "cli/scenario_options.h"
#include "engine/base/words.h"
#include "engine/report/language.h"
#include "engine/report/suite/reporter.h"

namespace remora::cli {

namespace {

void add_language_option(OptionSet& takes) {
  takes.add("Output",
            {{"lang LANG",
              Takes::Text,
              "the language of the text output: " + joined(report::language_codes(), ", ") +
                  "; AWS's texts and names stay as they are"}});
}

/// The options of a request that is described by them, without `--context`, which a command that
/// tries scenarios has anyway.
void add_request_options(OptionSet& takes) {
  takes.add(
      "A single request",
      {{"principal PRINCIPAL", Takes::Text, "who asks: an ARN, a service, anonymous"},
       {"action ACTION", Takes::Text, "service:Name"},
       {"resource ARN", Takes::Text, "the ARN asked for", "*"},
       {"resource-account ID", Takes::Text, "its owner, where the ARN does not say"},
       {"identity-policy FILE", Takes::Texts, "a policy of the requester; repeatable"},
       {"resource-policy FILE", Takes::Text, "the policy of the resource (also a key policy)"},
       {"boundary FILE", Takes::Text, "the permissions boundary"},
       {"session-policy FILE", Takes::Texts, "a session policy; repeatable"},
       {"scp FILE", Takes::Texts, "an SCP, one level each, from the root on"},
       {"rcp FILE", Takes::Texts, "an RCP, one level each, from the root on"},
       {"vpc-endpoint-policy FILE", Takes::Text, "the policy of the VPC endpoint"},
       {"expect VERDICT", Takes::Text, "the verdict that you want; another one is status 1"}});
}

void add_choice(OptionSet& takes, std::string_view section, std::string help) {
  takes.add(section, {{"request,r ID", Takes::Text, std::move(help)}});
}

}  // namespace

OptionSet check_takes() {
  OptionSet takes({"text", "json", "html", "markdown"});
  add_scenario_options(takes);
  add_import_options(takes);
  takes.add("Output",
            {{"as FORM",
              Takes::Text,
              "print a refusal also as a tool shows it: api, cli, boto3, cloudformation, "
              "control-tower, terraform, ..."}});
  add_code_option(takes);
  add_language_option(takes);
  add_choice(takes,
             "Output",
             "this delivery or request alone, by its id; of a matrix a member, as in "
             "region=us-east-1, or both: ID [region=us-east-1]");
  return takes;
}

command::CheckOptions check_options(const OptionSet& given) {
  return {scenario_options(given),
          given.common().format,
          given.common().text,
          given.text("as"),
          given.text("as-code"),
          given.text("request")};
}

OptionSet explain_takes() {
  OptionSet takes({"text", "json", "html", "markdown"});
  add_scenario_options(takes);
  add_choice(takes,
             "What is explained",
             "this one: the id of a delivery, request or vector, ID/N for request N of a delivery; "
             "of a matrix a member, as in region=us-east-1, or both: ID [region=us-east-1]");
  takes.add("What is explained",
            {{"teach",
              Takes::Nothing,
              "say each step in plain words, for someone who does not know IAM yet"}});
  add_request_options(takes);
  add_language_option(takes);
  return takes;
}

command::ExplainOptions explain_options(const OptionSet& given) {
  command::ExplainOptions options{scenario_options(given),
                                  given.common().format,
                                  given.common().text,
                                  given.text("request"),
                                  {}};
  options.text.teach = given.has("teach");
  if (describes_request(given)) {
    options.single = request_options(given);
  }
  return options;
}

OptionSet fix_takes() {
  OptionSet takes({"text", "json", "diff", "patch", "statement"});
  takes.add(
      "What is mended",
      {{"write", Takes::Nothing, "edit the policy files in place"},
       {"dry-run", Takes::Nothing, "with --write: show what would be written, and write nothing"},
       {"way N", Takes::Number, "where there are several ways: which one to show or write", "1"},
       {"delivery ID", Takes::Texts, "mend this delivery alone, even if its refusal is expected"},
       {"expected-too", Takes::Nothing, "mend what is refused as expected as well"},
       {"set PATH=VALUE", Takes::Texts, "another value for what was assumed"}});
  add_import_options(takes);
  add_code_option(takes);
  add_language_option(takes);
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
  takes.add("What the policy is",
            {{"type TYPE",
              Takes::Text,
              "identity, boundary, session, scp, rcp, bucket, key, topic, trust or vpce"},
             {"bucket NAME", Takes::Text, "the bucket of a bucket policy"},
             {"account ID", Takes::Text, "the owner's account"},
             {"topic ARN", Takes::Text, "the ARN of a topic policy's topic"}});
  takes.add("Exit status",
            {{"deny-warnings", Takes::Nothing, "a warning is status 1, as an error is"}});
  return takes;
}

command::LintOptions lint_options(const OptionSet& given) {
  return {given.text("type"),
          given.text("bucket"),
          given.text("account"),
          given.text("topic"),
          given.has("deny-warnings"),
          given.common().format,
          given.common().text};
}

OptionSet diagnose_takes() {
  OptionSet takes({"text", "json"});
  takes.add("What it is tried with",
            {{"with INPUT",
              Takes::Texts,
              "try the delivery with these files (a scenario, policies, output of the AWS CLI), "
              "and say which of the causes it is, and what mends it"}});
  add_caller_options(takes);
  add_changes_of_policies(takes);
  add_code_option(takes);
  add_language_option(takes);
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
  takes.add("What is compared",
            {{"in SCENARIO", Takes::Text, "the scenario in which A and B are policies"},
             {"replace FILE", Takes::Text, "the file of the scenario that A and B stand for"}});
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
      "What is extracted",
      {{"set PATH=VALUE", Takes::Texts, "with another value, as in keys[0].keyState=Disabled"},
       {"combination LABEL", Takes::Text, "of a matrix, as in account=111122223333"}});
  add_import_options(takes);
  return takes;
}

command::ExtractOptions extract_options(const OptionSet& given) {
  return {scenario_options(given), given.text("combination")};
}

OptionSet eval_takes() {
  OptionSet takes({"text", "json", "aws"});
  add_request_options(takes);
  takes.add("A single request",
            {{"context KEY=VALUE",
              Takes::Texts,
              "a context key; KEY=[a,b] is a multivalued one, KEY=? an unknown one, KEY alone is "
              "not carried"}});
  add_changes_of_policies(takes);
  add_language_option(takes);
  return takes;
}

command::EvalOptions eval_options(const OptionSet& given) {
  return {given.common().format, given.common().text, {}};
}

bool describes_request(const OptionSet& given) {
  OptionSet options({"text"});
  add_request_options(options);
  return std::any_of(options.own().begin(), options.own().end(), [&](const Option& option) {
    return given.has(option.long_name());
  });
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
      "What is run",
      {{"run PATTERN", Takes::Texts, "only cases whose FILE::ID holds it (* and ?); repeatable"},
       {"coverage", Takes::Nothing, "which parts of the policies decided in a case"},
       {"mutate", Takes::Nothing, "which changes of the policies no case would notice"},
       {"set PATH=VALUE",
        Takes::Texts,
        "with another value in every fixture, as in keys[0].keyState=Disabled"}});
  add_language_option(takes);
  return takes;
}

command::TestOptions test_options(const OptionSet& given) {
  command::TestOptions options;
  const std::string& format = given.common().format;
  options.assume = given.texts("assume");
  options.set = given.texts("set");
  options.run.selects = command::chosen_by(given.texts("run"));
  options.mutate = given.has("mutate");
  options.coverage = given.has("coverage") || report::shows_coverage(format);
  options.json = format == "json";
  return options;
}

}  // namespace remora::cli
