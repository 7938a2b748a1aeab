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

// IAM User Guide, "AWS global condition context keys": what is in every request of that kind, or in
// none, is not one that the request could carry as well.
BOOST_AUTO_TEST_CASE(what_is_always_or_never_sent_is_not_listed_as_absent) {
  const auto is_listed = [](const char* who, const char* key) {
    Case of;
    of.asked = request(who, "s3:GetObject", "arn:aws:s3:::b/x");
    const Policies policies(of);
    const auto facts =
        remora::explanation::condition_keys(of.asked, remora::explain(of.asked, policies.set()));
    return std::any_of(
        facts.begin(), facts.end(), [&](const KeyFact& one) { return one.name == key; });
  };
  constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
  constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/app/s";
  constexpr const char* kService = "config.amazonaws.com";
  for (const char* who : {kUser, kSession, kService, "anonymous"}) {
    BOOST_TEST(!is_listed(who, "aws:CurrentTime"), who);
    BOOST_TEST(is_listed(who, "aws:SourceVpce"), who);
    BOOST_TEST(is_listed(who, "aws:PrincipalServiceName") == (who == kService), who);
    BOOST_TEST(is_listed(who, "aws:username") == (who == kUser), who);
    BOOST_TEST(is_listed(who, "aws:UserAgent") == (who == kService), who);
  }
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
