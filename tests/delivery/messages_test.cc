#include "engine/delivery/messages.h"

#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::delivery::info;
using remora::delivery::make_error;
using remora::delivery::Message;
using remora::delivery::message_catalogue;
using remora::delivery::MessageInfo;
using remora::delivery::Origin;
using remora::delivery::ServiceError;

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(messages)

TEST_TABLE(every_row_is_complete) {
  std::set<std::string_view> ids;
  for (const MessageInfo& row : message_catalogue()) {
    const bool is_new = ids.insert(row.id).second;
    if (table.row(row.id)) {
      BOOST_TEST(is_new);
      BOOST_TEST((row.service == "config" || row.service == "cloudtrail"));
      BOOST_TEST(row.code.ends_with("Exception"));
      // Every modelled error of both services is HTTP 400 (docs/delivery.md).
      BOOST_TEST(row.http_status == 400);
      BOOST_TEST(!row.text.empty());
      BOOST_TEST(!row.source.empty());
      BOOST_TEST(row.text.find('\n') == std::string_view::npos);
    }
  }
}

// Another emulator's text is not an observation of AWS, and a guess has no page to stand on.
TEST_TABLE(a_row_claims_no_more_than_its_source_shows) {
  for (const MessageInfo& row : message_catalogue()) {
    if (table.row(row.id)) {
      const bool other_emulator = row.source.starts_with("getmoto/moto");
      BOOST_TEST((row.origin == Origin::Assumed || !other_emulator));
      BOOST_TEST((row.origin != Origin::Documented ||
                  row.source.find("API Reference") != std::string_view::npos));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_row_is_found_by_its_id) {
  BOOST_TEST(info(Message::ConfigWrite).id == "ConfigWrite");
  BOOST_TEST(info(Message::TrailNameCharacters).id == "TrailNameCharacters");
}

TEST_TABLE(braces_of_holes_are_balanced) {
  for (const MessageInfo& row : message_catalogue()) {
    if (table.row(row.id)) {
      bool open = false;
      bool good = true;
      for (const char c : row.text) {
        good = good && !(c == '{' && open) && !(c == '}' && !open);
        open = c == '{' || (open && c != '}');
      }
      BOOST_TEST(good);
      BOOST_TEST(!open);
    }
  }
}

// The text of the blog (2025-08), with the closing quote that the `'null'.` form proves
// (docs/messages.md).
BOOST_AUTO_TEST_CASE(the_seeds_text_is_right_byte_for_byte) {
  const ServiceError error = make_error(
      Message::ConfigWrite,
      {{"bucket", "aws-controltower-logs-210987654321-ap-northeast-1"},
       {"prefix", "o-b1c2d3e4f5"},
       {"key",
        "arn:aws:kms:ap-northeast-1:567890123456:key/1234abcd-12ab-34cd-56ef-1234567890ab"}});
  BOOST_TEST(error.code == "InsufficientDeliveryPolicyException");
  BOOST_TEST(error.http_status == 400);
  BOOST_TEST(error.origin == Origin::Observed);
  BOOST_TEST(error.message ==
             "Insufficient delivery policy to s3 bucket: "
             "aws-controltower-logs-210987654321-ap-northeast-1, unable to write to bucket, "
             "provided s3 key prefix is 'o-b1c2d3e4f5', provided kms key is "
             "'arn:aws:kms:ap-northeast-1:567890123456:key/1234abcd-12ab-34cd-56ef-1234567890ab'"
             ".");
}

BOOST_AUTO_TEST_CASE(an_absent_value_prints_null) {
  BOOST_TEST(make_error(Message::ConfigWrite, {{"bucket", "B"}}).message ==
             "Insufficient delivery policy to s3 bucket: B, unable to write to bucket, provided "
             "s3 key prefix is 'null', provided kms key is 'null'.");
}

BOOST_AUTO_TEST_CASE(values_are_taken_as_they_are) {
  // A value that looks like a hole is none; what no hole asks for is not printed.
  BOOST_TEST(make_error(Message::TrailNoSuchBucket, {{"bucket", "{key}"}, {"key", "K"}}).message ==
             "S3 bucket {key} does not exist!");
  BOOST_TEST(make_error(Message::TrailNoSuchBucket, {{"bucket", ""}}).message ==
             "S3 bucket  does not exist!");
}

// docs/messages.md.
BOOST_AUTO_TEST_CASE(observed_texts_have_their_exact_punctuation) {
  BOOST_TEST(make_error(Message::ConfigAssumeRole, {{"bucket", "B"}, {"role", "R"}}).message ==
             "Insufficient delivery policy to s3 bucket: B, unable to assume role: R.");
  BOOST_TEST(make_error(Message::ConfigBucketAcl, {{"bucket", "B"}}).message ==
             "Insufficient delivery policy to s3 bucket: B, unable to get s3 bucket acl.");
  BOOST_TEST(make_error(Message::ConfigWriteOld, {{"bucket", "B"}, {"prefix", "P"}}).message ==
             "Insufficient delivery policy to s3 bucket: B, unable to write to bucket, provided "
             "s3 key prefix is 'P'.");
  BOOST_TEST(make_error(Message::TrailBucketPolicy, {{"bucket", "B"}}).message ==
             "Incorrect S3 bucket policy is detected for bucket: B");
  BOOST_TEST(make_error(Message::TrailEncryption, {{"bucket", "B"}, {"key", "K"}}).message ==
             "Insufficient permissions to access S3 bucket B or KMS key K.");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
