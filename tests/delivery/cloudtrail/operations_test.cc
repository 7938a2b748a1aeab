#include "engine/delivery/cloudtrail/operations.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"
#include "tests/support/trail_case.h"

// The rows have the numbers of the fixtures in fixtures/cloudtrail. Where a capture of AWS differs
// from the documentation, the capture counts.
namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(cloudtrail)

namespace {

constexpr const char* kBucketError =
    "Incorrect S3 bucket policy is detected for bucket: cfg-logs-2222";
constexpr const char* kTopicError = "SNS Topic does not exist or the topic policy is incorrect!";
constexpr const char* kGenerate = R"("kms:GenerateDataKey*")";

std::string key_error() {
  return "Insufficient permissions to access S3 bucket cfg-logs-2222 or KMS key " +
         std::string(kKey) + ".";
}

std::string key_policy(const std::string& actions, const std::string& condition = {}) {
  return std::string(kDefaultKeyPolicy) + "," + allow(kToCloudTrail, actions, "*", condition);
}

struct Row {
  const char* name;
  std::function<void(TrailCase&)> change;
  std::string error;  // the text, or the code where AWS's text is not known; empty: taken
};

void check(test::Table& table, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      TrailCase made;
      row.change(made);
      const DeliveryOutcome outcome = made.run();
      BOOST_TEST(outcome.outcome == (row.error.empty() ? Outcome::Delivered : Outcome::Refused));
      BOOST_TEST((row.error.ends_with("Exception") ? code_of(outcome) : message_of(outcome)) ==
                 row.error);
    }
  }
}

/// A key that grants no kms:Decrypt, and a bucket with an S3 Bucket Key; `setting` is of the switch
/// kms_decrypt, empty for the default.
std::function<void(TrailCase&)> bucket_key(const char* setting) {
  return [=](TrailCase& made) {
    made.with_key(key_policy(kGenerate));
    made.world.buckets[0].encryption = {"aws:kms", kKey, true};
    if (*setting != '\0') {
      BOOST_REQUIRE(!made.assumptions.set("kms_decrypt", setting));
    }
  };
}

void as_organization_trail(TrailCase& made) {
  made.trail().is_organization_trail = true;
  made.bucket_policy({.more = allow(kToCloudTrail,
                                    R"("s3:PutObject")",
                                    "arn:aws:s3:::cfg-logs-2222/AWSLogs/o-a1b2c3d4e5/*")});
}

}  // namespace

