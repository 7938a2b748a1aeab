#include "engine/import/import.h"

#include <map>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/fixture/run.h"
#include "engine/input/imported.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

const std::string kKey = "arn:aws:kms:us-east-1:111122223333:key/k";
const std::string kKeyPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Sid": "Config", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"}]})";
const std::string kBucketPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"], "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}]})";
const std::string kChannel = "bucket=logs,kms=" + kKey;

/// What a command prints around a policy.
std::string printed(const std::string& policy, const std::string& more = {}) {
  return R"({"Policy": )" + json::quoted(policy) + more + "}";
}

struct Tried {
  std::string outcome;
  std::string remarks;
  std::shared_ptr<const fixture::Scenario> scenario;
};

Tried tried(MemoryFiles& files,
            const imports::Sources& sources,
            const input::WhatIf& what_if = {}) {
  auto loaded = input::load_imported(sources, what_if, files);
  if (!loaded) {
    return {"bad input", text_of(loaded.error().diagnostics), nullptr};
  }
  Tried found{"", text_of(loaded->scenario->warnings), loaded->scenario};
  const auto report = fixture::run(
      "inputs", loaded->scenario, loaded->scenario->assumptions, fixture::RunOptions{});
  for (const fixture::DeliveryReport& one : report.deliveries) {
    found.outcome += (found.outcome.empty() ? "" : ", ") + one.call->id + " " +
                     std::string(to_string(one.outcome.outcome));
  }
  return found;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)

TEST_TABLE(whatever_people_have_is_enough_to_start) {
  struct Row {
    const char* name;
    std::vector<std::pair<std::string, std::string>> files;
    const char* outcome;
  };

  const std::vector<Row> rows = {
      {"two policies", {{"k.json", kKeyPolicy}, {"b.json", kBucketPolicy}}, "channel delivered"},
      {"what the commands print, under any name",
       {{"x.json", printed(kKeyPolicy, R"(, "PolicyName": "default")")},
        {"y.json", printed(kBucketPolicy)}},
       "channel delivered"},
      {"a key's policy without the member that says so",
       {{"x.json", printed(kKeyPolicy)}, {"b.json", kBucketPolicy}},
       "channel delivered"},
      {"a policy in YAML",
       {{"k.yaml",
         "Version: '2012-10-17'\nStatement:\n- Effect: Allow\n  Principal: {Service: "
         "config.amazonaws.com}\n  Action: [kms:Decrypt, kms:GenerateDataKey]\n  Resource: '*'\n"},
        {"b.json", kBucketPolicy}},
       "channel delivered"},
      {"a key policy that lets no service in",
       {{"k.json",
         R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]})"},
        {"b.json", kBucketPolicy}},
       "channel refused"},
      {"the refusing policy alone",
       {{"k.json",
         R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]})"}},
       "channel refused"},
      {"one policy of two", {{"k.json", kKeyPolicy}}, "channel undetermined"},
      {"what several commands printed into one file",
       {{"all.json",
         printed(kKeyPolicy, R"(, "PolicyName": "default")") + "\n" + printed(kBucketPolicy) +
             R"({"IsLogging": true, "not read": "{\"}"})"}},
       "channel delivered"},
      {"with something else among it",
       {{"all.json", printed(kKeyPolicy) + R"({"a": 1})"}, {"b.json", kBucketPolicy}},
       "bad input"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      imports::Sources sources;
      for (const auto& [name, text] : row.files) {
        files.add(name, text);
        sources.paths.push_back(name);
      }
      sources.calls.push_back({false, kChannel});
      const Tried result = tried(files, sources);
      BOOST_TEST(result.outcome == row.outcome);
      BOOST_TEST_MESSAGE(result.remarks);
    }
  }
}

