#include "engine/diagnose/looks.h"

#include <algorithm>
#include <string>

#include <boost/test/unit_test.hpp>

namespace {

using remora::diagnose::Look;

std::vector<Look> looks_of(std::string_view text) {
  static const remora::diagnose::Wordings wordings;
  const auto found = remora::diagnose::diagnose(text, wordings);
  BOOST_REQUIRE(!found.empty());
  return looks_for(found.front(), possible_causes(found.front(), wordings));
}

const Look* find(const std::vector<Look>& looks, std::string_view command) {
  const auto found = std::find_if(looks.begin(), looks.end(), [&](const Look& one) {
    return one.command.find(command) != std::string::npos;
  });
  return found == looks.end() ? nullptr : &*found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(looks)

BOOST_AUTO_TEST_CASE(commands_name_what_the_text_names_and_the_account_to_run_them_in) {
  const auto looks = looks_of(
      "Insufficient permissions to access S3 bucket logs-444455556666 or KMS key "
      "arn:aws:kms:eu-west-1:777788889999:key/11111111-2222-3333-4444-555555555555.");
  const Look* key = find(looks, "kms get-key-policy");
  BOOST_REQUIRE(key != nullptr);
  BOOST_TEST(key->account == "777788889999");
  BOOST_TEST(key->command ==
             "aws kms get-key-policy --key-id "
             "arn:aws:kms:eu-west-1:777788889999:key/11111111-2222-3333-4444-555555555555 "
             "--policy-name default --query Policy --output text --region eu-west-1");
  const Look* bucket = find(looks, "s3api get-bucket-policy");
  BOOST_REQUIRE(bucket != nullptr);
  BOOST_TEST(bucket->account == "444455556666");
  // What the causes speak of comes first, the delivery's own settings last.
  BOOST_TEST(looks.front().policy == "key");
  BOOST_TEST(looks.back().command == "aws cloudtrail describe-trails --region eu-west-1");
}

BOOST_AUTO_TEST_CASE(what_the_text_does_not_say_stands_in_capitals) {
  const auto looks = looks_of("Insufficient permissions to access S3 bucket or KMS key");
  BOOST_TEST(find(looks, "--key-id KEY ") != nullptr);
  BOOST_TEST(find(looks, "--bucket BUCKET") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_bucket_that_was_given_as_an_arn_is_fetched_by_its_name) {
  const auto looks = looks_of(
      "Insufficient delivery policy to s3 bucket: arn:aws:s3:::b, unable to get s3 bucket acl.");
  BOOST_TEST(find(looks, "--bucket b ") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_pasted_text_cannot_put_commands_into_a_command) {
  const auto looks =
      looks_of("Incorrect S3 bucket policy is detected for bucket: b;rm$IFS-rf`x`|y");
  for (const Look& look : looks) {
    const std::size_t bucket = look.command.find("--bucket ");
    if (bucket != std::string::npos) {
      BOOST_TEST(look.command.find("--bucket 'b;rm$IFS-rf") != std::string::npos, look.command);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