TEST_TABLE(bucket_policies) {
  const std::vector<Row> rows = {
      {"60 documented policy", [](TrailCase&) {}, ""},
      {"61 no GetBucketAcl", [](TrailCase& c) { c.bucket_policy({.acl = false}); }, kBucketError},
      {"62 resource without the objects",
       [](TrailCase& c) { c.bucket_policy({.put_resource = "arn:aws:s3:::cfg-logs-2222"}); },
       kBucketError},
      {"63 a prefix that the policy lacks",
       [](TrailCase& c) { c.trail().s3_key_prefix = "blah"; },
       kBucketError},
      {"a prefix that the policy has",
       [](TrailCase& c) {
         c.trail().s3_key_prefix = "blah";
         c.bucket_policy(
             {.put_resource = "arn:aws:s3:::cfg-logs-2222/blah/AWSLogs/333333333333/*"});
       },
       ""},
      {"no policy", [](TrailCase& c) { c.world.buckets[0].policy = nullptr; }, kBucketError},
      {"67 aws:SourceArn of another trail",
       [](TrailCase& c) { c.trail().name = "other-trail"; },
       kBucketError},
      {"67 aws:SourceArn of another Region",
       [](TrailCase& c) { c.call.region = "eu-west-1"; },
       kBucketError},
      {"aws:SourceAccount alone (captured)",
       [](TrailCase& c) {
         c.bucket_policy(
             {.condition = R"({"StringEquals": {"aws:SourceAccount": "333333333333"}})"});
       },
       ""},
      {"aws:SourceAccount of another account",
       [](TrailCase& c) {
         c.bucket_policy(
             {.condition = R"({"StringEquals": {"aws:SourceAccount": "222222222222"}})"});
       },
       kBucketError},
      {"68 Allow on aws:PrincipalOrgID",
       [](TrailCase& c) {
         c.bucket_policy(
             {.condition = R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"});
       },
       kBucketError},
      // Captured (1.7): AssumedRole, not Service nor AWSService.
      {"aws:PrincipalType AssumedRole",
       [](TrailCase& c) {
         c.bucket_policy(
             {.condition = R"({"StringEquals": {"aws:PrincipalType": "AssumedRole"}})"});
       },
       ""},
      {"aws:PrincipalType Service",
       [](TrailCase& c) {
         c.bucket_policy({.condition = R"({"StringEquals": {"aws:PrincipalType": "Service"}})"});
       },
       kBucketError},
      {"69 no such bucket",
       [](TrailCase& c) { c.world.buckets.clear(); },
       "S3 bucket cfg-logs-2222 does not exist!"},
      {"90 Requester Pays",
       [](TrailCase& c) { c.world.buckets[0].requester_pays = true; },
       kBucketError},
      {"an Allow under the ACL header",
       [](TrailCase& c) {
         c.bucket_policy({.put_resource = "arn:aws:s3:::none/*",
                          .more = allow(kToCloudTrail,
                                        R"("s3:PutObject")",
                                        "*",
                                        R"({"StringEquals": {"s3:x-amz-acl":
                                            "bucket-owner-full-control"}})")});
       },
       ""},
  };
  check(table, rows);
}

// Captured: both are tried whatever the first gives, and a marker
// stays behind although the trail is refused.
BOOST_AUTO_TEST_CASE(a_marker_stays_behind_where_only_the_acl_is_refused) {
  const std::string marker = "AWSLogs/333333333333/CloudTrail/";
  const DeliveryOutcome good = TrailCase().run();
  BOOST_TEST(requests_of(good) == "s3:GetBucketAcl/service s3:PutObject/service");
  BOOST_TEST(keys_of(good) == marker);

  TrailCase no_acl;
  no_acl.bucket_policy({.acl = false});
  const DeliveryOutcome refused = no_acl.run();
  BOOST_TEST(refused.outcome == Outcome::Refused);
  BOOST_TEST(requests_of(refused) == "s3:GetBucketAcl/service s3:PutObject/service");
  BOOST_TEST(keys_of(refused) == marker);
  BOOST_TEST(refused.probes.at(refused.cause.value()).request.action == "s3:GetBucketAcl");

  TrailCase no_put;
  no_put.bucket_policy({.put_resource = "arn:aws:s3:::none/*"});
  BOOST_TEST(no_put.run().objects_written.empty());

  TrailCase nothing;
  nothing.world.buckets[0].policy = nullptr;
  BOOST_TEST(nothing.run().probes.at(nothing.run().cause.value()).request.action ==
             "s3:GetBucketAcl");
}

// Captured (owned_s3_delivery): validation adds a second marker, the first is there already.
BOOST_AUTO_TEST_CASE(validation_adds_the_digest_marker) {
  TrailCase made;
  made.trail().enable_log_file_validation = true;
  BOOST_TEST(keys_of(made.run()) ==
             "AWSLogs/333333333333/CloudTrail/ AWSLogs/333333333333/CloudTrail-Digest/");
  made.bucket_policy(
      {.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/CloudTrail/*"});
  const DeliveryOutcome refused = made.run();
  BOOST_TEST(message_of(refused) == kBucketError);
  BOOST_TEST(keys_of(refused) == "AWSLogs/333333333333/CloudTrail/");
}

TEST_TABLE(organization_trails) {
  const auto with_policy = [](const char* resource) {
    return [=](TrailCase& c) {
      c.trail().is_organization_trail = true;
      c.bucket_policy({.put_resource = resource});
    };
  };
  const std::vector<Row> rows = {
      {"64 the account's path only",
       with_policy("arn:aws:s3:::cfg-logs-2222/AWSLogs/333333333333/*"),
       kBucketError},
      {"65 the organization's path only",
       with_policy("arn:aws:s3:::cfg-logs-2222/AWSLogs/o-a1b2c3d4e5/*"),
       kBucketError},
      {"66 both", as_organization_trail, ""},
      {"81 trusted access off",
       [](TrailCase& c) {
         as_organization_trail(c);
         c.world.organization->cloudtrail_access_enabled = false;
       },
       "CloudTrailAccessNotEnabledException"},
      {"no organization",
       [](TrailCase& c) {
         as_organization_trail(c);
         c.world.organization.reset();
       },
       "OrganizationsNotInUseException"},
      {"a member account",
       [](TrailCase& c) {
         as_organization_trail(c);
         c.call.account = kBucketOwner;
       },
       "NotOrganizationMasterAccountException"},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(the_text_about_trusted_access_names_the_account) {
  TrailCase made;
  as_organization_trail(made);
  made.world.organization->cloudtrail_access_enabled = false;
  BOOST_TEST(message_of(made.run()) ==
             "The request could not be processed because your organization hasn\u2019t enabled "
             "CloudTrail service access. Enable service access for CloudTrail, and then try "
             "again. You are signed in with the following AWS account ID: 333333333333");
}

TEST_TABLE(keys) {
  const std::string trails_of = R"({"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn":
      "arn:aws:cloudtrail:*:ACCOUNT:trail/*"}})";
  const auto context_of = [&](const std::string& account) {
    std::string text = trails_of;
    return text.replace(text.find("ACCOUNT"), 7, account);
  };
  const auto with_key = [](const std::string& text) {
    return [=](TrailCase& c) { c.with_key(text); };
  };
  const auto named = [](const char* id) {
    return [=](TrailCase& c) {
      c.with_key(key_policy(kGenerate));
      c.trail().kms_key_id = id;
    };
  };
  const std::vector<Row> rows = {
      {"70 default key policy", with_key(kDefaultKeyPolicy), key_error()},
      // Captured (1.12): GenerateDataKey alone is needed.
      {"kms:GenerateDataKey alone", with_key(key_policy(R"("kms:GenerateDataKey")")), ""},
      {"71 a typing slip", with_key(key_policy(R"("kms=GenerateDataKey")")), key_error()},
      {"72 encryption context of another account",
       with_key(key_policy(kGenerate, context_of("444444444444"))),
       key_error()},
      {"72 encryption context of this account",
       with_key(key_policy(kGenerate, context_of("333333333333"))),
       ""},
      {"the other entry of the context",
       with_key(key_policy(kGenerate,
                           R"({"ArnLike": {"kms:EncryptionContext:aws:s3:arn":
                               "arn:aws:s3:::cfg-logs-2222/AWSLogs/*"}})")),
       ""},
      {"kms:ViaService of S3 (1.12)",
       with_key(key_policy(
           kGenerate, R"({"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}})")),
       ""},
      {"75 Bucket Key without kms:Decrypt", bucket_key(""), ""},
      {"75 the same, required", bucket_key("required"), key_error()},
      {"75 the same, required under its older name",
       bucket_key("cloudtrail_bucket_key"),
       key_error()},
      {"75 the same, never", bucket_key("never"), ""},
      {"75 Bucket Key with kms:Decrypt",
       [](TrailCase& c) {
         c.with_key(key_policy(R"(["kms:GenerateDataKey*", "kms:Decrypt"])"));
         c.world.buckets[0].encryption = {"aws:kms", kKey, true};
       },
       ""},
      // Captured codes (1.13).
      {"well-formed, but there is none",
       [](TrailCase& c) {
         c.with_key("");
         c.world.keys.clear();
       },
       key_error()},
      {"76 in another Region than the bucket",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.world.buckets[0].region = "eu-west-1";
       },
       "KmsKeyNotFoundException"},
      {"not a key's ARN",
       [](TrailCase& c) { c.trail().kms_key_id = "arn:aws:s3:::b"; },
       "KmsKeyNotFoundException"},
      {"the alias of an AWS managed key for a key's id",
       named("arn:aws:kms:us-east-1:333333333333:key/aws/s3"),
       "KMS key ID arn:aws:kms:us-east-1:333333333333:key/aws/s3 does not exist, or s3 bucket "
       "cfg-logs-2222 and key are not in the same region."},
      {"the same, bare", named("aws/s3"), "KmsKeyNotFoundException"},
      {"an alias for a key's id", named("key/alias/logs"), "KmsKeyNotFoundException"},
      {"an AWS managed key, which lets no service in",
       named("alias/aws/s3"),
       "InsufficientEncryptionPolicyException"},
      {"disabled",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.world.keys[0].state = "Disabled";
       },
       "KmsException"},
      {"empty means no key", [](TrailCase& c) { c.trail().kms_key_id = ""; }, ""},
      // Bare aliases are of the trail's account and home Region (1.13).
      {"an alias",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.world.keys[0].aliases = std::vector<std::string>{"alias/logs"};
         c.trail().kms_key_id = "alias/logs";
       },
       ""},
      {"73 bucket at fault, with a key",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.bucket_policy({.put_resource = "arn:aws:s3:::none/*"});
       },
       key_error()},
      {"73 the same, switched",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.bucket_policy({.put_resource = "arn:aws:s3:::none/*"});
         BOOST_REQUIRE(!c.assumptions.set("ct_put_denied_with_key", "s3_first"));
       },
       kBucketError},
      {"the ACL at fault, with a key",
       [](TrailCase& c) {
         c.with_key(key_policy(kGenerate));
         c.bucket_policy({.acl = false});
       },
       kBucketError},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(a_direct_call_to_kms_carries_no_via_service) {
  TrailCase made;
  made.with_key(key_policy(
      kGenerate, R"({"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}})"));
  BOOST_TEST(made.run().outcome == Outcome::Delivered);
  BOOST_REQUIRE(!made.assumptions.set("cloudtrail_kms_call", "direct"));
  BOOST_TEST(message_of(made.run()) == key_error());
  BOOST_TEST(context_value(find_probe(made.run(), "kms:GenerateDataKey"), "kms:ViaService") ==
             "absent");
}

// Asked for the record, said in a note, and the note is gone where it is granted.
BOOST_AUTO_TEST_CASE(a_bucket_key_without_decrypt_is_a_remark_only) {
  const auto remarks = [](const std::string& actions, const char* setting) {
    TrailCase made;
    bucket_key(setting)(made);
    made.with_key(key_policy(actions));
    std::string codes;
    for (const auto& remark : made.run().warnings) {
      codes += remark.code + " ";
    }
    return codes;
  };
  const std::string granted = R"(["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"])";
  const std::string lacking = R"(["kms:GenerateDataKey*", "kms:DescribeKey"])";
  BOOST_TEST(remarks(lacking, "") == "no-decrypt ");
  BOOST_TEST(remarks(granted, "") == "");
  BOOST_TEST(remarks(lacking, "never") == "");
}

// The key is named, or not, in the header alone: S3 asks KMS all the same.
BOOST_AUTO_TEST_CASE(a_switch_takes_the_key_from_the_headers_of_the_markers) {
  constexpr const char* kHeader = "s3:x-amz-server-side-encryption";
  TrailCase made;
  made.with_key(key_policy(kGenerate));
  BOOST_TEST(context_value(find_probe(made.run(), "s3:PutObject"), kHeader) == "aws:kms");
  BOOST_REQUIRE(!made.assumptions.set("ct_marker_key_header", "absent"));
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(context_value(find_probe(outcome, "s3:PutObject"), kHeader) == "absent");
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  BOOST_TEST(find_probe(outcome, "kms:GenerateDataKey").succeeded() == Match::Yes);
}

// The marker of the digests is encrypted as the digests are.
BOOST_AUTO_TEST_CASE(a_digest_marker_of_sse_s3_asks_for_aes256_and_not_kms) {
  TrailCase made;
  made.with_key(key_policy(kGenerate));
  made.trail().enable_log_file_validation = true;
  BOOST_REQUIRE(!made.assumptions.set("ct_digest_encryption", "sse_s3"));
  const DeliveryOutcome outcome = made.run();
  std::string headers;
  std::size_t data_keys = 0;
  for (const ProbeResult& probe : outcome.probes) {
    data_keys += probe.request.action == "kms:GenerateDataKey" ? 1U : 0U;
    headers += probe.request.action == "s3:PutObject"
                   ? context_value(probe, "s3:x-amz-server-side-encryption") + " "
                   : "";
  }
  BOOST_TEST(headers == "aws:kms AES256 ");
  BOOST_TEST(data_keys == 1U);
}

// Two public reports: with the bucket policy mended, trusted access is what is missing.
BOOST_AUTO_TEST_CASE(the_bucket_comes_before_trusted_access_and_that_before_the_topic) {
  TrailCase made;
  as_organization_trail(made);
  made.world.organization->cloudtrail_access_enabled = false;
  made.trail().sns_topic_name = kTrailTopic;
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(code_of(outcome) == "CloudTrailAccessNotEnabledException");
  BOOST_TEST(outcome.objects_written.size() == 2U);
  made.world.buckets[0].policy = nullptr;
  BOOST_TEST(code_of(made.run()) == "InsufficientS3BucketPolicyException");
}

// Row 74, and captured.
BOOST_AUTO_TEST_CASE(a_key_that_cannot_be_described_is_a_remark_only) {
  TrailCase made;
  made.with_key(key_policy(kGenerate));
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  BOOST_TEST(outcome.warnings.size() == 1U);
  made.with_key(key_policy(R"(["kms:GenerateDataKey*", "kms:DescribeKey"])"));
  BOOST_TEST(made.run().warnings.empty());
}

TEST_TABLE(topics) {
  const std::string publish = allow(kToCloudTrail, R"("SNS:Publish")", kTrailTopic);
  const auto named = [](const char* name) {
    return [=](TrailCase& c) { c.trail().sns_topic_name = name; };
  };
  const std::vector<Row> rows = {
      {"may publish", [&](TrailCase& c) { c.with_topic(publish); }, ""},
      {"77 may not publish", [](TrailCase& c) { c.with_topic(""); }, kTopicError},
      {"77 no such topic", named(kTrailTopic), kTopicError},
      {"may publish for this trail",
       [](TrailCase& c) {
         c.with_topic(allow(kToCloudTrail,
                            R"("SNS:Publish")",
                            kTrailTopic,
                            R"({"StringEquals": {"aws:SourceArn":
                              "arn:aws:cloudtrail:us-east-1:333333333333:trail/my-trail"}})"));
       },
       ""},
      {"by its name",
       [&](TrailCase& c) {
         c.with_topic(publish);
         c.trail().sns_topic_name = "t";
       },
       ""},
      {"empty means no topic", named(""), ""},
      {"FIFO", named("arn:aws:sns:us-east-1:333333333333:t.fifo"), "InvalidSnsTopicNameException"},
      {"no topic's ARN", named("arn:aws:s3:::b"), "InvalidSnsTopicNameException"},
  };
  check(table, rows);
}

// Captured: a malformed topic before the marker, a refused publish after it.
BOOST_AUTO_TEST_CASE(the_marker_is_written_before_the_topic_is_tried) {
  TrailCase fifo;
  fifo.trail().sns_topic_name = "t.fifo";
  BOOST_TEST(fifo.run().objects_written.empty());
  TrailCase refused;
  refused.with_topic("");
  BOOST_TEST(refused.run().objects_written.size() == 1U);
}

// Captured: three entries in the encryption context.
BOOST_AUTO_TEST_CASE(an_encrypted_topic_needs_its_key) {
  TrailCase made;
  made.with_topic(allow(kToCloudTrail, R"("sns:Publish")", kTrailTopic));
  made.world.topics[0].kms_key = kKey;
  made.world.keys = {key(kKey, kDefaultKeyPolicy)};
  BOOST_TEST((made.run().error->id == remora::delivery::Message::TrailTopicKey));
  made.world.topics[0].kms_key = "alias/aws/sns";
  BOOST_TEST(made.run().outcome == Outcome::Refused);
  made.world.topics[0].kms_key = kKey;
  made.world.keys = {key(kKey,
                         key_policy(R"(["kms:GenerateDataKey*", "kms:Decrypt"])",
                                    R"({"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn":
                       "arn:aws:sns:us-east-1:333333333333:t"}})"))};
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  const ProbeResult& kms = find_probe(outcome, "kms:GenerateDataKey");
  BOOST_TEST(context_value(kms, "kms:EncryptionContext:aws:sns:sourceArn") == kTrailArn);
  BOOST_TEST(context_value(kms, "kms:EncryptionContext:aws:sns:sourceAccount") == "333333333333");
}

TEST_TABLE(names) {
  const auto named = [](std::string name) { return [=](TrailCase& c) { c.trail().name = name; }; };
  const std::vector<Row> rows = {
      {"83 too short",
       named("ab"),
       "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 "
       "characters."},
      {"84 side by side",
       named("my--trail"),
       "Trail name or ARN cannot have adjacent periods (.), hyphens (-), or underscores (_)."},
      {"84 an IP address",
       named("192.168.5.4"),
       "Trail names must not be formatted as an IP address."},
      {"the name comes before the bucket",
       [](TrailCase& c) {
         c.trail().name = "ab";
         c.world.buckets.clear();
       },
       "InvalidTrailNameException"},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(the_owner_of_an_organization_trail_is_the_management_account) {
  TrailCase made;
  as_organization_trail(made);
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(context_value(outcome.probes.at(0), "aws:SourceArn") == kTrailArn);
  BOOST_TEST(context_value(outcome.probes.at(0), "aws:SourceAccount") == "333333333333");
  BOOST_TEST(context_value(outcome.probes.at(0), "aws:SourceOrgID") == "o-a1b2c3d4e5");
  for (const WrittenObject& object : outcome.objects_written) {
    BOOST_TEST(object.key.ends_with("/"), object.key);
  }
  BOOST_TEST(outcome.objects_written.size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_leaves_the_trail_open) {
  TrailCase unlisted;
  unlisted.world.closure = world::Closure::Open;
  unlisted.world.buckets.clear();
  BOOST_TEST(unlisted.run().outcome == Outcome::Undetermined);
  TrailCase unread;
  unread.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  BOOST_TEST(unread.run().outcome == Outcome::Undetermined);
  TrailCase organization;
  organization.world.closure = world::Closure::Open;
  organization.world.organization.reset();
  organization.trail().is_organization_trail = true;
  BOOST_TEST(organization.run().outcome == Outcome::Undetermined);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
