#include "engine/aws/partition.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(aws)
BOOST_AUTO_TEST_SUITE(partition)

BOOST_AUTO_TEST_CASE(the_region_tells_the_partition) {
  BOOST_TEST(partition_of_region("us-east-1") == "aws");
  BOOST_TEST(partition_of_region("ap-northeast-1") == "aws");
  BOOST_TEST(partition_of_region("cn-north-1") == "aws-cn");
  BOOST_TEST(partition_of_region("us-gov-west-1") == "aws-us-gov");
}

// AWS General Reference, "AWS service endpoints": aws-cn ends in `.amazonaws.com.cn`.
BOOST_AUTO_TEST_CASE(only_china_has_its_own_domain) {
  BOOST_TEST(dns_suffix("aws") == "amazonaws.com");
  BOOST_TEST(dns_suffix("aws-us-gov") == "amazonaws.com");
  BOOST_TEST(dns_suffix("aws-cn") == "amazonaws.com.cn");
}

TEST_TABLE(region_names_are_told_by_their_spelling) {
  for (const char* region :
       {"us-east-1", "ap-southeast-7", "us-gov-east-1", "eu-isoe-west-1", "mx-central-1"}) {
    if (table.row(region)) {
      BOOST_TEST(looks_like_region(region));
    }
  }
  for (const char* text : {"",
                           "-",
                           "--1",
                           "us-east",
                           "useast1",
                           "US-EAST-1",
                           "us_east_1",
                           "us-east-1a",
                           "us-east-1 ",
                           "-us-east-1"}) {
    if (table.row(text)) {
      BOOST_TEST(!looks_like_region(text));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
