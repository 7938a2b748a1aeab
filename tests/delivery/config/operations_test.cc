#include "engine/delivery/config/operations.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

// The rows have the numbers of the fixtures in fixtures/config. Where a capture of AWS differs from
// the documentation, the capture counts.
namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(config)

namespace {

constexpr const char* kServiceRole =
    "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/"
    "AWSServiceRoleForConfig";

std::string write_error(const std::string& prefix = "null", const std::string& key = "null") {
  return "Insufficient delivery policy to s3 bucket: cfg-logs-2222, unable to write to bucket, "
         "provided s3 key prefix is '" +
         prefix + "', provided kms key is '" + key + "'.";
}

std::string role_error(const std::string& role_arn) {
  return "Insufficient delivery policy to s3 bucket: cfg-logs-2222, unable to assume role: " +
         role_arn + ".";
}

const char* const kAclError =
    "Insufficient delivery policy to s3 bucket: cfg-logs-2222, unable to get s3 bucket acl.";

std::string key_policy_for_config(const std::string& actions, const std::string& condition = {}) {
  return std::string(kDefaultKeyPolicy) + "," + allow(kToConfig, actions, "*", condition);
}

struct Row {
  const char* name;
  std::function<void(ConfigCase&)> change;
  std::string error;  // empty: delivered
};

void check(test::Table& table, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      const DeliveryOutcome outcome = made.run();
      BOOST_TEST(outcome.outcome == (row.error.empty() ? Outcome::Delivered : Outcome::Refused));
      BOOST_TEST(message_of(outcome) == row.error);
    }
  }
}

void use_service_linked_role(ConfigCase& made) {
  world::Role linked = role(kServiceRole,
                            allow(kToConfig, R"("sts:AssumeRole")", ""),
                            allow("", R"(["s3:GetBucketAcl", "s3:ListBucket"])", "*"));
  linked.service_linked = true;
  made.world.roles = {linked};
  made.of().recorder->role_arn = kServiceRole;
  made.bucket_owner(kRecorderAccount);
}

/// The bucket is the recorder's own and has no policy; the role has these permissions.
void own_bucket(ConfigCase& made, const std::string& actions, const std::string& resource) {
  made.bucket_owner(kRecorderAccount);
  made.bucket_policy("");
  made.world.roles = {
      role(kRole, allow(kToConfig, R"("sts:AssumeRole")", ""), allow("", actions, resource))};
}

constexpr const char* kWriteAndRead = R"(["s3:PutObject", "s3:PutObjectAcl", "s3:GetBucketAcl"])";

}  // namespace