TEST_TABLE(a_policy_on_its_own_is_of_what_it_reads_like) {
  struct Row {
    const char* name;
    const char* file;
    const char* policy;
    const char* outcome;
    const char* remark;
  };

  constexpr const char* kDeny =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"}]})";
  constexpr const char* kDenyAll =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]})";
  const std::vector<Row> rows = {
      {"a resource control policy",
       "r.json",
       kDeny,
       "channel undetermined",  // in the management account it would not hold
       "r.json is attached to every account here"},
      {"a service control policy by its name, which no service-linked role obeys",
       "scp-deny.json",
       kDenyAll,
       "channel delivered",
       "scp-deny.json is attached to every account here"},
      {"another without a principal",
       "p.json",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]})",
       "channel undetermined",
       "p.json is a policy of role arn:aws:iam::111122223333:role/aws-service-role/"},
      {"a policy of an endpoint",
       "v.json",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]})",
       "channel delivered",
       "v.json is left out"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      files.add("b.json", kBucketPolicy);
      files.add("k.json", kKeyPolicy);
      files.add(row.file, row.policy);
      imports::Sources sources;
      sources.paths = {"b.json", "k.json", row.file};
      sources.calls.push_back({false, kChannel});
      const Tried result = tried(files, sources);
      BOOST_TEST(result.outcome == row.outcome, result.remarks);
      BOOST_TEST(contains(result.remarks, row.remark), result.remarks);
    }
  }
}

// What is left out may be what refuses: AWS CLI under PowerShell 5 writes UTF-16.
TEST_TABLE(a_file_of_a_folder_that_cannot_be_read_is_not_passed_over) {
  struct Row {
    const char* name;
    const char* file;
    std::string text;
    const char* outcome;
  };

  const std::vector<Row> rows = {
      {"a policy with a comma too many", "d/more.json", R"({"Statement": [],})", "bad input"},
      {"a template with a tab",
       "d/t.yaml",
       "Resources:\n\tA: {Type: AWS::S3::Bucket}\n",
       "bad input"},
      {"UTF-16 without its mark", "d/u.json", std::string("{\0}\0", 4), "bad input"},
      {"a file that is nothing of ours",
       "d/package.json",
       R"({"name": "app"})",
       "channel delivered"},
      {"another tool's documents",
       "d/deploy.yaml",
       "kind: Pod\nspec: {imagePullPolicy: Always}\n---\nkind: Service\n",
       "channel delivered"},
      {"what a command that failed left behind", "d/y.json", "\n", "channel delivered"},
      {"a text", "d/README.md", "{ a: [", "channel delivered"},
      {"events, one a line, that nobody asked for",
       "d/e.json",
       "{\"eventName\": \"CreateTrail\", \"eventSource\": \"x\"}\n"
       "{\"eventName\": \"CreateTrail\", \"eventSource\": \"x\"}\n",
       "channel delivered"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      files.add("d/b.json", kBucketPolicy);
      files.add("d/k.json", kKeyPolicy);
      files.add(row.file, row.text);
      imports::Sources sources;
      sources.paths = {"d"};
      sources.calls.push_back({false, kChannel});
      if (std::string(row.file) == "d/e.json") {
        sources.options.kind = imports::FileKind::Policy;
      }
      const Tried result = tried(files, sources);
      BOOST_TEST(result.outcome == row.outcome, result.remarks);
      BOOST_TEST((result.outcome != "bad input" || contains(result.remarks, row.file)),
                 result.remarks);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_failed_call_says_that_a_setting_is_absent_or_that_nobody_looked) {
  const auto outcome = [](const std::string& error) {
    MemoryFiles files;
    files.add("d/s3api.get-bucket-policy.logs.json", printed(kBucketPolicy));
    files.add("d/s3api.get-bucket-location.logs.json", R"({"LocationConstraint": null})");
    files.add(
        "d/s3api.get-bucket-encryption.logs.json",
        R"({"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}})");
    files.add("d/s3api.get-bucket-ownership-controls.logs.json",
              R"({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}})");
    files.add("d/s3api.get-public-access-block.logs.error", "NoSuchPublicAccessBlockConfiguration");
    files.add("d/s3api.get-object-lock-configuration.logs.error", error);
    files.add(
        "d/sts.get-caller-identity.json",
        R"({"UserId": "A", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:root"})");
    imports::Sources sources{
        {"d"}, {{false, "bucket=logs,account=111122223333,region=us-east-1"}}, {}, {}};
    return tried(files, sources).outcome;
  };
  BOOST_TEST(outcome("An error occurred (ObjectLockConfigurationNotFoundError) when calling") ==
             "channel delivered");
  BOOST_TEST(outcome("An error occurred (AccessDenied) when calling") == "channel undetermined");
}

