#include "engine/diagnose/diagnosis.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace {

using remora::diagnose::Diagnosis;

std::vector<Diagnosis> all_in(std::string_view text) {
  static const remora::diagnose::Wordings wordings;
  return remora::diagnose::diagnose(text, wordings);
}

Diagnosis first_in(std::string_view text) {
  const auto found = all_in(text);
  BOOST_REQUIRE(!found.empty());
  return found.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(a_name_at_the_end_of_a_line_is_not_glued_to_the_next_line) {
  const Diagnosis role = first_in(
      "Insufficient delivery policy to s3 bucket: b, unable to assume role: "
      "arn:aws:iam::111122223333:role/r\nplease help");
  BOOST_TEST(role.role.value.value_or("-") == "arn:aws:iam::111122223333:role/r");
  const Diagnosis bucket =
      first_in("Incorrect S3 bucket policy is detected for bucket: my-logs\nplease help");
  BOOST_TEST(bucket.bucket.value.value_or("-") == "my-logs");
  const Diagnosis key = first_in(
      "Insufficient permissions to access S3 bucket b or KMS key "
      "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555\nplease");
  BOOST_TEST(key.key.value.value_or("-") ==
             "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555");
}

// People quote the end of a sentence; what other programs say like its beginning is not AWS's.
TEST_TABLE(a_part_of_a_message_is_enough_where_nobody_else_says_it) {
  struct Row {
    const char* text;
    const char* variant;  // empty: not recognised
  };

  const std::vector<Row> rows = {
      {"InsufficientDeliveryPolicyException: unable to write to bucket", "unable to write"},
      {"InsufficientDeliveryPolicyException: unable to write to bucket, provided s3 key prefix is "
       "'p', provided kms key is 'null'.",
       "unable to write"},
      {"InsufficientDeliveryPolicyException: unable to get s3 bucket acl",
       "unable to get s3 bucket acl"},
      {"InsufficientDeliveryPolicyException: unable to assume role", "unable to assume role"},
      {"InsufficientDeliveryPolicyException: unable to write delivery policy", "unknown message"},
      // A code of several services names a delivery only with the words that are CloudTrail's own.
      {"KmsKeyNotFoundException: KMS key ID arn:aws:kms:us-west-2:111122223333:key/k does not "
       "exist, or s3 bucket b and key",
       "kms-not-found"},
      {"KmsKeyNotFoundException: KMS key ID arn:aws:kms:us-west-2:111122223333:key/k does not "
       "exist, or s3 bucket my-lo...",
       "kms-not-found"},
      {"KmsKeyNotFoundException: KMS key ID arn:aws:kms:us-west-2:111122223333:key/k does not "
       "exist",
       ""},
      {"ValidationException: 1 validation error detected: Value 'x' at 'roleArn' failed to satisfy "
       "constraint",
       ""},
      {"unable to write to bucket", ""},
      {"Insufficient permissions to access S3 bucket", ""},
      {"Insufficient permissions to access S3 bucket: uploads", ""},
      {"AccessDenied: Insufficient permissions to access S3 bucket uploads, check IAM", ""},
      {"Insufficient permissions to access S3 bucket logs or KMS key", "encryption"},
      {"InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket",
       "encryption"},
      {"The specified KMS key arn:aws:kms:eu-west-1:111122223333:key/a does not allow access to "
       "CloudTrail",
       "sns-key"},
  };
  for (const Row& row : rows) {
    if (table.row(row.text)) {
      const auto found = all_in(row.text);
      BOOST_TEST((found.empty() ? std::string() : found.front().variant) == row.variant);
    }
  }
}

// PutConfigRule and others answer the code too, with sentences of their own.
TEST_TABLE(a_code_of_other_calls_counts_only_without_their_sentence) {
  struct Row {
    const char* text;
    bool recognised;
  };

  for (const Row& row : {
           Row{"An error occurred (NoAvailableConfigurationRecorderException) when calling the "
               "PutConfigRule operation: Configuration recorder is missing.",
               false},
           Row{"NoAvailableConfigurationRecorderException: You must create a configuration "
               "recorder before you can create or update a Config rule.",
               false},
           Row{"... (Service: AmazonConfig; Status Code: 400; Error Code: "
               "NoAvailableConfigurationRecorderException; Request ID: 1; Proxy: null)",
               false},
           Row{"An error occurred (NoAvailableConfigurationRecorderException) when calling the "
               "PutDeliveryChannel operation: Configuration recorder is not available to put "
               "delivery channel.",
               true},
           Row{"we get NoAvailableConfigurationRecorderException from the channel", true},
       }) {
    if (table.row(row.text)) {
      BOOST_TEST(!all_in(row.text).empty() == row.recognised);
    }
  }
}

BOOST_AUTO_TEST_CASE(of_several_errors_the_cause_stands_before_what_follows_from_it) {
  const std::string no_channel =
      "NoAvailableDeliveryChannelException: Delivery channel is not available to start "
      "configuration recorder.\n\n";
  const std::string refused =
      "InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: b, unable "
      "to "
      "assume role: arn:aws:iam::111122223333:role/r\n\n";
  const auto follows = all_in(no_channel + refused);
  BOOST_REQUIRE(follows.size() == 2U);
  BOOST_TEST(follows[0].variant == "unable to assume role");
  BOOST_TEST(follows[1].variant == "no-channel");
  BOOST_TEST(first_in(no_channel).variant == "no-channel");
  // The cause leads also where its sentence is none that we know.
  const auto unknown =
      all_in(no_channel + "InsufficientDeliveryPolicyException: the bucket is closed");
  BOOST_REQUIRE(unknown.size() == 2U);
  BOOST_TEST(unknown[0].variant == "unknown message");
  // A trail that cannot be started was not made.
  const auto trail = all_in(
      "TrailNotFoundException: Unknown trail: t for the user: 111122223333\n\n"
      "InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: b");
  BOOST_REQUIRE(trail.size() == 2U);
  BOOST_TEST(trail[0].variant == "s3-policy");
}

BOOST_AUTO_TEST_CASE(a_trail_is_called_by_its_name_where_the_text_has_its_arn) {
  const Diagnosis found = first_in(
      "Unknown trail: arn:aws:cloudtrail:eu-west-1:111122223333:trail/t for the user: "
      "111122223333");
  BOOST_TEST(found.name.value.value_or("-") == "t");
  BOOST_TEST(found.region.value_or("-") == "eu-west-1");
}

BOOST_AUTO_TEST_CASE(an_account_is_read_where_accounts_stand) {
  struct Row {
    const char* bucket;
    std::vector<std::string> accounts;
  };

  for (const Row& row : {
           Row{"logs-111122223333", {"111122223333"}},
           Row{"111122223333.logs", {"111122223333"}},
           Row{"logs-1111222233334", {}},  // thirteen digits
           Row{"logs111122223333", {}},    // a part of a word
           Row{"arn:aws:s3:::logs-111122223333", {"111122223333"}},
       }) {
    const Diagnosis found = first_in(std::string("Incorrect S3 bucket policy is detected for "
                                                 "bucket: ") +
                                     row.bucket);
    BOOST_TEST(found.accounts == row.accounts, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_region_in_a_name_counts_only_where_aws_gives_the_name) {
  const std::string text = "Incorrect S3 bucket policy is detected for bucket: ";
  BOOST_TEST(!first_in(text + "my-logs-us-west-2").region.has_value());
  BOOST_TEST(first_in(text + "aws-controltower-logs-111122223333-us-west-2").region.value_or("-") ==
             "us-west-2");
}

BOOST_AUTO_TEST_CASE(the_region_of_the_call_goes_before_that_of_the_key) {
  const Diagnosis found = first_in(
      R"({"eventSource": "cloudtrail.amazonaws.com", "eventName": "CreateTrail", "awsRegion": )"
      R"("eu-west-1", "sourceIPAddress": "AWS Internal", "errorCode": )"
      R"("InsufficientEncryptionPolicyException", "errorMessage": "Insufficient permissions to )"
      R"(access S3 bucket b or KMS key arn:aws:kms:us-east-1:111122223333:key/x."})");
  BOOST_TEST(found.region.value_or("-") == "eu-west-1");
  BOOST_TEST(found.operation.value_or("-") == "CreateTrail");
}

BOOST_AUTO_TEST_CASE(null_and_what_is_masked_are_spoken_of_but_not_said) {
  for (const char* value : {"null", "...", "***", "xxxx", "${bucket}"}) {
    const Diagnosis found = first_in(
        std::string("Insufficient delivery policy to s3 bucket: b, unable to write to bucket, "
                    "provided s3 key prefix is '") +
        value + "', provided kms key is 'null'.");
    BOOST_TEST(found.prefix.spoken_of, value);
    BOOST_TEST(!found.prefix.value.has_value(), value);
  }
}

BOOST_AUTO_TEST_CASE(each_error_of_a_text_is_told_once_in_their_order) {
  const std::string one = "Incorrect S3 bucket policy is detected for bucket: a";
  const std::string two = "S3 bucket b does not exist!";
  const auto found = all_in(one + "\n\n" + two + "\n\n" + one);
  BOOST_REQUIRE(found.size() == 2U);
  BOOST_TEST(found[0].variant == "s3-policy");
  BOOST_TEST(found[1].variant == "bucket-missing");
}

BOOST_AUTO_TEST_CASE(a_code_that_other_services_share_is_nothing_without_its_text) {
  BOOST_TEST(all_in("ValidationException: something else").empty());
  BOOST_TEST(all_in("KmsException").empty());
  BOOST_TEST(first_in("InsufficientS3BucketPolicyException").variant == "code only");
  BOOST_TEST(first_in("An error occurred (InsufficientS3BucketPolicyException) when calling the "
                      "CreateTrail operation: something new")
                 .variant == "unknown message");
  // A longer word that holds a code is no code.
  BOOST_TEST(all_in("MyInsufficientS3BucketPolicyExceptionHandler").empty());
}

BOOST_AUTO_TEST_CASE(a_sentence_that_is_only_near_is_not_ours) {
  for (const char* text : {
           "S3 bucket b does not exist.",  // without the exclamation mark anybody could say it
           "the trail my-trail already exists",
           "Payment method already exists for customer: 111122223333",
           "1 validation error detected: Value 'x' at 'name' failed to satisfy constraint",
           "Access denied. Check the log.",
           "Insufficient permissions to access S3",
       }) {
    BOOST_TEST(all_in(text).empty(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