TEST_TABLE(roles_and_bucket_policies) {
  const std::vector<Row> rows = {
      {"1 service-linked role, documented bucket policy", use_service_linked_role, ""},
      {"2 service-linked role, no bucket policy",
       [](ConfigCase& c) {
         use_service_linked_role(c);
         c.bucket_policy("");
       },
       write_error()},
      {"4 a policy for CloudTrail only",
       [](ConfigCase& c) {
         use_service_linked_role(c);
         c.bucket_policy(allow(kToCloudTrail, R"("s3:*")", "*"));
       },
       write_error()},
      {"5 own bucket, the role has all it needs",
       [](ConfigCase& c) { own_bucket(c, kWriteAndRead, "*"); },
       ""},
      // Captured: s3:PutObjectAcl is not needed in the own account.
      {"5 own bucket, without s3:PutObjectAcl",
       [](ConfigCase& c) { own_bucket(c, R"(["s3:PutObject", "s3:GetBucketAcl"])", "*"); },
       ""},
      {"6 role limited to another folder",
       [](ConfigCase& c) { own_bucket(c, kWriteAndRead, "arn:aws:s3:::cfg-logs-2222/other/*"); },
       write_error()},
      {"8 role limited to a prefix that the channel lacks",
       [](ConfigCase& c) {
         own_bucket(c, kWriteAndRead, "arn:aws:s3:::cfg-logs-2222/config/AWSLogs/*");
       },
       write_error()},
      {"13 another account's bucket, by the service principal", [](ConfigCase&) {}, ""},
      {"14 aws:SourceAccount of another account",
       [](ConfigCase& c) {
         c.service_policy(
             {.condition = R"({"StringEquals": {"aws:SourceAccount": "444444444444"}})"});
       },
       write_error()},
      {"15 aws:SourceArn of a recorder",
       [](ConfigCase& c) {
         c.service_policy({.condition = R"({"StringEquals": {"aws:SourceArn":
             "arn:aws:config:us-east-1:111111111111:config-recorder/default"}})"});
       },
       write_error()},
      {"15 the literal asterisk",
       [](ConfigCase& c) {
         c.service_policy({.condition = R"({"StringEquals": {"aws:SourceArn":
             "arn:aws:config:us-east-1:111111111111:*"}})"});
       },
       ""},
      {"16 aws:SourceArn of another Region",
       [](ConfigCase& c) {
         c.service_policy({.condition = R"({"ArnLike": {"aws:SourceArn":
             "arn:aws:config:eu-west-1:111111111111:*"}})"});
       },
       write_error()},
      {"17 resource without the objects",
       [](ConfigCase& c) {
         c.service_policy({.put_resource = "arn:aws:s3:::cfg-logs-2222",
                           .put_resource_without_prefix = "arn:aws:s3:::cfg-logs-2222"});
       },
       write_error()},
      {"17 folder of another account",
       [](ConfigCase& c) {
         c.service_policy({.put_resource_without_prefix =
                               "arn:aws:s3:::cfg-logs-2222/AWSLogs/444444444444/Config/*"});
       },
       write_error()},
      {"18 folder of the Region only",
       [](ConfigCase& c) {
         c.service_policy(
             {.put_resource_without_prefix =
                  "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/us-east-1/*"});
       },
       write_error()},
      {"19 nobody may read the ACL",
       [](ConfigCase& c) { c.service_policy({.acl = false}); },
       kAclError},
      {"19d own bucket, the role may write but not read the ACL",
       [](ConfigCase& c) { own_bucket(c, R"(["s3:PutObject", "s3:PutObjectAcl"])", "*"); },
       kAclError},
      {"20 nobody may list", [](ConfigCase& c) { c.service_policy({.list = false}); }, ""},
      {"45 default retention",
       [](ConfigCase& c) { c.world.buckets[0].object_lock_default_retention = true; },
       write_error()},
      {"90 Requester Pays",
       [](ConfigCase& c) { c.world.buckets[0].requester_pays = true; },
       write_error()},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(a_prefix_is_part_of_the_key) {
  ConfigCase made;
  own_bucket(made, kWriteAndRead, "arn:aws:s3:::cfg-logs-2222*");
  made.world.roles = {role(
      kRole,
      allow(kToConfig, R"("sts:AssumeRole")", ""),
      allow("", R"("s3:PutObject")", "arn:aws:s3:::cfg-logs-2222/config/AWSLogs/111111111111/*") +
          "," + allow("", R"("s3:GetBucketAcl")", "*"))};
  made.channel().s3_key_prefix = "config";
  const DeliveryOutcome outcome = made.run();  // row 7
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  BOOST_REQUIRE(outcome.objects_written.size() == 1U);
  BOOST_TEST(outcome.objects_written[0].key ==
             "config/AWSLogs/111111111111/Config/ConfigWritabilityCheckFile");
}

