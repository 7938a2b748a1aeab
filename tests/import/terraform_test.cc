#include "engine/import/terraform.h"

#include <boost/test/unit_test.hpp>

#include "tests/import/terraform_case.h"
#include "tests/support/table.h"

namespace remora::test::terraform {

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kTrail =
    R"({"name": "trail", "is_multi_region_trail": false, "is_organization_trail": false})";
const std::string kBucketId = reference("bucket", {"aws_s3_bucket.b.id", "aws_s3_bucket.b"});
const std::string kIntoBucket =
    reference("s3_bucket_name", {"aws_s3_bucket.b.id", "aws_s3_bucket.b"});
const std::string kLater = R"({"arn": true, "id": true, "policy": true})";

/// A trail into a bucket whose name AWS makes up, with the policy as it is given.
std::string plan_with_policy(const std::string& after,
                             const std::string& unknown,
                             const std::string& expressions,
                             const Texts& more_changes = {},
                             const Texts& more_resources = {}) {
  Texts changes = {
      change("aws_s3_bucket.b", R"({"bucket": "logs"})", kLater),
      change("aws_s3_bucket_policy.b", after, unknown),
      change("aws_cloudtrail.t", kTrail, R"({"s3_bucket_name": true})"),
  };
  Texts resources = {
      configured("aws_s3_bucket.b", R"("bucket": {"constant_value": "logs"})"),
      configured("aws_s3_bucket_policy.b", kBucketId + expressions),
      configured("aws_cloudtrail.t", kIntoBucket, R"(, "depends_on": ["aws_s3_bucket_policy.b"])"),
  };
  changes.insert(changes.end(), more_changes.begin(), more_changes.end());
  resources.insert(resources.end(), more_resources.begin(), more_resources.end());
  return plan(changes, resources);
}

std::string known_policy(const std::string& policy) {
  return R"({"policy": )" + json::quoted(policy) + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(terraform)

TEST_TABLE(the_plans_and_states_say_what_happens) {
  struct Row {
    const char* file;
    const char* outcomes;
    const char* message = "";
    bool assume_references = false;
  };

  const std::vector<Row> rows = {
      {"broken-config.plan.json",
       "aws_config_delivery_channel.this refused",
       "InsufficientDeliveryPolicyException"},
      {"trail-kms.plan.json", "aws_cloudtrail.this delivered"},
      {"config-document.plan.json", "aws_config_delivery_channel.this undetermined"},
      {"config-document.plan.json", "aws_config_delivery_channel.this delivered", "", true},
      {"org-trail-module.plan.json", "aws_cloudtrail.org delivered"},
      {"org-trail-module-order.plan.json", "aws_cloudtrail.org delivered"},
      // terraform-provider-aws, iam_policy_document_data_source.go: `mergedDoc.Merge(doc)`.
      {"document-same-sid.plan.json", "aws_cloudtrail.t refused"},
      {"for-each.plan.json",
       "aws_cloudtrail.trail[\"app\"] delivered, aws_cloudtrail.trail[\"web\"] refused"},
      {"trail.state.json", "module.audit.aws_cloudtrail.main delivered"},
      {"trail.tfstate", "module.audit.aws_cloudtrail.main delivered"},
  };
  for (const Row& row : rows) {
    if (table.row(row.file, row.assume_references ? " assuming references" : "")) {
      imports::Options options;
      options.assume_references = row.assume_references;
      const Outcome found = outcome_of(fixture_text(row.file), options);
      BOOST_TEST(found.outcomes == row.outcomes);
      BOOST_TEST_MESSAGE(found.remarks << found.findings);
      if (found.scenario != nullptr && row.message[0] != '\0') {
        const auto report = fixture::run(
            "plan", found.scenario, found.scenario->assumptions, fixture::RunOptions{});
        const auto& error = report.deliveries.front().outcome.error;
        BOOST_REQUIRE(error.has_value());
        BOOST_TEST(error->code == row.message);
      }
    }
  }
}

// CloudFormation Template Reference, "AWS::S3::BucketPolicy" (awscc); Terraform's JSON output
// format, "Plan Representation" (deferred_changes, prior_state).
TEST_TABLE(a_bucket_policy_is_found_wherever_the_plan_has_it) {
  struct Row {
    const char* name;
    std::string changes;  // behind those of bucket and trail
    std::string more;     // members of the plan
    const char* outcomes;
  };

  const std::string policy = json::quoted(trail_policy("logs"));
  const std::vector<Row> rows = {
      {"nowhere", "", "", "aws_cloudtrail.t refused"},
      {"as the Cloud Control API has it",
       ", " + change("awscc_s3_bucket_policy.b",
                     R"({"bucket": "logs", "policy_document": )" + policy + "}"),
       "",
       "aws_cloudtrail.t delivered"},
      {"put off to a later plan",
       "",
       R"(, "deferred_changes": [{"reason": "provider_config_unknown", "resource_change": )" +
           change("aws_s3_bucket_policy.b", R"({"bucket": "logs"})") + "}]",
       "aws_cloudtrail.t undetermined"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string text =
          R"({"format_version": "1.2", "resource_changes": [)" +
          change("aws_s3_bucket.b", R"({"bucket": "logs"})") + ", " +
          change("aws_cloudtrail.t", R"({"name": "t", "s3_bucket_name": "logs"})") + row.changes +
          "]" + row.more + "}";
      imports::Options options;
      options.account = "111122223333";
      options.region = "us-east-1";
      const Outcome found = outcome_of(text, options);
      BOOST_TEST(found.outcomes == row.outcomes, found.remarks);
    }
  }
  if (table.row("of a bucket that is there, read by a data source")) {
    const std::string text =
        R"({"format_version": "1.2", "resource_changes": [)" +
        change("aws_cloudtrail.t", R"({"name": "t", "s3_bucket_name": "logs"})") +
        R"(], "prior_state": {"values": {"root_module": {"resources": [{"address": "data.aws_s3_bucket_policy.b", "mode": "data", "type": "aws_s3_bucket_policy", "name": "b", "values": {"bucket": "logs", "policy": )" +
        policy + "}}]}}}}";
    imports::Options options;
    options.account = "111122223333";
    options.region = "us-east-1";
    const Outcome found = outcome_of(text, options);
    BOOST_TEST(found.outcomes == "aws_cloudtrail.t delivered", found.remarks);
  }
}

TEST_TABLE(what_is_known_only_after_the_plan_is_applied) {
  struct Row {
    const char* name;
    std::string plan;
    const char* outcomes;
  };

  const std::string unknown_policy = R"({"bucket": true, "policy": true})";
  const std::string of_document =
      ", " + reference("policy",
                       {"data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"});
  const auto document = [](const std::string& resources, const std::string& unknown) {
    return change(
        "data.aws_iam_policy_document.d",
        R"({"statement": [{"effect": "Allow", "actions": ["s3:*"], "principals": [{"type": "Service", "identifiers": ["cloudtrail.amazonaws.com"]}], "condition": [], "resources": [)" +
            resources + "]}]}",
        R"({"json": true, "statement": [{"resources": [)" + unknown + "]}]}",
        R"("read")");
  };
  const std::string documents =
      configured("data.aws_iam_policy_document.d",
                 R"("statement": [{)" +
                     reference("resources", {"aws_s3_bucket.b.arn", "aws_s3_bucket.b"}) + "}]");

  const std::vector<Row> rows = {
      {"a bucket by what refers to it",
       plan_with_policy(known_policy(trail_policy("logs")), R"({"bucket": true})", ""),
       "aws_cloudtrail.t delivered"},
      {"a policy of another bucket",
       plan_with_policy(known_policy(trail_policy("other")), R"({"bucket": true})", ""),
       "aws_cloudtrail.t refused"},
      {"a policy that is written with jsonencode around an ARN",
       plan_with_policy("{}",
                        unknown_policy,
                        ", " + reference("policy", {"aws_s3_bucket.b.arn", "aws_s3_bucket.b"})),
       "aws_cloudtrail.t undetermined"},
      {"a document of which one resource is not known",
       plan_with_policy("{}",
                        unknown_policy,
                        of_document,
                        {document(R"("arn:aws:s3:::logs", null)", "false, true")},
                        {documents}),
       "aws_cloudtrail.t undetermined"},
      {"a document whose resources are known after all",
       plan_with_policy("{}",
                        unknown_policy,
                        of_document,
                        {document(R"("arn:aws:s3:::logs", "arn:aws:s3:::logs/*")", "")},
                        {documents}),
       "aws_cloudtrail.t delivered"},
      {"a document that can speak of nothing here",
       plan_with_policy("{}",
                        unknown_policy,
                        of_document,
                        {document(R"("arn:aws:s3:::other")", "")},
                        {documents}),
       "aws_cloudtrail.t refused"},
      {"a policy that the plan takes away",
       plan({change("aws_s3_bucket.b",
                    R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}",
                    "{}",
                    R"("no-op")"),
             change("aws_s3_bucket_policy.b", R"({"bucket": "logs"})", "{}", R"("delete")"),
             change("aws_cloudtrail.t",
                    R"({"name": "trail", "s3_bucket_name": "logs"})",
                    "{}",
                    R"("update")")},
            {}),
       "aws_cloudtrail.t refused"},
      {"a policy that is put in another's place",
       plan_with_policy(known_policy(trail_policy("logs")), R"({"bucket": true})", ""),
       "aws_cloudtrail.t delivered"},
      {"a bucket that the plan does not have",
       plan({change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "elsewhere"})")},
            {}),
       "aws_cloudtrail.t undetermined"},
      {"a bucket that exists, of whose policy nothing is said",
       plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})", "{}", R"("no-op")"),
             change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")},
            {}),
       "aws_cloudtrail.t undetermined"},
      {"a bucket that is made without a policy",
       plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})", kLater),
             change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")},
            {configured("aws_s3_bucket.b", "")}),
       "aws_cloudtrail.t refused"},
      {"a key that is made without a policy",
       plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})", kLater),
             change("aws_s3_bucket_policy.b",
                    R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}"),
             change("aws_kms_key.k", "{}", R"({"arn": true, "key_id": true, "policy": true})"),
             change("aws_cloudtrail.t",
                    R"({"name": "trail", "s3_bucket_name": "logs"})",
                    R"({"kms_key_id": true})")},
            {configured("aws_kms_key.k", ""),
             configured("aws_cloudtrail.t",
                        reference("kms_key_id", {"aws_kms_key.k.arn", "aws_kms_key.k"}))}),
       "aws_cloudtrail.t refused"},
      {"a key whose policy is not known",
       plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})", kLater),
             change("aws_s3_bucket_policy.b",
                    R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}"),
             change("aws_kms_key.k", "{}", R"({"arn": true, "key_id": true, "policy": true})"),
             change("aws_cloudtrail.t",
                    R"({"name": "trail", "s3_bucket_name": "logs"})",
                    R"({"kms_key_id": true})")},
            {configured("aws_kms_key.k", reference("policy", {"aws_iam_role.r.arn"})),
             configured("aws_cloudtrail.t",
                        reference("kms_key_id", {"aws_kms_key.k.arn", "aws_kms_key.k"}))}),
       "aws_cloudtrail.t undetermined"},
      {"a generated name in the policy too",
       plan({change("aws_s3_bucket.b", "{}", R"({"bucket": true, "id": true})"),
             change("aws_s3_bucket_policy.b", "{}", unknown_policy),
             document("null, null", "true, true"),
             change("aws_cloudtrail.t", kTrail, R"({"s3_bucket_name": true})")},
            {configured("aws_s3_bucket.b", ""),
             configured("aws_s3_bucket_policy.b", kBucketId + of_document),
             documents,
             configured("aws_cloudtrail.t", kIntoBucket)}),
       "aws_cloudtrail.t undetermined"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Outcome found = outcome_of(row.plan);
      BOOST_TEST(found.outcomes == row.outcomes);
      BOOST_TEST_MESSAGE(found.remarks);
    }
  }
}

// An ACL can let in whom no policy does; what a bucket ignores, or shuts, cannot.
TEST_TABLE(an_acl_that_is_not_looked_at_is_said) {
  struct Row {
    const char* name;
    const char* acl;
    const char* ownership;
    bool said;
  };

  for (const Row& row :
       {Row{"one that grants", "log-delivery-write", "ObjectWriter", true},
        Row{"a private one", "private", "ObjectWriter", false},
        Row{"one that the bucket ignores", "log-delivery-write", "BucketOwnerEnforced", false}}) {
    if (table.row(row.name)) {
      const Outcome found = outcome_of(plan(
          {change("aws_s3_bucket.b", R"({"bucket": "logs"})"),
           change("aws_s3_bucket_policy.b",
                  R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}"),
           change("aws_s3_bucket_acl.b",
                  R"({"bucket": "logs", "acl": ")" + std::string(row.acl) + "\"}"),
           change("aws_s3_bucket_ownership_controls.b",
                  R"({"bucket": "logs", "rule": [{"object_ownership": ")" +
                      std::string(row.ownership) + "\"}]}"),
           change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")},
          {}));
      BOOST_TEST(found.outcomes == "aws_cloudtrail.t delivered");
      BOOST_TEST((found.remarks.find("the ACL of bucket logs, aws_s3_bucket_acl.b, lets nobody in "
                                     "whom no policy lets in") != std::string::npos) == row.said,
                 found.remarks);
    }
  }
}

TEST_TABLE(who_and_where) {
  struct Row {
    const char* name;
    const char* provider;  // its configuration
    imports::Options options;
    const char* account;
    const char* region;
    const char* prior = "";
  };

  imports::Options by_provider;
  by_provider.accounts = {{"aws", "999988887777"}};
  imports::Options of_all;
  of_all.account = "222233334444";
  of_all.region = "us-west-2";
  const std::vector<Row> rows = {
      {"as the data source read it",
       R"({"region": {"constant_value": "eu-west-1"}})",
       {},
       "111122223333",
       "eu-west-1",
       kIdentity.c_str()},
      {"as the command line says of the provider",
       R"({"region": {"constant_value": "eu-west-1"}})",
       by_provider,
       "999988887777",
       "eu-west-1",
       kIdentity.c_str()},
      {"as the command line says where nothing else does",
       "{}",
       of_all,
       "222233334444",
       "us-west-2"},
      {"the role that the provider assumes",
       R"({"region": {"constant_value": "eu-west-1"}, "assume_role": [{"role_arn": {"constant_value": "arn:aws:iam::333344445555:role/x"}}]})",
       {},
       "333344445555",
       "eu-west-1"},
      {"a variable",
       R"({"region": {"references": ["var.r"]}})",
       of_all,
       "222233334444",
       "sa-east-1"},
      {"nothing says it",
       "{}",
       {},
       "<unknown account of provider aws>",
       "<unknown Region of provider aws>"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const std::string text =
          R"({"format_version": "1.0", "variables": {"r": {"value": "sa-east-1"}}, "resource_changes": [)" +
          change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})") +
          R"(], "prior_state": {"values": {"root_module": {"resources": [)" + row.prior +
          R"(]}}}, "configuration": {"provider_config": {"aws": {"expressions": )" + row.provider +
          R"(}}, "root_module": {}}})";
      const Outcome found = outcome_of(text, row.options);
      BOOST_REQUIRE(found.scenario != nullptr);
      const auto& call = found.scenario->deliveries.front().call;
      BOOST_TEST(readable(call.account) == row.account);
      BOOST_TEST(readable(call.region) == row.region);
      BOOST_TEST_MESSAGE(found.remarks);
    }
  }
}

TEST_TABLE(what_is_no_plan_says_what_is_read) {
  struct Row {
    const char* name;
    std::string text;
    const char* message;
  };

  const std::vector<Row> rows = {
      {"a log",
       "{\"@level\":\"info\",\"@message\":\"Terraform "
       "1.9.8\"}\n{\"@level\":\"info\",\"@message\":\"x\"}\n",
       "this is the log of `terraform plan -json`, which holds no plan, use `terraform show -json "
       "PLANFILE`"},
      {"a plan as it is saved", "PK\x03\x04rest", "use `terraform show -json PLANFILE`"},
      {"a configuration",
       "# logs\nresource \"aws_s3_bucket\" \"b\" {\n}\n",
       "this is a configuration of Terraform"},
      {"a plan of a format to come",
       R"({"format_version": "2.0", "resource_changes": []})",
       "this is of version 2.0 of Terraform's format, 0 and 1 are read"},
      {"a state of version 3",
       R"({"version": 3, "serial": 1, "lineage": "x", "modules": []})",
       "this is a state of version 3, and version 4 is read"},
      {"a state of version 1",
       R"({"version": 1, "serial": 1, "modules": []})",
       "this is a state of version 1, and version 4 is read"},
      {"a policy that is none",
       plan_with_policy(known_policy("oops"), R"({"bucket": true})", ""),
       "the policy of aws_s3_bucket_policy.b is no JSON object"},
      {"a policy with a slip",
       plan_with_policy(known_policy(R"({"Statement": [)"), R"({"bucket": true})", ""),
       "plan.json:1:"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Outcome found = outcome_of(row.text);
      BOOST_TEST(found.outcomes == "bad input");
      BOOST_TEST(contains(found.remarks, row.message));
      BOOST_TEST_MESSAGE(found.remarks);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_plan_and_a_policy_are_one_world) {
  const std::string text =
      plan({change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")}, {});
  const Outcome found = outcome_of({{"plan.json", text}, {"bucket.json", trail_policy("logs")}});
  BOOST_TEST(found.outcomes == "aws_cloudtrail.t delivered");
  BOOST_TEST_MESSAGE(found.remarks);
}

BOOST_AUTO_TEST_CASE(two_plans_are_one_world) {
  const std::string bucket =
      plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})", kLater),
            change("aws_s3_bucket_policy.b",
                   R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}")},
           {});
  const std::string trail =
      plan({change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")}, {});
  const Outcome found = outcome_of({{"a.json", trail}, {"b.json", bucket}});
  BOOST_TEST(found.outcomes == "aws_cloudtrail.t delivered");
}

BOOST_AUTO_TEST_CASE(modules_that_refer_to_themselves_end) {
  const std::string calls =
      R"("a": {"expressions": {"x": {"references": ["module.b.y"]}}, "module": {"outputs": {"y": {"expression": {"references": ["var.x"]}}}}}, "b": {"expressions": {"x": {"references": ["module.a.y"]}}, "module": {"outputs": {"y": {"expression": {"references": ["var.x"]}}}}})";
  const Outcome found = outcome_of(plan(
      {change("aws_cloudtrail.t", kTrail, R"({"s3_bucket_name": true})")},
      {configured("aws_cloudtrail.t", reference("s3_bucket_name", {"module.a.y", "module.a"}))},
      calls));
  BOOST_TEST(found.outcomes == "aws_cloudtrail.t undetermined");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::terraform
