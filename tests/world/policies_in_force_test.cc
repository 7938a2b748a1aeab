#include "engine/world/policies_in_force.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"
#include "tests/support/world.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(world)
BOOST_AUTO_TEST_SUITE(policies_in_force)

namespace {

using remora::world::World;

constexpr const char* kBucketArn = "arn:aws:s3:::logs";
constexpr const char* kKeyArn = "arn:aws:kms:us-east-1:333333333333:key/k";
constexpr const char* kTopicArn = "arn:aws:sns:us-east-1:333333333333:t";
constexpr const char* kRoleArn = "arn:aws:iam::111111111111:role/path/R";
constexpr const char* kSession = "arn:aws:sts::111111111111:assumed-role/R/s";

constexpr const char* kAnything =
    R"({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})";

World small_world() {
  World world;
  world.buckets.push_back(bucket("logs", "210987654321", kAnything));
  world.keys.push_back(key(kKeyArn, kAnything));
  world.keys[0].grants = std::vector<Grant>{{"s3.amazonaws.com", {"Decrypt"}}};
  world.topics.push_back(topic(kTopicArn, kAnything));
  world.roles.push_back(role(kRoleArn, kAnything, kAnything));
  world.roles[0].boundary = statements(kAnything, PolicyType::Boundary);
  return world;
}

/// 333333333333 manages; 111111111111 and 210987654321 are members.
World in_organization() {
  World world = small_world();
  auto& in = world.organization.emplace();
  in.id = "o-1";
  in.management_account = "333333333333";
  in.scps_in_force = true;
  in.rcps_in_force = true;
  in.accounts["333333333333"] = {"o-1/r-1/", {{}}, {{}}};
  in.accounts["111111111111"] = {"o-1/r-1/ou-a/", {{}, {}}, {{}, {}}};
  in.accounts["210987654321"] = {"o-1/r-1/ou-b/", {{}, {}, {}}, {{}, {}, {}}};
  return world;
}

Request completed(const World& world, const char* who, const char* action, const char* resource) {
  Request asked = request(who, action, resource);
  remora::world::Suppositions facts;
  remora::world::complete(world, asked, facts);
  return asked;
}

PolicySet in_force(const World& world, const Request& asked) {
  remora::world::Suppositions facts;
  return remora::world::policies_in_force(world, asked, facts);
}

std::string value(const Request& asked, const char* key) {
  const auto* entry = asked.context.find(key);
  return entry == nullptr || entry->size() == 0 ? "absent" : std::string(entry->value(0));
}

}  // namespace

// IAM User Guide, "AWS global condition context keys".
BOOST_AUTO_TEST_CASE(a_role_session_carries_its_roles_arn) {
  const World world = in_organization();
  const Request asked = completed(world, kSession, "s3:PutObject", "arn:aws:s3:::logs/x");
  // Trap 30: the role's ARN with its path, never the session's.
  BOOST_TEST(value(asked, "aws:PrincipalArn") == kRoleArn);
  BOOST_TEST(value(asked, "aws:PrincipalAccount") == "111111111111");
  BOOST_TEST(value(asked, "aws:PrincipalIsAWSService") == "false");
  BOOST_TEST(value(asked, "aws:PrincipalOrgID") == "o-1");
  BOOST_TEST(value(asked, "aws:PrincipalOrgPaths") == "o-1/r-1/ou-a/");
  BOOST_TEST(asked.context.find("aws:PrincipalOrgPaths")->multivalued());
  BOOST_TEST(value(asked, "aws:PrincipalServiceName") == "absent");
}

BOOST_AUTO_TEST_CASE(a_service_carries_its_name_and_no_account) {
  const World world = in_organization();
  const Request asked =
      completed(world, "config.amazonaws.com", "s3:PutObject", "arn:aws:s3:::logs/x");
  BOOST_TEST(value(asked, "aws:PrincipalIsAWSService") == "true");
  BOOST_TEST(value(asked, "aws:PrincipalServiceName") == "config.amazonaws.com");
  BOOST_TEST(asked.context.find("aws:PrincipalServiceNamesList")->multivalued());
  for (const char* key : {"aws:PrincipalArn",
                          "aws:PrincipalAccount",
                          "aws:PrincipalOrgID",
                          "aws:PrincipalOrgPaths"}) {
    BOOST_TEST(value(asked, key) == "absent", key);
  }
}