TEST_TABLE(the_recorders_role_must_be_assumable) {
  const char* const user = "arn:aws:iam::111111111111:user/ann";
  const auto trust = [](const std::string& principal, const std::string& condition) {
    return [=](ConfigCase& c) {
      c.world.roles = {role(kRole, allow(principal, R"("sts:AssumeRole")", "", condition))};
    };
  };
  const std::vector<Row> rows = {
      {"9 trusts another service",
       trust(R"({"Service": "ec2.amazonaws.com"})", ""),
       role_error(kRole)},
      {"10 a user's ARN",
       [&](ConfigCase& c) { c.of().recorder->role_arn = user; },
       role_error(user)},
      {"11 trusts for another account",
       trust(kToConfig, R"({"StringEquals": {"aws:SourceAccount": "444444444444"}})"),
       role_error(kRole)},
      {"12 trusts by aws:SourceArn",
       trust(kToConfig,
             R"({"ArnLike": {"aws:SourceArn": "arn:aws:config:us-east-1:111111111111:*"},
                 "StringEquals": {"AWS:SourceAccount": "111111111111"}})"),
       ""},
      {"no such role", [](ConfigCase& c) { c.world.roles.clear(); }, role_error(kRole)},
      {"a role without trust policy",
       [](ConfigCase& c) { c.world.roles[0].trust = nullptr; },
       role_error(kRole)},
      // No fallback, and before the bucket is looked for (captured).
      {"9 and no bucket",
       [&](ConfigCase& c) {
         trust(R"({"Service": "ec2.amazonaws.com"})", "")(c);
         c.world.buckets.clear();
       },
       role_error(kRole)},
  };
  check(table, rows);
}

TEST_TABLE(organizations_and_network_conditions) {
  const char* const in_organization = R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})";
  const auto with_deny = [](const char* condition) {
    return [=](ConfigCase& c) { c.service_policy({.more = deny(condition)}); };
  };
  const std::vector<Row> rows = {
      {"21 Allow on aws:PrincipalOrgID",
       [&](ConfigCase& c) { c.service_policy({.condition = in_organization}); },
       write_error()},
      {"22 Allow on aws:SourceOrgID",
       [](ConfigCase& c) {
         c.service_policy(
             {.condition = R"({"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}})"});
       },
       ""},
      {"23 Deny unless aws:PrincipalOrgID",
       with_deny(R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
       write_error()},
      {"24 the same with IfExists",
       with_deny(R"({"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-other"},
                     "Bool": {"aws:PrincipalIsAWSService": "false"}})"),
       ""},
      {"25 the same, AWS services left out",
       with_deny(R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
                     "Bool": {"aws:PrincipalIsAWSService": "false"}})"),
       ""},
      {"26 Deny without TLS", with_deny(R"({"Bool": {"aws:SecureTransport": "false"}})"), ""},
      {"27 Deny unless through an endpoint",
       with_deny(R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})"),
       write_error()},
      {"57 an SCP denies the role, the service writes",
       [](ConfigCase& c) {
         c.world.organization->scps_in_force = true;
         c.world.organization->accounts[kRecorderAccount].scps = {{statements(
             allow("", R"("*")", "*") + "," + allow("", R"("s3:PutObject")", "*", "", "Deny"),
             PolicyType::Scp)}};
       },
       ""},
      {"58 an RCP for strangers, guarded by aws:SourceOrgID",
       [](ConfigCase& c) {
         c.world.organization->rcps_in_force = true;
         c.world.organization->accounts[kBucketOwner].rcps = {
             {statements(deny(R"({"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-a1b2c3d4e5"},
                      "Bool": {"aws:PrincipalIsAWSService": "true"}})"),
                         PolicyType::Rcp)}};
       },
       ""},
      {"an RCP that keeps services out",
       [](ConfigCase& c) {
         c.world.organization->rcps_in_force = true;
         c.world.organization->accounts[kBucketOwner].rcps = {{statements(
             deny(R"({"Bool": {"aws:PrincipalIsAWSService": "true"}})"), PolicyType::Rcp)}};
       },
       write_error()},
  };
  check(table, rows);
}