namespace {

using Texts = std::map<std::string, std::string>;

/// A folder as `aws` records it, of an account whose recorder has a role of its own.
Texts recorded_role() {
  Texts files;
  files.insert_or_assign(
      "d/sts.get-caller-identity.json",
      R"({"UserId": "A", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:root"})");
  files.insert_or_assign("d/s3api.get-bucket-policy.logs.error",
                         "An error occurred (NoSuchBucketPolicy)");
  files.insert_or_assign("d/s3api.get-bucket-location.logs.json",
                         R"({"LocationConstraint": "us-east-1"})");
  for (const char* name :
       {"get-bucket-encryption.logs.error:ServerSideEncryptionConfiguration"
        "NotFoundError",
        "get-public-access-block.logs.error:NoSuchPublicAccessBlockConfiguration",
        "get-object-lock-configuration.logs.error:ObjectLockConfiguration"
        "NotFoundError"}) {
    const std::string text = name;
    files.insert_or_assign("d/s3api." + text.substr(0, text.find(':')),
                           text.substr(text.find(':') + 1));
  }
  files.insert_or_assign(
      "d/s3api.get-bucket-ownership-controls.logs.json",
      R"({"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}})");
  files.insert_or_assign(
      "d/configservice.describe-configuration-recorders.json",
      R"({"ConfigurationRecorders": [{"name": "default", "roleARN": "arn:aws:iam::111122223333:role/r"}]})");
  files.insert_or_assign("d/configservice.describe-delivery-channels.json",
                         R"({"DeliveryChannels": [{"name": "main", "s3BucketName": "logs"}]})");
  files.insert_or_assign(
      "d/iam.get-role.r.json",
      R"({"Role": {"RoleName": "r", "Arn": "arn:aws:iam::111122223333:role/r", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}})");
  files.insert_or_assign("d/iam.list-role-policies.r.json", R"({"PolicyNames": ["p"]})");
  files.insert_or_assign(
      "d/iam.get-role-policy.r.p.json",
      R"({"RoleName": "r", "PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}})");
  files.insert_or_assign("d/iam.list-attached-role-policies.r.json", R"({"AttachedPolicies": []})");
  return files;
}

std::string outcome_of(Texts texts, const std::string& name, const std::string& text) {
  texts[name] = text;
  MemoryFiles files(std::move(texts));
  const Tried result = tried(files, {{"d"}, {}, nullptr, {}});
  BOOST_TEST_MESSAGE(result.remarks);
  return result.outcome;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_role_has_the_policies_that_the_answers_list) {
  const std::string list = "d/iam.list-attached-role-policies.r.json";
  const Texts files = recorded_role();
  BOOST_TEST(outcome_of(files, list, R"({"AttachedPolicies": []})") == "main delivered");
  // A policy that is attached and not among the answers may deny.
  const std::string attached =
      R"({"AttachedPolicies": [{"PolicyName": "x", "PolicyArn": "arn:aws:iam::111122223333:policy/x"}]})";
  BOOST_TEST(outcome_of(files, list, attached) == "main undetermined");
  Texts denies = files;
  denies.insert_or_assign(list, attached);
  BOOST_TEST(
      outcome_of(
          denies,
          "d/iam.get-policy-version.x.json",
          R"({"PolicyVersion": {"Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}]}}})") ==
      "main refused");
  BOOST_TEST(outcome_of(files,
                        "d/iam.list-role-policies.r.json",
                        R"({"PolicyNames": ["p", "q"]})") == "main undetermined");
}

