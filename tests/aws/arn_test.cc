#include "engine/aws/arn.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(aws)
BOOST_AUTO_TEST_SUITE(arn)

BOOST_AUTO_TEST_CASE(the_sixth_field_keeps_its_colons) {
  const auto arn = Arn::parse("arn:aws:logs:us-east-1:111122223333:log-group:name:*");
  BOOST_REQUIRE(arn);
  BOOST_TEST(arn->partition == "aws");
  BOOST_TEST(arn->service == "logs");
  BOOST_TEST(arn->region == "us-east-1");
  BOOST_TEST(arn->account == "111122223333");
  BOOST_TEST(arn->resource == "log-group:name:*");
}

BOOST_AUTO_TEST_CASE(fields_may_be_empty) {
  const auto arn = Arn::parse("arn:aws:s3:::bucket/key");
  BOOST_REQUIRE(arn);
  BOOST_TEST(arn->region.empty());
  BOOST_TEST(arn->account.empty());
  BOOST_TEST(arn->resource == "bucket/key");
  BOOST_TEST(Arn::parse("arn:::::").has_value());
}

TEST_TABLE(other_texts_are_no_arns) {
  for (const char* text : {"",
                           "arn",
                           "arn:aws:s3",
                           "arn:aws:s3::bucket",
                           "ARN:aws:s3:::bucket",
                           "xarn:aws:s3:::bucket",
                           "config.amazonaws.com",
                           ":aws:s3:::bucket"}) {
    if (table.row(text)) {
      BOOST_TEST(!Arn::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(bucket_and_object_arns_have_neither_region_nor_account) {
  BOOST_TEST(bucket_arn("aws", "logs") == "arn:aws:s3:::logs");
  BOOST_TEST(object_arn("aws-cn", "logs", "a/b.gz") == "arn:aws-cn:s3:::logs/a/b.gz");
}

BOOST_AUTO_TEST_CASE(an_account_id_has_twelve_digits) {
  BOOST_TEST(is_account_id("012345678901"));
  BOOST_TEST(!is_account_id("12345678901"));
  BOOST_TEST(!is_account_id("1234567890123"));
  BOOST_TEST(!is_account_id("12345678901a"));
  BOOST_TEST(!is_account_id(""));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
