#include "cli/scenario_options.h"

namespace remora::cli {

void add_changes_of_policies(OptionSet& line) {
  line.add("What to try",
           {{"set PATH=VALUE", Takes::Texts, "try another value, as in keys[0].keyState=Disabled"},
            {"without-statement POLICY#SID",
             Takes::Texts,
             "try without a statement; POLICY is a file or a kind (key, bucket, ...)"}});
}

void add_scenario_options(OptionSet& line) {
  line.add("What to try",
           {{"allow-empty", Takes::Nothing, "an input that tries nothing is no error"}});
  add_changes_of_policies(line);
  line.add("What to try",
           {{"context KEY=VALUE",
             Takes::Texts,
             "try requests that carry this; a KEY alone: that do not carry it"}});
}

void add_code_option(OptionSet& line) {
  line.add("Output",
           {{"as-code LANGUAGE",
             Takes::Text,
             "json, cloudformation, cdk, terraform: show a fix in this language; else in that of "
             "the file"}});
}

void add_caller_options(OptionSet& line) {
  line.add(
      "Who calls",
      {{"account ID",
        Takes::Texts,
        "the account that calls, where no input says it; INPUT=ID: that of one input"},
       {"region REGION",
        Takes::Texts,
        "that of the call, where no input says it; INPUT=REGION: that of one input"},
       {"org-id ID", Takes::Text, "the organization of the accounts, where no input says it"}});
}

void add_import_options(OptionSet& line) {
  line.add(
      "What to try",
      {{"input KIND",
        Takes::Text,
        "what the inputs are, where their content does not say it: scenario, policy, template, "
        "cdk, plan, dump, event, landing-zone; of a folder these files alone"}});
  line.add("The delivery to try with policies",
           {
               {"channel SETTINGS",
                Takes::Texts,
                "bucket=B,kms=ARN,account=ID,region=R: the delivery channel to try with policies; "
                "also prefix, topic, name, role"},
               {"trail SETTINGS",
                Takes::Texts,
                "name=N,bucket=B,kms=ARN,account=ID,region=R: the trail to try with policies; also "
                "prefix, topic, organization=true, multi-region=true"},
               {"error FILE", Takes::Text, "the error text of the delivery to try with policies"},
           });
  line.add(
      "Templates and plans",
      {{"param NAME=VALUE", Takes::Texts, "a parameter of a template"},
       {"params-file FILE", Takes::Texts, "the parameters of a template, as AWS's tools take them"},
       {"import-value EXPORT=VALUE", Takes::Texts, "what another stack exports"},
       {"ssm PARAMETER=VALUE", Takes::Texts, "a parameter of Systems Manager"},
       {"att ID.ATTRIBUTE=VALUE", Takes::Texts, "what AWS gives a resource of a template"},
       {"condition NAME=BOOLEAN", Takes::Texts, "a condition of a template"},
       {"stack-name NAME", Takes::Text, "the name of a template's stack"},
       {"assume-references",
        Takes::Nothing,
        "take an unknown resource in a plan's policy for the bucket that it refers to"}});
  add_caller_options(line);
}

command::ScenarioOptions scenario_options(const OptionSet& line) {
  command::ScenarioOptions options;
  for (const TextsOption& option : kTextsOptions) {
    options.*option.member = line.texts(std::string(option.name));
  }
  for (const TextOption& option : kTextOptions) {
    options.*option.member = line.text(std::string(option.name));
  }
  options.allow_empty = line.has("allow-empty");
  options.assume_references = line.has("assume-references");
  return options;
}

}  // namespace remora::cli
