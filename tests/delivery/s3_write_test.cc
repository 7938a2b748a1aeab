#include "engine/delivery/s3_write.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/delivery.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(s3_write)

namespace {

using remora::delivery::ObjectWrite;
using remora::delivery::Prober;
using remora::delivery::WriteResult;

constexpr const char* kObject = "arn:aws:s3:::cfg-logs-2222/x";

struct Asked {
  WriteResult result;
  DeliveryOutcome outcome;
};

ObjectWrite write_to(const world::World& made) {
  ObjectWrite write;
  write.bucket = made.bucket(kBucket);
  write.bucket_name = kBucket;
  write.partition = "aws";
  write.key = "x";
  return write;
}

Asked ask(const world::World& made, const ObjectWrite& write) {
  const Assumptions assumptions;
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  const WriteResult result = remora::delivery::ask_write(
      prober,
      write,
      [](std::string_view action, std::string resource) {
        remora::delivery::Probe probe;
        probe.request = request("config.amazonaws.com", action, resource);
        return probe;
      },
      /*required=*/true);
  return {result, prober.finish()};
}

std::string key_of(const world::World& made, const ObjectWrite& write) {
  const Assumptions assumptions;
  world::Suppositions facts;
  return remora::delivery::key_in_use(Prober(made, assumptions, facts), write);
}

world::World with_key(const std::string& key_policy) {
  world::World made;
  made.buckets = {bucket(kBucket, kBucketOwner, allow(kToConfig, R"("s3:PutObject")", kObject))};
  made.keys = {key(kKey, key_policy)};
  return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_key_is_the_one_given_or_the_buckets_default) {
  world::World made = with_key("");
  ObjectWrite write = write_to(made);
  BOOST_TEST(key_of(made, write).empty());
  made.buckets[0].encryption = {"aws:kms", "K", false};
  BOOST_TEST(key_of(made, write) == "K");
  made.buckets[0].encryption = {"aws:kms:dsse", "", false};
  BOOST_TEST(key_of(made, write) == "alias/aws/s3");
  made.buckets[0].encryption = {"AES256", "", false};
  BOOST_TEST(key_of(made, write).empty());
  made.buckets[0].encryption = {"aws:kms", "K", false};
  write.sse_header = "AES256";  // the request's wish counts more than the bucket's default
  BOOST_TEST(key_of(made, write).empty());
  write.kms_key = "given";
  BOOST_TEST(key_of(made, write) == "given");
}

BOOST_AUTO_TEST_CASE(kms_is_asked_only_where_s3_would_let_it_through) {
  world::World made = with_key(allow(kToConfig, R"("kms:*")", "*"));
  ObjectWrite write = write_to(made);
  write.kms_key = kKey;
  BOOST_TEST(requests_of(ask(made, write).outcome) ==
             "s3:PutObject/service kms:GenerateDataKey/service");
  BOOST_TEST(ask(made, write).result.match == Match::Yes);
  made.buckets[0].policy = nullptr;
  const Asked refused = ask(made, write);
  BOOST_TEST(requests_of(refused.outcome) == "s3:PutObject/service");
  BOOST_TEST(refused.result.match == Match::No);
  BOOST_TEST(!refused.result.kms_at_fault);
}

BOOST_AUTO_TEST_CASE(the_key_is_at_fault_where_s3_is_not) {
  const world::World made = with_key("");
  ObjectWrite write = write_to(made);
  write.kms_key = kKey;
  const Asked refused = ask(made, write);
  BOOST_TEST(refused.result.match == Match::No);
  BOOST_TEST(refused.result.kms_at_fault);
  BOOST_TEST(refused.result.probe == 1U);
}

// With a Bucket Key the bucket's ARN, and for CloudTrail kms:Decrypt too.
BOOST_AUTO_TEST_CASE(a_bucket_key_changes_the_encryption_context) {
  world::World made = with_key(allow(kToConfig, R"("kms:*")", "*"));
  ObjectWrite write = write_to(made);
  write.kms_key = kKey;
  write.encryption_context = {{"aws:cloudtrail:arn", "T"}};
  const Asked without = ask(made, write);
  const ProbeResult& plain = find_probe(without.outcome, "kms:GenerateDataKey");
  BOOST_TEST(context_value(plain, "kms:EncryptionContext:aws:s3:arn") == kObject);
  BOOST_TEST(context_value(plain, "kms:EncryptionContext:aws:cloudtrail:arn") == "T");
  BOOST_TEST(plain.request.context.find("kms:EncryptionContextKeys")->size() == 2U);
  made.buckets[0].encryption = {"aws:kms", kKey, true};
  BOOST_TEST(requests_of(ask(made, write).outcome) ==
             "s3:PutObject/service kms:GenerateDataKey/service");
  write.decrypts_bucket_key = true;
  const Asked with = ask(made, write);
  BOOST_TEST(requests_of(with.outcome) ==
             "s3:PutObject/service kms:GenerateDataKey/service kms:Decrypt/service");
  BOOST_TEST(context_value(find_probe(with.outcome, "kms:GenerateDataKey"),
                           "kms:EncryptionContext:aws:s3:arn") == "arn:aws:s3:::cfg-logs-2222");
}

BOOST_AUTO_TEST_CASE(headers_stand_in_the_request) {
  const world::World made = with_key("");
  ObjectWrite write = write_to(made);
  const auto header = [&](const char* name) {
    return context_value(find_probe(ask(made, write).outcome, "s3:PutObject"), name);
  };
  BOOST_TEST(header("s3:x-amz-acl") == "bucket-owner-full-control");
  BOOST_TEST(header("s3:x-amz-server-side-encryption") == "absent");
  write.sse_header = "AES256";
  BOOST_TEST(header("s3:x-amz-server-side-encryption") == "AES256");
  write.kms_key = kKey;
  BOOST_TEST(header("s3:x-amz-server-side-encryption") == "aws:kms");
  BOOST_TEST(header("s3:x-amz-server-side-encryption-aws-kms-key-id") == kKey);
}

BOOST_AUTO_TEST_CASE(what_stands_in_the_way_is_said) {
  world::World made = with_key(allow(kToConfig, R"("kms:*")", "*"));
  ObjectWrite write = write_to(made);
  write.kms_key = kKey;
  const auto obstacle = [&] {
    const Asked asked = ask(made, write);
    BOOST_TEST(asked.result.match == Match::No);
    return find_probe(asked.outcome, "kms:GenerateDataKey").obstacle;
  };
  made.keys[0].state = "Disabled";
  BOOST_TEST(obstacle().find("Disabled") != std::string::npos);
  made.keys[0].state = "Enabled";
  made.keys[0].region = "eu-west-1";
  BOOST_TEST(obstacle().find("eu-west-1") != std::string::npos);
  made.keys[0].region = "us-east-1";
  made.keys[0].spec = "RSA_2048";
  BOOST_TEST(obstacle().find("RSA_2048") != std::string::npos);
  made.keys.clear();
  BOOST_TEST(obstacle().find("no key") != std::string::npos);
}

// A key made in the wrong account is a common slip: the one of that id is named.
BOOST_AUTO_TEST_CASE(a_key_of_that_id_elsewhere_is_named) {
  world::World made = with_key("");
  ObjectWrite write = write_to(made);
  write.kms_key = "arn:aws:kms:us-east-1:444444444444:key/11111111-2222-3333-4444-555555555555";
  const Asked asked = ask(made, write);
  BOOST_TEST(find_probe(asked.outcome, "kms:GenerateDataKey").obstacle.find(kManagement) !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(in_an_open_world_an_unlisted_key_is_not_missing) {
  world::World made = with_key("");
  made.keys.clear();
  made.closure = world::Closure::Open;
  ObjectWrite write = write_to(made);
  write.kms_key = kKey;
  BOOST_TEST(ask(made, write).result.match == Match::Unknown);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