BOOST_AUTO_TEST_CASE(an_organization_has_the_policies_that_the_answers_list) {
  Texts files = recorded_role();
  files.insert_or_assign(
      "d/organizations.describe-organization.json",
      R"({"Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "999988887777"}})");
  files.insert_or_assign(
      "d/organizations.list-parents.111122223333.json",
      R"({"Parents": [{"Id": "ou-a1b2-workload", "Type": "ORGANIZATIONAL_UNIT"}]})");
  files.insert_or_assign("d/organizations.list-parents.ou-a1b2-workload.json",
                         R"({"Parents": [{"Id": "r-a1b2", "Type": "ROOT"}]})");
  const std::string full =
      R"({"Policies": [{"Id": "p-FullAWSAccess", "Name": "FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"}]})";
  for (const char* target : {"111122223333", "ou-a1b2-workload", "r-a1b2"}) {
    const std::string name = std::string("d/organizations.list-policies-for-target.") + target;
    files.insert_or_assign(name + ".SERVICE_CONTROL_POLICY.json", full);
    files.insert_or_assign(name + ".RESOURCE_CONTROL_POLICY.json", R"({"Policies": []})");
  }
  const std::string unit =
      "d/organizations.list-policies-for-target.ou-a1b2-workload.SERVICE_CONTROL_POLICY.json";
  BOOST_TEST(outcome_of(files, unit, full) == "main delivered");
  const std::string more =
      full.substr(0, full.size() - 2) +
      R"(, {"Id": "p-x", "Name": "x", "Arn": "arn:aws:organizations::999988887777:policy/o-a1b2c3d4e5/service_control_policy/p-x"}]})";
  BOOST_TEST(outcome_of(files, unit, more) == "main undetermined");
  files.insert_or_assign(unit, more);
  BOOST_TEST(
      outcome_of(
          files,
          "d/organizations.describe-policy.p-x.json",
          R"({"Policy": {"PolicySummary": {"Id": "p-x"}, "Content": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:PutObject\", \"Resource\": \"*\"}]}"}})") ==
      "main refused");
}

BOOST_AUTO_TEST_CASE(a_channel_whose_region_nothing_says_is_no_guess) {
  MemoryFiles files;
  files.add("c.json", R"({"DeliveryChannels": [{"name": "main", "s3BucketName": "logs"}]})");
  const Tried result = tried(files, {{"c.json"}, {}, nullptr, {}});
  BOOST_TEST(contains(result.remarks, "nothing says in which Region this channel is"));
}

// AWS Config API Reference, "ConfigurationRecorder", arn.
BOOST_AUTO_TEST_CASE(a_recorder_s_arn_says_where_the_channel_is) {
  MemoryFiles files;
  files.add("d/c.json", R"({"DeliveryChannels": [{"name": "main", "s3BucketName": "logs"}]})");
  files.add(
      "d/r.json",
      R"({"ConfigurationRecorders": [{"arn": "arn:aws:config:eu-west-1:222233334444:configuration-recorder/default/abc", "name": "default", "roleARN": "arn:aws:iam::222233334444:role/r"}]})");
  const Tried result = tried(files, {{"d"}, {}, nullptr, {}});
  BOOST_REQUIRE(result.scenario != nullptr);
  const auto& call = result.scenario->deliveries.front().call;
  BOOST_TEST(call.account == "222233334444");
  BOOST_TEST(call.region == "eu-west-1");
}

BOOST_AUTO_TEST_CASE(a_name_of_an_input_moves_no_terminal) {
  MemoryFiles files;
  files.add("k.json", kKeyPolicy);
  const Tried result = tried(files, {{"k.json"}, {{false, kChannel + ",prefix=p"}}, nullptr, {}});
  BOOST_TEST(result.outcome == "channel undetermined");
  const Tried hostile =
      tried(files, {{"k.json"}, {{false, "bucket=b\x1b[31m,kms=" + kKey}}, nullptr, {}});
  BOOST_TEST(contains(hostile.remarks, "bucket b\\x1B[31m belongs to"));
  BOOST_TEST(!contains(hostile.remarks, "\x1b"));
}

BOOST_AUTO_TEST_CASE(two_files_that_contradict_each_other_are_both_named) {
  MemoryFiles files;
  files.add("a/s3api.get-bucket-policy.logs.json", printed(kBucketPolicy));
  files.add("b/s3api.get-bucket-policy.logs.json", printed(kKeyPolicy));
  const Tried result = tried(files, {{"a", "b"}, {{false, kChannel}}, {}, {}});
  BOOST_TEST(contains(result.remarks,
                      "b/s3api.get-bucket-policy.logs.json:1:12: error: another policy of \"logs\" "
                      "stands at a/s3api.get-bucket-policy.logs.json:1:12"));
}