TEST_TABLE(keys) {
  const std::string pair = R"(["kms:Decrypt", "kms:GenerateDataKey"])";
  const std::string with_key = write_error("o-a1b2c3d4e5", kKey);
  const auto key_policy = [](const std::string& text) {
    return [=](ConfigCase& c) { c.with_key(text); };
  };
  const auto bucket_key_and = [](const std::string& text) {
    return [=](ConfigCase& c) {
      c.with_key(text);
      c.bucket_key(true);
    };
  };
  const std::vector<Row> rows = {
      {"31 default key policy", key_policy(kDefaultKeyPolicy), with_key},
      {"32 Control Tower's statement", key_policy(key_policy_for_config(pair)), ""},
      {"33 kms:Encrypt only", key_policy(key_policy_for_config(R"("kms:Encrypt")")), with_key},
      {"34 kms:GenerateDataKey only",
       key_policy(key_policy_for_config(R"("kms:GenerateDataKey")")),
       ""},
      {"the same with a Bucket Key, as an account in use has it",
       bucket_key_and(key_policy_for_config(R"("kms:GenerateDataKey")")),
       ""},
      {"35 the same where a Bucket Key is taken to need kms:Decrypt",
       [&](ConfigCase& c) {
         bucket_key_and(key_policy_for_config(R"("kms:GenerateDataKey")"))(c);
         BOOST_TEST(!c.assumptions.set("kms_decrypt", "bucket_key"));
       },
       with_key},
      {"35 both with a Bucket Key", bucket_key_and(key_policy_for_config(pair)), ""},
      {"36 aws:SourceAccount of the management account",
       key_policy(key_policy_for_config(
           pair, R"({"StringEquals": {"aws:SourceAccount": "333333333333"}})")),
       with_key},
      {"36 aws:SourceAccount of the recorder's account",
       key_policy(key_policy_for_config(pair, kFromRecorder)),
       ""},
      {"37 kms:ViaService of another Region",
       key_policy(key_policy_for_config(
           pair, R"({"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}})")),
       with_key},
      {"37 kms:ViaService of the bucket's Region",
       key_policy(key_policy_for_config(
           pair, R"({"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}})")),
       ""},
      {"38 encryption context of objects, Bucket Key off",
       key_policy(key_policy_for_config(
           pair,
           R"({"ArnLike": {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::cfg-logs-2222/*"}})")),
       ""},
      {"38 encryption context of objects, Bucket Key on",
       bucket_key_and(key_policy_for_config(
           pair,
           R"({"ArnLike": {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::cfg-logs-2222/*"}})")),
       with_key},
      {"39 disabled",
       [&](ConfigCase& c) {
         c.with_key(key_policy_for_config(pair));
         c.world.keys[0].state = "Disabled";
       },
       with_key},
      {"39 pending deletion",
       [&](ConfigCase& c) {
         c.with_key(key_policy_for_config(pair));
         c.world.keys[0].state = "PendingDeletion";
       },
       with_key},
      {"40 in another Region than the bucket",
       [&](ConfigCase& c) {
         c.with_key(key_policy_for_config(pair));
         c.world.buckets[0].region = "eu-west-1";
       },
       with_key},
      {"no such key",
       [&](ConfigCase& c) {
         c.with_key("");
         c.world.keys.clear();
       },
       with_key},
      {"no key policy", key_policy(""), with_key},
  };
  check(table, rows);
}

// Row 31 is the case that started it all: byte for byte but for the names.
BOOST_AUTO_TEST_CASE(the_default_key_policy_refuses_for_the_known_reason) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  const DeliveryOutcome outcome = made.run();
  BOOST_REQUIRE(outcome.error.has_value());
  BOOST_TEST(outcome.error->code == "InsufficientDeliveryPolicyException");
  BOOST_TEST(outcome.error->http_status == 400);
  BOOST_TEST(outcome.error->origin == Origin::Observed);
  BOOST_REQUIRE(outcome.cause.has_value());
  const ProbeResult& cause = outcome.probes[*outcome.cause];
  BOOST_TEST(cause.request.action == "kms:GenerateDataKey");
  BOOST_TEST(cause.request.principal.text() == "config.amazonaws.com");
  BOOST_TEST(cause.decision.verdict == Verdict::ImplicitlyDenied);
  BOOST_TEST(outcome.objects_written.empty());
}

