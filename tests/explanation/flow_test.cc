#include "engine/explanation/flow.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/case.h"
#include "tests/support/print.h"

namespace remora::test {

namespace {

constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kDeny = R"("Effect": "Deny", "Action": "*", "Resource": "*")";
constexpr const char* kAllowAll =
    R"("Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*")";
constexpr const char* kOther = R"("Effect": "Allow", "Action": "sqs:*", "Resource": "*")";
constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";

std::string flow_of(const Case& of) {
  const Policies policies(of);
  const Explanation explanation = remora::explain(of.asked, policies.set());
  std::string text;
  for (const auto& step :
       remora::explanation::decision_flow(of.asked, policies.set(), explanation)) {
    if (step.passage != remora::explanation::Passage::NotInForce) {
      text += (text.empty() ? "" : ", ") + std::string(info(step.box).name) + " " +
              std::string(to_string(step.passage));
    }
  }
  return text;
}

Case get_object(const char* who) {
  Case made;
  made.asked = request(who, "s3:GetObject", "arn:aws:s3:::b/x");
  made.asked.resource_account = "111122223333";
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanation)
BOOST_AUTO_TEST_SUITE(flow)

BOOST_AUTO_TEST_CASE(the_box_that_decides_is_shown_and_why_the_next_was_asked) {
  Case of = get_object(kUser);
  BOOST_TEST(flow_of(of) ==
             "explicit-deny passed, resource says nothing, identity stopped here, "
             "boundary not asked, session not asked");
  of.identity = {kAllow};
  BOOST_TEST(flow_of(of) == "explicit-deny passed, resource says nothing, identity granted");
  of.boundary = {kOther};
  BOOST_TEST(flow_of(of) ==
             "explicit-deny passed, resource says nothing, identity passed, boundary stopped here, "
             "session not asked");
  of.scps = {{kAllow}, {kAllow, kDeny}};
  BOOST_TEST(flow_of(of).starts_with("explicit-deny stopped here, rcp not asked"));
  of.scps = {{kOther}};
  BOOST_TEST(flow_of(of).starts_with("explicit-deny passed, scp stopped here, vpce not asked"));
}

BOOST_AUTO_TEST_CASE(a_bucket_policy_suffices_within_one_account_and_not_across) {
  Case of = get_object(kUser);
  of.resource = {kAllowAll};
  BOOST_TEST(flow_of(of) == "explicit-deny passed, resource granted, identity not asked");
  of.asked.resource_account = "444455556666";
  BOOST_TEST(flow_of(of) ==
             "explicit-deny passed, resource passed, identity stopped here, "
             "boundary not asked, session not asked");
  of.identity = {kAllow};
  BOOST_TEST(flow_of(of) == "explicit-deny passed, resource granted, identity passed");
}

BOOST_AUTO_TEST_CASE(what_is_not_known_leaves_its_box_open) {
  Case of = get_object(kUser);
  of.asked.context.set_unknown("u", "nobody looked");
  of.identity = {std::string(kAllow) + R"(, "Condition": {"Bool": {"u": "true"}})"};
  BOOST_TEST(flow_of(of).find("identity open") != std::string::npos);
  of.identity = {kAllow, std::string(kDeny) + R"(, "Condition": {"Bool": {"u": "true"}})"};
  BOOST_TEST(flow_of(of).starts_with("explicit-deny open"));
}

BOOST_AUTO_TEST_CASE(a_service_has_a_resource_policy_and_nothing_else) {
  Case of = get_object("config.amazonaws.com");
  of.resource = {kAllowAll};
  BOOST_TEST(flow_of(of) == "explicit-deny passed, resource granted");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
