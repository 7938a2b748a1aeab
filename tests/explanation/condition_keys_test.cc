#include "engine/explanation/condition_keys.h"

#include <algorithm>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/case.h"
#include "tests/support/print.h"

namespace remora::test {

namespace {

using remora::explanation::KeyFact;

const KeyFact& fact(const std::vector<KeyFact>& facts, const std::string& name) {
  const auto found = std::find_if(
      facts.begin(), facts.end(), [&](const KeyFact& one) { return one.name == name; });
  BOOST_REQUIRE((found != facts.end()));
  return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanation)
BOOST_AUTO_TEST_SUITE(condition_keys)

BOOST_AUTO_TEST_CASE(keys_are_present_unknown_or_absent) {
  Case of;
  of.asked = request(
      "config.amazonaws.com", "s3:PutObject", "arn:aws:s3:::b/x", {{"aws:SourceAccount", "1"}});
  of.asked.context.set_unknown("aws:SourceIp", "redacted");
  of.resource = {R"("Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
      "Condition": {"StringEquals": {"AWS:sourceaccount": "1", "aws:PrincipalOrgID": "o-1"}})"};
  const Policies policies(of);
  const auto facts =
      remora::explanation::condition_keys(of.asked, remora::explain(of.asked, policies.set()));
  BOOST_TEST(facts.front().name == "aws:SourceAccount");
  BOOST_TEST(facts.front().asked_for);  // names ignore case
  BOOST_TEST((fact(facts, "aws:SourceIp").presence == Presence::Unknown));
  BOOST_TEST(fact(facts, "aws:SourceIp").reason == "redacted");
  BOOST_TEST((fact(facts, "aws:PrincipalOrgID").presence == Presence::Absent));
  BOOST_TEST(fact(facts, "aws:PrincipalOrgID").asked_for);
  BOOST_TEST(!fact(facts, "aws:SourceVpce").asked_for);
  BOOST_TEST((fact(facts, "s3:x-amz-acl").presence == Presence::Absent));
}

BOOST_AUTO_TEST_CASE(what_may_have_been_meant_is_a_key_that_is_there) {
  const RequestContext service =
      context({{"aws:SourceOrgID", "o-1"}, {"aws:SourceAccount", "111122223333"}});
  using remora::explanation::carried_instead;
  BOOST_TEST(carried_instead("aws:PrincipalOrgID", service) == "aws:SourceOrgID");
  BOOST_TEST(carried_instead("aws:principalaccount", service) == "aws:SourceAccount");
  BOOST_TEST(carried_instead("aws:PrincipalArn", service).empty());
  BOOST_TEST(carried_instead("aws:SourceAcount", service) == "aws:SourceAccount");
  BOOST_TEST(carried_instead("aws:MultiFactorAuthPresent", service).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