BOOST_AUTO_TEST_CASE(users_and_root_carry_their_own_arn) {
  const World world = small_world();
  for (const char* who : {"arn:aws:iam::111111111111:user/a/Ann",
                          "arn:aws:iam::111111111111:root",
                          "arn:aws:sts::111111111111:federated-user/Bob"}) {
    BOOST_TEST(value(completed(world, who, "s3:PutObject", "*"), "aws:PrincipalArn") == who);
  }
}

BOOST_AUTO_TEST_CASE(the_unsigned_carry_nothing_of_a_principal) {
  const Request asked = completed(in_organization(), "anonymous", "s3:GetObject", "*");
  BOOST_TEST(value(asked, "aws:PrincipalIsAWSService") == "absent");
  BOOST_TEST(value(asked, "aws:PrincipalArn") == "absent");
}

TEST_TABLE(the_resources_owner_is_found) {
  const World world = in_organization();

  struct Row {
    const char* resource;
    const char* owner;
    const char* organization;
    const char* path;
  };

  const Row rows[] = {
      {"arn:aws:s3:::logs", "210987654321", "o-1", "o-1/r-1/ou-b/"},
      {"arn:aws:s3:::logs/a/b", "210987654321", "o-1", "o-1/r-1/ou-b/"},
      {kKeyArn, "333333333333", "o-1", "o-1/r-1/"},
      {"arn:aws:sns:us-east-1:444444444444:x", "444444444444", "absent", "absent"},
      {"arn:aws:s3:::unlisted/x", "absent", "absent", "absent"},
      {"*", "absent", "absent", "absent"},
  };
  for (const Row& row : rows) {
    if (table.row(row.resource)) {
      const Request asked = completed(world, "anonymous", "a:b", row.resource);
      BOOST_TEST(value(asked, "aws:ResourceAccount") == row.owner);
      BOOST_TEST(value(asked, "aws:ResourceOrgID") == row.organization);
      BOOST_TEST(value(asked, "aws:ResourceOrgPaths") == row.path);
    }
  }
  if (table.row("S3's own key")) {
    BOOST_TEST(value(completed(world, "anonymous", "a:b", kBucketArn), "s3:ResourceAccount") ==
               "210987654321");
  }
}

// docs/schema/scenario.schema.json: given context wins.
BOOST_AUTO_TEST_CASE(what_the_request_has_already_stays) {
  const World world = in_organization();
  Request asked = request(kSession,
                          "s3:PutObject",
                          kBucketArn,
                          {{"aws:PrincipalOrgID", "o-other"}, {"AWS:principalarn", "mine"}});
  asked.resource_account = "444444444444";
  remora::world::Suppositions facts;
  remora::world::complete(world, asked, facts);
  BOOST_TEST(value(asked, "aws:PrincipalOrgID") == "o-other");
  BOOST_TEST(value(asked, "aws:PrincipalArn") == "mine");
  BOOST_TEST(value(asked, "aws:ResourceAccount") == "444444444444");
  BOOST_TEST(value(asked, "aws:ResourceOrgID") == "absent");
}

BOOST_AUTO_TEST_CASE(the_flags_of_the_environment_follow_from_the_world) {
  World world = in_organization();
  world.roles[0].service_linked = true;
  world.buckets[0].public_access_block.restrict_public_buckets = true;
  world.keys[0].aws_managed = true;
  BOOST_TEST(
      completed(world, kSession, "s3:PutObject", kBucketArn).environment.service_linked_role);
  BOOST_TEST(completed(world, kSession, "s3:PutObject", "arn:aws:s3:::logs/x")
                 .environment.s3_restrict_public_buckets);
  BOOST_TEST(completed(world, kSession, "kms:Decrypt", kKeyArn).environment.aws_managed_key);
  BOOST_TEST(completed(world, kSession, "kms:Decrypt", kKeyArn)
                 .environment.resource_in_management_account);
  BOOST_TEST(!completed(world, kSession, "s3:PutObject", kBucketArn)
                  .environment.principal_in_management_account);
  BOOST_TEST(completed(world, "arn:aws:iam::333333333333:root", "s3:PutObject", kBucketArn)
                 .environment.principal_in_management_account);
}