BOOST_AUTO_TEST_CASE(without_a_delivery_the_command_that_gives_one_is_named) {
  MemoryFiles files;
  files.add("k.json", kKeyPolicy);
  const Tried result = tried(files, {{"k.json"}, {}, {}, {}});
  BOOST_TEST(contains(result.remarks, "nothing here says what is delivered"));
  BOOST_TEST(
      contains(result.remarks,
               "`remora check k.json --channel bucket=NAME,kms=ARN,account=ID,region=REGION`"));
  files.add("b.json", kBucketPolicy);
  const Tried bucket = tried(files, {{"b.json"}, {}, {}, {}});
  BOOST_TEST(contains(bucket.remarks,
                      "`remora check b.json --channel bucket=logs,account=ID,region=REGION`"));
}

TEST_TABLE(a_wrong_call_is_told_with_what_would_be_right) {
  struct Row {
    const char* name;
    bool trail;
    const char* call;
    const char* message;
  };

  const std::vector<Row> rows = {
      {"a slip", false, "buket=x", "error: --channel has no \"buket=x\", did you mean \"bucket\"?"},
      {"no bucket", false, "kms=x", "error: --channel does not say the bucket, add bucket=NAME"},
      {"nobody calls", true, "bucket=x", "error: --trail does not say the account"},
      {"no Region",
       true,
       "bucket=x,account=111122223333",
       "error: --trail does not say the region"},
      {"a role of a trail", true, "role=x", "error: --trail has no \"role=x\""},
      {"no value", false, "bucket", "error: --channel has no \"bucket\""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      files.add("b.json", kBucketPolicy);
      const Tried result = tried(files, {{"b.json"}, {{row.trail, row.call}}, {}, {}});
      BOOST_TEST(contains(result.remarks, row.message));
      BOOST_TEST(result.outcome == "bad input");
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_assumed_is_said_and_can_be_set_otherwise) {
  MemoryFiles files;
  files.add("k.json", kKeyPolicy);
  files.add("b.json", kBucketPolicy);
  const imports::Sources sources{{"k.json", "b.json"}, {{false, kChannel}}, {}, {}};
  const Tried as_it_is = tried(files, sources);
  BOOST_TEST(contains(as_it_is.remarks, "note: assumed: bucket logs belongs to 111122223333"));
  BOOST_TEST(contains(as_it_is.remarks, "the recorder's role is AWSServiceRoleForConfig"));
  input::WhatIf locked;
  BOOST_REQUIRE(!input::add_setting(locked, "buckets[0].objectLockDefaultRetention=true"));
  BOOST_TEST(tried(files, sources, locked).outcome == "channel refused");
  input::WhatIf disabled;
  BOOST_REQUIRE(!input::add_setting(disabled, "keys[0].keyState=Disabled"));
  BOOST_TEST(tried(files, sources, disabled).outcome == "channel refused");
}

BOOST_AUTO_TEST_CASE(the_organization_that_a_policy_names_has_the_accounts_as_members) {
  MemoryFiles files;
  files.add("k.json", kKeyPolicy);
  std::string policy = kBucketPolicy;
  policy.insert(policy.size() - 3,
                R"(, "Condition": {"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}})");
  files.add("b.json", policy);
  const imports::Sources sources{{"k.json", "b.json"}, {{false, kChannel}}, {}, {}};
  const Tried result = tried(files, sources);
  BOOST_TEST(result.outcome == "channel delivered");
  BOOST_TEST(contains(result.remarks, "111122223333 is a member of organization o-a1b2c3d4e5"));
  imports::Sources other = sources;
  other.options.organization = "o-zzzzzzzzzz";
  BOOST_TEST(tried(files, other).outcome == "channel refused");
}

BOOST_AUTO_TEST_CASE(an_import_is_the_scenario_that_somebody_could_have_written) {
  MemoryFiles files;
  files.add("k.json", kKeyPolicy);
  files.add("b.json", kBucketPolicy);
  const Tried result = tried(files, {{"k.json", "b.json"}, {{false, kChannel}}, {}, {}});
  BOOST_REQUIRE(result.scenario != nullptr);
  const std::string written =
      json::Writer(json::Writer::Style::Indented).value(result.scenario->json->root()).take();
  files.add("scenario.json", written);
  const auto scenario = value_of(input::load_scenario("scenario.json", {}, files));
  const auto report =
      fixture::run("scenario.json", scenario, scenario->assumptions, fixture::RunOptions{});
  BOOST_TEST((report.deliveries.at(0).outcome.outcome == delivery::Outcome::Delivered));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