TEST_TABLE(parameters_are_checked_in_order) {
  const auto channel = [](const std::function<void(DeliveryChannel&)>& change) {
    return [=](ConfigCase& c) { change(c.channel()); };
  };
  const std::vector<Row> rows = {
      {"name of 257 characters",
       channel([](auto& c) { c.name = std::string(257, 'n'); }),
       "1 validation error detected: Value '" + std::string(257, 'n') +
           "' at 'deliveryChannel.name' failed to satisfy constraint: Member must have length "
           "less than or equal to 256"},
      {"name of 256 characters", channel([](auto& c) { c.name = std::string(256, 'n'); }), ""},
      {"50 no recorder",
       [](ConfigCase& c) { c.of().recorder.reset(); },
       "Configuration recorder is not available to put delivery channel."},
      {"blank name",
       channel([](auto& c) { c.name = " "; }),
       "The delivery channel name ' ' is not valid, blank string."},
      {"48 no bucket",
       channel([](auto& c) { c.s3_bucket_name = std::nullopt; }),
       "Cannot find a S3 bucket with an empty bucket name."},
      {"48 empty bucket",
       channel([](auto& c) { c.s3_bucket_name = ""; }),
       "Cannot find a S3 bucket with an empty bucket name."},
      {"49 no such bucket",
       channel([](auto& c) { c.s3_bucket_name = "other"; }),
       "No such s3 bucket with name 'other'."},
      {"52 empty prefix",
       channel([](auto& c) { c.s3_key_prefix = ""; }),
       "The s3 key prefix '' is not valid, empty s3 key prefix."},
      {"41 empty key",
       channel([](auto& c) { c.s3_kms_key_arn = ""; }),
       "The arn '' is not a valid kms key or alias arn."},
      {"42 bare key id",
       channel([](auto& c) { c.s3_kms_key_arn = "1234abcd"; }),
       "The arn '1234abcd' is not a valid kms key or alias arn."},
      {"53 empty topic",
       channel([](auto& c) { c.sns_topic_arn = ""; }),
       "The sns topic arn '' is not valid."},
      {"recorder before bucket (capture of AWS, configservice lifecycle)",
       [](ConfigCase& c) {
         c.of().recorder.reset();
         c.channel().s3_bucket_name = "other";
       },
       "Configuration recorder is not available to put delivery channel."},
      {"bucket before prefix before key before topic",
       channel([](auto& c) {
         c.s3_key_prefix = "";
         c.s3_kms_key_arn = "";
         c.sns_topic_arn = "";
       }),
       "The s3 key prefix '' is not valid, empty s3 key prefix."},
      {"key before topic",
       channel([](auto& c) {
         c.s3_kms_key_arn = "";
         c.sns_topic_arn = "";
       }),
       "The arn '' is not a valid kms key or alias arn."},
      // An ARN is echoed as the bucket's name and cannot be written to.
      {"47 a bucket ARN",
       channel([](auto& c) { c.s3_bucket_name = "arn:aws:s3:::cfg-logs-2222"; }),
       "Insufficient delivery policy to s3 bucket: arn:aws:s3:::cfg-logs-2222, unable to write to "
       "bucket, provided s3 key prefix is 'null', provided kms key is 'null'."},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(an_unknown_frequency_is_a_validation_error) {
  ConfigCase made;
  made.channel().delivery_frequency = "Two_Hours";
  made.of().recorder.reset();
  const DeliveryOutcome outcome = made.run();  // row 55, before the recorder is missed
  BOOST_TEST(outcome.error.value().code == "ValidationException");
  for (const char* good :
       {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"}) {
    ConfigCase fine;
    fine.channel().delivery_frequency = good;
    BOOST_TEST(fine.run().outcome == Outcome::Delivered, good);
  }
}

// SNS is not tried (captured; row 54).
BOOST_AUTO_TEST_CASE(a_topic_that_refuses_does_not_refuse_the_channel) {
  ConfigCase made;
  made.world.topics = {topic("arn:aws:sns:us-east-1:111111111111:t")};
  made.channel().sns_topic_arn = "arn:aws:sns:us-east-1:111111111111:t";
  const DeliveryOutcome outcome = made.run();
  BOOST_TEST(outcome.outcome == Outcome::Delivered);
  for (const ProbeResult& probe : outcome.probes) {
    BOOST_TEST(probe.request.action != "sns:Publish");
  }
}

// docs/delivery.md, "Two identities": the write decides who goes on, the role comes first.
BOOST_AUTO_TEST_CASE(the_role_comes_first_and_the_write_decides_who_goes_on) {
  BOOST_TEST(requests_of(ConfigCase().run()) ==
             "sts:AssumeRole/service s3:ListBucket/role s3:ListBucket/service s3:PutObject/role "
             "s3:PutObject/service s3:GetBucketAcl/service");
  ConfigCase own;
  own_bucket(own, kWriteAndRead, "*");
  BOOST_TEST(requests_of(own.run()) ==
             "sts:AssumeRole/service s3:ListBucket/role s3:ListBucket/service s3:PutObject/role "
             "s3:GetBucketAcl/role");
}

// Rows 19a to 19c, the Landing Zone Accelerator's three versions.
TEST_TABLE(a_refused_acl_is_final_for_who_wrote) {
  const std::string role_may_put = allow(
      R"({"AWS": "arn:aws:iam::111111111111:root"})", R"(["s3:PutObject", "s3:ListBucket"])", "*");
  const std::string role_may_put_and_read =
      allow(R"({"AWS": "arn:aws:iam::111111111111:root"})",
            R"(["s3:PutObject", "s3:ListBucket", "s3:GetBucketAcl"])",
            "*");
  const auto version = [](const char* actions, const std::string& more) {
    return [=](ConfigCase& c) {
      c.service_policy({.more = more});
      c.world.roles = {recorder_role(allow("", actions, "*"))};
    };
  };
  const std::vector<Row> rows = {
      {"19a", version(R"(["s3:PutObject*", "s3:GetBucketAcl"])", role_may_put), kAclError},
      {"19b", version(R"("s3:PutObject")", role_may_put), ""},
      {"19c", version(kWriteAndRead, role_may_put_and_read), ""},
  };
  check(table, rows);
}

TEST_TABLE(switches_change_the_answer) {
  const auto assume = [](const char* name, const char* value) {
    return [=](ConfigCase& c) { BOOST_REQUIRE(!c.assumptions.set(name, value)); };
  };
  const auto both = [](auto first, auto second) {
    return [=](ConfigCase& c) {
      first(c);
      second(c);
    };
  };
  const auto no_acl = [](ConfigCase& c) { c.service_policy({.acl = false}); };
  const auto only_put = [](ConfigCase& c) {
    own_bucket(c, R"(["s3:PutObject", "s3:GetBucketAcl"])", "*");
  };
  const auto deny_without_sse = [](ConfigCase& c) {
    c.service_policy({.more = deny(R"({"Null": {"s3:x-amz-server-side-encryption": "true"}})",
                                   R"("s3:PutObject")")});
  };
  const std::vector<Row> rows = {
      {"3 the text of 2019",
       both([](ConfigCase& c) { c.bucket_policy(""); }, assume("era", "2019")),
       "Insufficient delivery policy to s3 bucket: cfg-logs-2222, unable to write to bucket, "
       "provided s3 key prefix is 'null'."},
      {"no fallback", assume("config_spn_fallback", "never"), write_error()},
      {"fallback across accounts", assume("config_spn_fallback", "cross_account"), ""},
      {"fallback across accounts only",
       both(use_service_linked_role, assume("config_spn_fallback", "cross_account")),
       write_error()},
      {"19 ACL ignored for the service",
       both(no_acl, assume("config_acl_on_spn_path", "ignored")),
       ""},
      {"s3:PutObjectAcl in the identity-based policy",
       both(only_put, assume("acl_header_needs_PutObjectAcl", "role_identity")),
       write_error()},
      {"s3:PutObjectAcl never",
       both(only_put, assume("acl_header_needs_PutObjectAcl", "never")),
       ""},
      {"28 Deny without encryption header", deny_without_sse, ""},
      {"28 the same, header absent",
       both(deny_without_sse, assume("config_sse_header", "absent")),
       write_error()},
      {"kms:Decrypt always",
       both([](ConfigCase& c) { c.with_key(key_policy_for_config(R"("kms:GenerateDataKey")")); },
            assume("kms_decrypt", "always")),
       write_error("o-a1b2c3d4e5", kKey)},
      {"43 the bucket's default key, header AES256",
       [](ConfigCase& c) {
         c.world.keys = {key(kKey, kDefaultKeyPolicy)};
         c.bucket_key(false);
       },
       ""},
      {"43 the bucket's default key, header absent",
       both(
           [](ConfigCase& c) {
             c.world.keys = {key(kKey, kDefaultKeyPolicy)};
             c.bucket_key(false);
           },
           assume("config_sse_header", "absent")),
       write_error()},
      {"44 the bucket's aws/s3 key, header absent",
       both(
           [](ConfigCase& c) {
             c.world.buckets[0].encryption = {"aws:kms", "", false};
           },
           assume("config_sse_header", "absent")),
       write_error()},
      {"the ACL first, as the role",
       both([](ConfigCase&) {}, assume("config_check_order", "acl_first")),
       kAclError},
  };
  check(table, rows);
}

TEST_TABLE(conditions_on_the_encryption_header) {
  const std::vector<Row> rows = {
      {"29 Deny without header, with a key",
       [](ConfigCase& c) {
         c.service_policy({.more = deny(R"({"Null": {"s3:x-amz-server-side-encryption": "true"}})",
                                        R"("s3:PutObject")")});
         c.with_key(key_policy_for_config(R"(["kms:Decrypt", "kms:GenerateDataKey"])"));
       },
       ""},
      {"30 Deny unless aws:kms, without a key",
       [](ConfigCase& c) {
         c.service_policy(
             {.more = deny(R"({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})",
                           R"("s3:PutObject")")});
       },
       write_error()},
      {"Allow on the ACL header",
       [](ConfigCase& c) {
         c.service_policy({.condition = R"({"StringEquals": {"s3:x-amz-acl":
                                           "bucket-owner-full-control"}})",
                           .acl = false,
                           .more = allow(kToConfig, R"("s3:GetBucketAcl")", "*")});
       },
       ""},
  };
  check(table, rows);
}