TEST_TABLE(each_kind_of_resource_has_its_policy) {
  const World world = small_world();

  struct Row {
    const char* resource;
    PolicyType type;
    const CompiledPolicy* policy;
  };

  const Row rows[] = {
      {kBucketArn, PolicyType::Bucket, world.buckets[0].policy.get()},
      {"arn:aws:s3:::logs/a/b", PolicyType::Bucket, world.buckets[0].policy.get()},
      {kKeyArn, PolicyType::Key, world.keys[0].policy.get()},
      {kTopicArn, PolicyType::Topic, world.topics[0].policy.get()},
      {kRoleArn, PolicyType::Trust, world.roles[0].trust.get()},
      {"arn:aws:s3:::other", PolicyType::Bucket, nullptr},
      {"arn:aws:logs:us-east-1:333333333333:log-group:N", PolicyType::Resource, nullptr},
      {"*", PolicyType::Resource, nullptr},
  };
  for (const Row& row : rows) {
    if (table.row(row.resource)) {
      const Request asked = completed(world, "config.amazonaws.com", "a:b", row.resource);
      const PolicySet set = in_force(world, asked);
      BOOST_TEST(set.resource_type == row.type);
      BOOST_TEST(set.resource == row.policy);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_brings_its_grants) {
  const World world = small_world();
  const Request asked = completed(world, "s3.amazonaws.com", "kms:Decrypt", kKeyArn);
  BOOST_TEST(in_force(world, asked).grants.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_role_session_brings_its_roles_policies) {
  const World world = small_world();
  const Request asked = completed(world, kSession, "s3:PutObject", kBucketArn);
  const PolicySet set = in_force(world, asked);
  BOOST_TEST(set.identity.size() == 1U);
  BOOST_TEST(set.boundary == world.roles[0].boundary.get());
  const Request service = completed(world, "config.amazonaws.com", "s3:PutObject", kBucketArn);
  BOOST_TEST(in_force(world, service).identity.empty());
}

BOOST_AUTO_TEST_CASE(levels_follow_the_two_ends_of_the_request) {
  const World world = in_organization();
  const Request asked = completed(world, kSession, "s3:PutObject", kBucketArn);
  const PolicySet set = in_force(world, asked);
  BOOST_TEST(set.scps.value().size() == 2U);
  BOOST_TEST(set.rcps.value().size() == 3U);
  const Request service = completed(world, "config.amazonaws.com", "s3:PutObject", kBucketArn);
  const PolicySet of_service = in_force(world, service);
  BOOST_TEST(!of_service.scps.has_value());
  BOOST_TEST(of_service.rcps.value().size() == 3U);
  const Request stranger =
      completed(world, "arn:aws:iam::444444444444:user/x", "s3:PutObject", "arn:aws:s3:::other");
  const PolicySet of_stranger = in_force(world, stranger);
  BOOST_TEST(!of_stranger.scps.has_value());
  BOOST_TEST(!of_stranger.rcps.has_value());
}

BOOST_AUTO_TEST_CASE(types_that_no_level_uses_are_not_in_force) {
  World world = in_organization();
  world.organization->scps_in_force = false;
  world.organization->rcps_in_force = false;
  const Request asked = completed(world, kSession, "s3:PutObject", kBucketArn);
  const PolicySet set = in_force(world, asked);
  BOOST_TEST(!set.scps.has_value());
  BOOST_TEST(!set.rcps.has_value());
}

// docs/schema/scenario.schema.json, `world`: closed = what is not listed does not exist, open = it
// is unknown.
BOOST_AUTO_TEST_CASE(an_open_world_does_not_know_what_it_does_not_list) {
  World world = small_world();
  const char* const other_user = "arn:aws:iam::111111111111:user/x";
  const auto verdict = [&](const char* who, const char* resource) {
    const Request asked = completed(world, who, "s3:GetObject", resource);
    return authorize(asked, in_force(world, asked)).verdict;
  };
  BOOST_TEST(verdict(other_user, "arn:aws:s3:::other/x") == Verdict::ImplicitlyDenied);
  BOOST_TEST(verdict("config.amazonaws.com", "arn:aws:s3:::other/x") == Verdict::ImplicitlyDenied);
  world.closure = remora::world::Closure::Open;
  BOOST_TEST(verdict(other_user, "arn:aws:s3:::other/x") == Verdict::Undetermined);
  BOOST_TEST(verdict("config.amazonaws.com", "arn:aws:s3:::other/x") == Verdict::Undetermined);
  // What is listed is known all the same.
  BOOST_TEST(verdict("config.amazonaws.com", "arn:aws:s3:::logs/x") == Verdict::Allowed);
  world.buckets[0].policy = nullptr;
  BOOST_TEST(verdict("config.amazonaws.com", "arn:aws:s3:::logs/x") == Verdict::ImplicitlyDenied);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
