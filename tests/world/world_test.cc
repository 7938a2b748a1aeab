#include "engine/world/world.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"
#include "tests/support/world.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(world)
BOOST_AUTO_TEST_SUITE(world)

namespace {

using remora::world::World;

World small_world() {
  World world;
  world.buckets = {bucket("logs", "210987654321"), bucket("logs-2", "210987654321")};
  world.keys = {key("arn:aws:kms:us-east-1:333333333333:key/1234"),
                key("arn:aws:kms:eu-west-1:333333333333:key/1234")};
  world.keys[0].aliases = std::vector<std::string>{"alias/logs"};
  world.keys[1].aliases = std::vector<std::string>{"alias/logs"};
  world.roles = {role("arn:aws:iam::111111111111:role/a/R")};
  world.log_groups = {{"arn:aws:logs:us-east-1:333333333333:log-group:N:*"}};
  return world;
}

std::string region_of(const remora::world::Key* key) {
  return key == nullptr ? "none" : key->region;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bucket_is_found_by_its_whole_name) {
  const World world = small_world();
  BOOST_TEST((world.bucket("logs") == &world.buckets[0]));
  BOOST_TEST((world.bucket("logs-2") == &world.buckets[1]));
  BOOST_TEST((world.bucket("Logs") == nullptr));
  BOOST_TEST((world.bucket("") == nullptr));
}

TEST_TABLE(a_key_is_found_by_arn_alias_or_id) {
  const World world = small_world();

  struct Row {
    const char* id;
    const char* account;
    const char* region;
    const char* found;
  };

  const Row rows[] = {
      {"arn:aws:kms:eu-west-1:333333333333:key/1234", "", "", "eu-west-1"},
      {"arn:aws:kms:eu-west-1:333333333333:alias/logs", "", "", "eu-west-1"},
      // The ARN counts, not where it is used.
      {"arn:aws:kms:eu-west-1:333333333333:alias/logs", "1", "us-east-1", "eu-west-1"},
      {"1234", "333333333333", "us-east-1", "us-east-1"},
      {"alias/logs", "333333333333", "us-east-1", "us-east-1"},
      {"alias/logs", "333333333333", "ap-east-1", "none"},
      {"alias/logs", "111111111111", "us-east-1", "none"},
      {"logs", "333333333333", "us-east-1", "none"},
      {"234", "333333333333", "us-east-1", "none"},
      {"arn:aws:kms:us-east-1:444444444444:key/1234", "", "", "none"},
      {"arn:aws:kms:us-east-1:333333333333:alias/other", "", "", "none"},
      {"arn:aws:s3:::1234", "333333333333", "us-east-1", "none"},
      {"", "333333333333", "us-east-1", "none"},
  };
  remora::world::Suppositions facts;
  for (const Row& row : rows) {
    if (table.row(row.id, " in ", row.account, " ", row.region)) {
      BOOST_TEST(region_of(world.key(row.id, row.account, row.region, facts)) == row.found);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_topic_is_found_by_its_arn) {
  World world;
  world.topics = {topic("arn:aws:sns:us-east-1:333333333333:t")};
  BOOST_TEST((world.topic("arn:aws:sns:us-east-1:333333333333:t") == &world.topics[0]));
  BOOST_TEST((world.topic("t") == nullptr));
}

BOOST_AUTO_TEST_CASE(a_role_is_found_by_arn_or_by_the_name_in_its_sessions) {
  const World world = small_world();
  BOOST_TEST((world.role("arn:aws:iam::111111111111:role/a/R") != nullptr));
  BOOST_TEST((world.role("arn:aws:iam::111111111111:role/R") == nullptr));
  BOOST_TEST((world.role_of_session("111111111111", "R") != nullptr));
  BOOST_TEST((world.role_of_session("111111111111", "a/R") == nullptr));
  BOOST_TEST((world.role_of_session("222222222222", "R") == nullptr));
}

// AWS prints log group ARNs with and without `:*` at the end.
BOOST_AUTO_TEST_CASE(a_log_group_is_found_with_and_without_its_star) {
  const World world = small_world();
  BOOST_TEST((world.log_group("arn:aws:logs:us-east-1:333333333333:log-group:N") != nullptr));
  BOOST_TEST((world.log_group("arn:aws:logs:us-east-1:333333333333:log-group:N:*") != nullptr));
  BOOST_TEST((world.log_group("arn:aws:logs:us-east-1:333333333333:log-group:M") == nullptr));
}

BOOST_AUTO_TEST_CASE(without_organization_nobody_is_a_member) {
  const World world = small_world();
  BOOST_TEST((world.member("333333333333") == nullptr));
  BOOST_TEST(!world.is_management_account("333333333333"));
  BOOST_TEST(!world.is_management_account(""));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