BOOST_AUTO_TEST_CASE(each_request_carries_the_keys_that_aws_sends) {
  ConfigCase made;
  made.with_key(key_policy_for_config(R"(["kms:Decrypt", "kms:GenerateDataKey"])"));
  const DeliveryOutcome outcome = made.run();
  BOOST_REQUIRE(outcome.outcome == Outcome::Delivered);
  const ProbeResult& put = find_probe(outcome, "s3:PutObject");
  BOOST_TEST(context_value(put, "aws:SourceAccount") == "111111111111");
  BOOST_TEST(context_value(put, "aws:SourceArn") == "arn:aws:config:us-east-1:111111111111:*");
  BOOST_TEST(context_value(put, "aws:SourceOrgID") == "o-a1b2c3d4e5");
  BOOST_TEST(context_value(put, "aws:PrincipalIsAWSService") == "true");
  BOOST_TEST(context_value(put, "aws:PrincipalOrgID") == "absent");
  BOOST_TEST(context_value(put, "aws:SecureTransport") == "true");
  BOOST_TEST(context_value(put, "s3:x-amz-acl") == "bucket-owner-full-control");
  BOOST_TEST(context_value(put, "s3:x-amz-server-side-encryption") == "aws:kms");
  BOOST_TEST(context_value(put, "s3:x-amz-server-side-encryption-aws-kms-key-id") == kKey);
  BOOST_TEST(context_value(put, "aws:ResourceAccount") == "222222222222");
  const ProbeResult& by_role = find_probe(outcome, "s3:PutObject", PrincipalKind::RoleSession);
  BOOST_TEST(by_role.request.principal.text() ==
             "arn:aws:sts::111111111111:assumed-role/config-role/AWSConfig-BucketConfigCheck");
  BOOST_TEST(context_value(by_role, "aws:PrincipalArn") == kRole);
  BOOST_TEST(context_value(by_role, "aws:SourceAccount") == "absent");
  BOOST_TEST(context_value(by_role, "aws:SourceArn") == "absent");
  const ProbeResult& kms = find_probe(outcome, "kms:GenerateDataKey");
  BOOST_TEST(context_value(kms, "kms:ViaService") == "s3.us-east-1.amazonaws.com");
  BOOST_TEST(context_value(kms, "kms:EncryptionContext:aws:s3:arn") ==
             "arn:aws:s3:::cfg-logs-2222/o-a1b2c3d4e5/AWSLogs/111111111111/Config/"
             "ConfigWritabilityCheckFile");
  BOOST_TEST(context_value(kms, "aws:SourceAccount") == "111111111111");
  const ProbeResult& assume = find_probe(outcome, "sts:AssumeRole");
  BOOST_TEST(context_value(assume, "aws:SourceAccount") == "111111111111");
}

