#include "engine/delivery/managed_key.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/delivery.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(managed_keys)

// KMS Developer Guide, "AWS managed keys": their aliases begin with aws/.
TEST_TABLE(an_aws_managed_key_is_known_by_its_alias) {
  struct Row {
    const char* id;
    const char* name;  // empty: it is none
  };

  for (const Row& row : {
           Row{"alias/aws/s3", "aws/s3"},
           Row{"arn:aws:kms:us-east-1:111122223333:alias/aws/sns", "aws/sns"},
           Row{"alias/awsome", ""},
           Row{"alias/logs", ""},
           Row{"arn:aws:sns:us-east-1:111122223333:alias/aws/sns", ""},
           Row{"arn:aws:kms:us-east-1:111122223333:key/aws/s3", ""},
           Row{"aws/s3", ""},
           Row{"", ""},
       }) {
    if (table.row(row.id)) {
      BOOST_TEST(remora::delivery::managed_key(row.id) == row.name);
    }
  }
}

TEST_TABLE(a_key_is_malformed_whose_id_no_key_has) {
  struct Row {
    const char* resource;
    bool malformed;
    bool managed;
  };

  for (const Row& row : {
           Row{"key/11111111-2222-3333-4444-555555555555", false, false},
           Row{"key/mrk-11112222333344445555666677778888", false, false},
           Row{"alias/logs", false, false},
           Row{"alias/aws/s3", false, false},
           Row{"key/aws/s3", true, true},
           Row{"key/alias/logs", true, false},
           Row{"role/x", true, false},
           Row{"key/\x1Ekey K\x1F", false, false},
       }) {
    if (table.row(row.resource)) {
      BOOST_TEST(!remora::delivery::malformed_key(row.resource).empty() == row.malformed);
      BOOST_TEST(remora::delivery::is_managed_key_for_id(row.resource) == row.managed);
    }
  }
}

// The policy of aws/s3 tests kms:CallerAccount and kms:ViaService.
TEST_TABLE(an_aws_managed_key_serves_its_own_account_through_its_own_service) {
  struct Row {
    const char* name;
    const char* principal;
    const char* id;
    const char* service;
    bool serves;
  };

  const std::string role = "arn:aws:sts::222222222222:assumed-role/r/s";
  const std::string abroad = "arn:aws:kms:eu-west-1:222222222222:alias/aws/s3";
  for (const Row& row : {
           Row{"a role of the account", role.c_str(), "alias/aws/s3", "s3", true},
           Row{"through another service", role.c_str(), "alias/aws/s3", "sns", false},
           Row{"another account", "arn:aws:iam::111111111111:role/r", "alias/aws/s3", "s3", false},
           Row{"a service", "config.amazonaws.com", "alias/aws/s3", "s3", false},
           Row{"a key of people's own", role.c_str(), "alias/logs", "s3", false},
           Row{"in another Region", role.c_str(), abroad.c_str(), "s3", false},
       }) {
    if (table.row(row.name)) {
      const world::World none;
      const Assumptions assumptions;
      world::Suppositions facts;
      const remora::delivery::Prober prober(none, assumptions, facts);
      BOOST_TEST(remora::delivery::serves(prober,
                                          row.id,
                                          row.service,
                                          Principal::parse(row.principal).value(),
                                          std::string("222222222222"),
                                          std::string("us-east-1")) == row.serves);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
