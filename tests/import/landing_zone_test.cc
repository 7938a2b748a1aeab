#include "engine/import/landing_zone.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/command/check.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace remora::test::landing_zone_inputs {

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The verdict lines, without what follows them.
std::string verdicts(const std::string& text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (line.starts_with("✓") || line.starts_with("✗") || line.starts_with("?")) {
      lines += line + "\n";
    }
    at = end + 1;
  }
  return lines;
}

std::string fixture_path(const std::string& path) {
  return source_dir() + "/fixtures/" + path;
}

constexpr const char* kManifest = "inputs/landing-zone/manifest.json";
constexpr const char* kManifest4 = "inputs/landing-zone/manifest-4.0.json";

std::string manifest(const std::string& logging, const std::string& more = {}) {
  return R"({"centralizedLogging": {"accountId": "222222222222", "configurations": {"loggingBucket": {"retentionDays": 1})" +
         logging + R"(}}, "securityRoles": {"accountId": "444444444444"})" + more + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(landing_zone)

TEST_TABLE(a_manifest_makes_both_deliveries_of_its_generation) {
  struct Row {
    const char* name;
    std::vector<std::string> inputs;
    const char* verdicts;
  };

  const std::vector<Row> rows = {
      {"3.x with the default key policy: the story of the seed",
       {kManifest, "control-tower-kms/default-key-policy/key-policy.json"},
       "✗ trail  refused  CreateTrail, account 567890123456, ap-northeast-1\n"
       "✗ config-management  refused  PutDeliveryChannel, account 567890123456, ap-northeast-1\n"
       "✗ config-log-archive  refused  PutDeliveryChannel, account 210987654321, ap-northeast-1\n"
       "✗ config-audit  refused  PutDeliveryChannel, account 123456789012, ap-northeast-1\n"
       "✗ config-audit-us-east-1  refused  PutDeliveryChannel, account 123456789012, us-east-1\n"},
      {"3.x with the statement for Config alone",
       {kManifest, "control-tower-kms/config-statement-only/key-policy.json"},
       "✗ trail  refused  CreateTrail, account 567890123456, ap-northeast-1\n"
       "✓ config-management  delivered  PutDeliveryChannel, account 567890123456, ap-northeast-1\n"
       "✓ config-log-archive  delivered  PutDeliveryChannel, account 210987654321, ap-northeast-1\n"
       "✓ config-audit  delivered  PutDeliveryChannel, account 123456789012, ap-northeast-1\n"
       "✓ config-audit-us-east-1  delivered  PutDeliveryChannel, account 123456789012, "
       "us-east-1\n"},
      {"3.x with both statements and the bucket policy",
       {kManifest,
        "control-tower-kms/both-statements/key-policy.json",
        "control-tower-kms/policies/bucket-policy.json"},
       "✓ trail  delivered  CreateTrail, account 567890123456, ap-northeast-1\n"
       "✓ config-management  delivered  PutDeliveryChannel, account 567890123456, ap-northeast-1\n"
       "✓ config-log-archive  delivered  PutDeliveryChannel, account 210987654321, ap-northeast-1\n"
       "✓ config-audit  delivered  PutDeliveryChannel, account 123456789012, ap-northeast-1\n"
       "✓ config-audit-us-east-1  delivered  PutDeliveryChannel, account 123456789012, "
       "us-east-1\n"},
      {"4.0 with the policy of CloudTrail's key alone: Config's is not known",
       {kManifest4, "control-tower-4.0/policies/key-policy.json"},
       "✓ trail  delivered  CreateTrail, account 333333333333, us-east-1\n"
       "? config-management  undetermined  PutDeliveryChannel, account 333333333333, us-east-1\n"
       "? config-log-archive  undetermined  PutDeliveryChannel, account 222222222222, us-east-1\n"
       "? config-audit  undetermined  PutDeliveryChannel, account 444444444444, us-east-1\n"},
      {"4.0 whose trail stayed in the old bucket, which Config may not use any more",
       {kManifest4,
        "control-tower-4.0/policies/key-policy.json",
        "control-tower-4.0/policies/old-logging-bucket-policy.json",
        "control-tower-4.0/policies/config-bucket-policy.json"},
       "✓ trail  delivered  CreateTrail, account 333333333333, us-east-1\n"
       "? config-management  undetermined  PutDeliveryChannel, account 333333333333, us-east-1\n"
       "? config-log-archive  undetermined  PutDeliveryChannel, account 222222222222, us-east-1\n"
       "? config-audit  undetermined  PutDeliveryChannel, account 444444444444, us-east-1\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      cli::DiskReader files;
      std::vector<std::string> inputs;
      for (const std::string& input : row.inputs) {
        inputs.push_back(fixture_path(input));
      }
      const command::Output output = command::check(inputs, {}, files);
      BOOST_TEST(verdicts(output.text) == row.verdicts, output.text << text_of(output.diagnostics));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_seed_s_user_gets_the_cause_and_the_fix_in_one_command) {
  cli::DiskReader files;
  const command::Output output =
      command::check({fixture_path(kManifest),
                      fixture_path("control-tower-kms/default-key-policy/key-policy.json")},
                     {},
                     files);
  for (const char* part : {"InsufficientDeliveryPolicyException",
                           "InsufficientEncryptionPolicyException",
                           "the key policy has no statement that lets config.amazonaws.com",
                           "Fix, verified by running the delivery again",
                           "as documented in AWS Control Tower User Guide"}) {
    BOOST_TEST(contains(output.text, part), part);
  }
  for (const char* part :
       {"567890123456 is the management account, for the key is its",
        "Control Tower makes bucket aws-controltower-logs-210987654321-ap-northeast-1",
        "has the policy that Control Tower makes (landing zone 3.x)"}) {
    BOOST_TEST(contains(text_of(output.diagnostics), part), part);
  }
}

TEST_TABLE(what_a_manifest_leaves_open_is_asked_for) {
  struct Row {
    const char* name;
    std::string manifest;
    const char* message;
  };

  const std::vector<Row> rows = {
      {"no management account",
       manifest("", R"(, "governedRegions": ["us-east-1"])"),
       "nothing says which account is the management account, add --account"},
      {"a placeholder for the key",
       manifest(R"(, "kmsKeyArn": "<arn_of_kms_key>")"),
       "kmsKeyArn is no ARN of a key"},
      {"no log archive", R"({"centralizedLogging": {}, "securityRoles": {}})", "has no accountId"},
      {"what get-landing-zone prints says both",
       R"({"landingZone": {"arn": "arn:aws:controltower:eu-west-1:333333333333:landingzone/1", "version": "3.3", "manifest": )" +
           manifest("") + "}}",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      files.add("manifest.json", row.manifest);
      const command::Output output = command::check({"manifest.json"}, {}, files);
      if (std::string(row.message).empty()) {
        BOOST_TEST(contains(output.text,
                            "✓ trail  delivered  CreateTrail, account 333333333333, eu-west-1"),
                   output.text << text_of(output.diagnostics));
      } else {
        BOOST_TEST(contains(text_of(output.diagnostics), row.message), text_of(output.diagnostics));
      }
    }
  }
}

// AWS Control Tower User Guide, "Step 2: Launch your landing zone using the AWS Control Tower
// APIs": with landing zone version 4.0 many components are optional.
TEST_TABLE(what_a_landing_zone_leaves_out_delivers_nothing) {
  struct Row {
    const char* name;
    const char* manifest;
    const char* verdicts;
  };

  const char* const kOff = "";
  const std::vector<Row> rows = {
      {"nothing but Regions", R"({"governedRegions": ["us-east-1"]})", kOff},
      {"central logging that is off, with no account",
       R"({"governedRegions": ["us-east-1"], "centralizedLogging": {"enabled": false}})",
       kOff},
      {"as get-landing-zone prints it",
       R"({"landingZone": {"arn": "arn:aws:controltower:us-east-1:111122223333:landingzone/1",
           "version": "4.0", "manifest": {"governedRegions": ["us-east-1"]}}})",
       kOff},
      {"as create-landing-zone takes it",
       R"({"version": "4.0", "manifest": {"governedRegions": ["us-east-1"]}})",
       kOff},
      {"4.0 without Config",
       R"({"version": "4.0", "manifest": {"governedRegions": ["us-east-1"],
           "centralizedLogging": {"accountId": "222222222222"}}})",
       "✓ trail  delivered  CreateTrail, account 111122223333, us-east-1\n"},
      {"4.0 without a trail",
       R"({"version": "4.0", "manifest": {"governedRegions": ["us-east-1"],
           "centralizedLogging": {"enabled": false}, "config": {"accountId": "222222222222"}}})",
       "✓ config-management  delivered  PutDeliveryChannel, account 111122223333, us-east-1\n"
       "✓ config-audit  delivered  PutDeliveryChannel, account 222222222222, us-east-1\n"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files;
      files.add("manifest.json", row.manifest);
      command::CheckOptions options;
      options.scenarios.accounts = {"111122223333"};
      const command::Output output = command::check({"manifest.json"}, options, files);
      const std::string remarks = text_of(output.diagnostics);
      BOOST_TEST(verdicts(output.text) == row.verdicts, output.text << remarks);
      if (std::string(row.verdicts).empty()) {
        BOOST_TEST(contains(remarks, "Control Tower delivers nothing"), remarks);
        BOOST_TEST(contains(remarks, "nothing here says what is delivered"), remarks);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::landing_zone_inputs