// The sign of China and GovCloud: another partition in every ARN.
BOOST_AUTO_TEST_CASE(the_partition_follows_the_region) {
  ConfigCase made;
  made.call.region = "us-gov-west-1";
  // What is of another partition is not there.
  BOOST_TEST(message_of(made.run()) == "No such s3 bucket with name 'cfg-logs-2222'.");
  made.world.buckets[0].region = "us-gov-west-1";
  const DeliveryOutcome outcome = made.run();  // row 89: the policy says arn:aws:s3
  BOOST_TEST(message_of(outcome) == write_error());
  BOOST_TEST(outcome.probes.back().request.resource.starts_with("arn:aws-us-gov:s3:::"));
}

BOOST_AUTO_TEST_CASE(what_is_not_known_leaves_the_delivery_open) {
  ConfigCase unlisted;
  unlisted.world.closure = world::Closure::Open;
  unlisted.world.buckets.clear();
  BOOST_TEST(unlisted.run().outcome == Outcome::Undetermined);

  ConfigCase unread;
  unread.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  const DeliveryOutcome open = unread.run();
  BOOST_TEST(open.outcome == Outcome::Undetermined);
  BOOST_TEST(open.cause.has_value());

  // A refusal behind an open question is a refusal all the same.
  ConfigCase refused;
  refused.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  refused.world.roles[0].trust = nullptr;
  BOOST_TEST(refused.run().outcome == Outcome::Refused);
}

BOOST_AUTO_TEST_CASE(an_answer_lists_the_switches_it_rests_on) {
  const auto relies_on = [](const ConfigCase& made, Assumption wanted) {
    for (const Assumption one : made.run().assumptions) {
      if (one == wanted) {
        return true;
      }
    }
    return false;
  };
  BOOST_TEST(relies_on(ConfigCase(), Assumption::ConfigSpnFallback));
  BOOST_TEST(!relies_on(ConfigCase(), Assumption::Era));
  ConfigCase refused;
  refused.channel().s3_key_prefix = "";
  BOOST_TEST(!relies_on(refused, Assumption::ConfigSpnFallback));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
