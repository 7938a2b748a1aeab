#include <boost/test/unit_test.hpp>

#include "engine/command/lint.h"
#include "tests/import/terraform_case.h"
#include "tests/support/table.h"

namespace remora::test::terraform {

namespace {

const std::string kInto = R"({"name": "trail", "s3_bucket_name": "logs"})";
const std::string kPolicy =
    R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("logs")) + "}";
const std::string kRefersToBucket =
    reference("s3_bucket_name", {"aws_s3_bucket.b.id", "aws_s3_bucket.b"});
const std::string kPolicyOfBucket = configured(
    "aws_s3_bucket_policy.b", reference("bucket", {"aws_s3_bucket.b.id", "aws_s3_bucket.b"}));

/// A trail beside a bucket and its policy, all of them made by the plan.
std::string trail_plan(const std::string& trail, const std::string& actions = R"("create")") {
  return plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})"),
               change("aws_s3_bucket_policy.b", kPolicy, "{}", actions),
               change("aws_cloudtrail.t", kInto)},
              {configured("aws_s3_bucket.b", ""), kPolicyOfBucket, trail});
}

/// The bucket and its policy in a module, the trail outside of it.
std::string module_plan(const std::string& trail, const std::string& output) {
  const std::string calls = R"("store": {"module": {"outputs": {"bucket": {)" + output +
                            R"(}}, "resources": [)" + configured("aws_s3_bucket.b", "") + ", " +
                            kPolicyOfBucket + "]}}";
  return plan({change("module.store.aws_s3_bucket.b", R"({"bucket": "logs"})"),
               change("module.store.aws_s3_bucket_policy.b", kPolicy),
               change("aws_cloudtrail.t", kInto)},
              {trail},
              calls);
}

const std::string kByOutput = reference("s3_bucket_name", {"module.store.bucket", "module.store"});
const std::string kOfBucket =
    R"("expression": {"references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]})";

/// A channel beside a recorder.
std::string channel_plan(const std::string& channel, const std::string& recorder) {
  return plan(
      {change("aws_config_configuration_recorder.r",
              R"({"name": "default", "role_arn": "arn:aws:iam::111122223333:role/x"})"),
       change("aws_config_delivery_channel.c", R"({"name": "default", "s3_bucket_name": "logs"})")},
      {configured("aws_config_delivery_channel.c", "", channel),
       configured("aws_config_configuration_recorder.r", "", recorder)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(terraform_order)

TEST_TABLE(a_delivery_waits_for_what_it_needs) {
  struct Row {
    const char* name;
    std::string plan;
    const char* findings;
  };

  const std::string late =
      "aws_cloudtrail.t does not wait for aws_s3_bucket_policy.b: AWS may be asked before the "
      "bucket policy is there, add `depends_on = [aws_s3_bucket_policy.b]` to aws_cloudtrail.t\n";
  const std::string late_module =
      "aws_cloudtrail.t does not wait for module.store.aws_s3_bucket_policy.b: AWS may be asked "
      "before the bucket policy is there, add `depends_on = [module.store]` to aws_cloudtrail.t\n";
  const std::vector<Row> rows = {
      {"the bucket alone does not order after its policy",
       trail_plan(configured("aws_cloudtrail.t", kRefersToBucket)),
       late.c_str()},
      {"depends_on",
       trail_plan(configured(
           "aws_cloudtrail.t", kRefersToBucket, R"(, "depends_on": ["aws_s3_bucket_policy.b"])")),
       ""},
      {"a reference to the policy",
       trail_plan(
           configured("aws_cloudtrail.t",
                      reference("s3_bucket_name",
                                {"aws_s3_bucket_policy.b.bucket", "aws_s3_bucket_policy.b"}))),
       ""},
      {"depends_on what waits for it",
       plan({change("aws_s3_bucket_policy.b", kPolicy), change("aws_cloudtrail.t", kInto)},
            {configured("aws_s3_bucket_policy.b", ""),
             configured("null_resource.wait", "", R"(, "depends_on": ["aws_s3_bucket_policy.b"])"),
             configured("aws_cloudtrail.t", "", R"(, "depends_on": ["null_resource.wait"])")}),
       ""},
      {"the policy is there already",
       trail_plan(configured("aws_cloudtrail.t", kRefersToBucket), R"("no-op")"),
       ""},
      {"the output of a module is the bucket",
       module_plan(configured("aws_cloudtrail.t", kByOutput), kOfBucket),
       late_module.c_str()},
      {"the output of a module waits for the policy",
       module_plan(configured("aws_cloudtrail.t", kByOutput),
                   kOfBucket + R"(, "depends_on": ["aws_s3_bucket_policy.b"])"),
       ""},
      {"the output of a module is of the policy",
       module_plan(
           configured("aws_cloudtrail.t", kByOutput),
           R"("expression": {"references": ["aws_s3_bucket_policy.b.bucket", "aws_s3_bucket_policy.b"]})"),
       ""},
      {"depends_on the whole module",
       module_plan(configured("aws_cloudtrail.t", kByOutput, R"(, "depends_on": ["module.store"])"),
                   kOfBucket),
       ""},
      {"what a local hides",
       trail_plan(configured("aws_cloudtrail.t", reference("s3_bucket_name", {"local.bucket"}))),
       "aws_cloudtrail.t does not wait for aws_s3_bucket_policy.b: AWS may be asked before the "
       "bucket policy is there, unless local.bucket refers to it, add `depends_on = "
       "[aws_s3_bucket_policy.b]` to aws_cloudtrail.t\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Outcome found = outcome_of(row.plan);
      BOOST_TEST(found.findings == row.findings);
      MemoryFiles files(std::map<std::string, std::string>{{"plan.json", row.plan}});
      const std::string lint = command::lint({"plan.json"}, {}, files).text;
      BOOST_TEST((lint.find("[order]") != std::string::npos) == !found.findings.empty(), lint);
      BOOST_TEST_MESSAGE(found.remarks);
    }
  }
}

TEST_TABLE(a_channel_and_its_recorder) {
  struct Row {
    const char* name;
    std::string plan;
    const char* findings;
  };

  const std::vector<Row> rows = {
      {"the channel waits",
       channel_plan(R"(, "depends_on": ["aws_config_configuration_recorder.r"])", ""),
       ""},
      {"neither waits",
       channel_plan("", ""),
       "aws_config_delivery_channel.c does not wait for aws_config_configuration_recorder.r: AWS "
       "may be asked before there is a recorder, and answers "
       "NoAvailableConfigurationRecorderException, add `depends_on = "
       "[aws_config_configuration_recorder.r]` to aws_config_delivery_channel.c\n"},
      {"the recorder waits for the channel",
       channel_plan("", R"(, "depends_on": ["aws_config_delivery_channel.c"])"),
       "aws_config_configuration_recorder.r waits for aws_config_delivery_channel.c, which needs a "
       "recorder before: NoAvailableConfigurationRecorderException, take the channel out of what "
       "the recorder refers to, and add `depends_on = [aws_config_configuration_recorder.r]` to "
       "aws_config_delivery_channel.c\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(outcome_of(row.plan).findings == row.findings);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_plans_with_an_order_are_told_from_those_without) {
  BOOST_TEST(outcome_of(fixture_text("org-trail-module.plan.json")).findings == "");
  BOOST_TEST(outcome_of(fixture_text("org-trail-module-order.plan.json")).findings ==
             "aws_cloudtrail.org does not wait for module.store.aws_s3_bucket_policy.this[0]: AWS "
             "may be asked before the bucket policy is there, add `depends_on = [module.store]` to "
             "aws_cloudtrail.org\n");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::terraform
