#include "engine/authorize/explain.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/case.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(explain)

namespace {

constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kDeny = R"("Effect": "Deny", "Action": "*", "Resource": "*")";

std::string layers_of(const Explanation& explanation) {
  std::string text;
  for (const LayerTrace& layer : explanation.layers) {
    text += (text.empty() ? "" : " ") + std::string(layer_name(layer.layer, layer.type)) + "=" +
            std::string(to_string(layer.verdict));
  }
  return text;
}

Case get_object(const char* who) {
  Case made;
  made.asked = request(who, "s3:GetObject", "arn:aws:s3:::b/x");
  return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_layer_in_force_is_shown_in_awss_order) {
  Case of = get_object("arn:aws:iam::111122223333:user/ann");
  of.identity = {kAllow};
  of.resource = {R"("Effect": "Deny", "Action": "*", "Resource": "*", "Principal": "*")"};
  of.boundary = {kAllow};
  of.session = {R"("Effect": "Allow", "Action": "sqs:*", "Resource": "*")"};
  of.scps = {{kAllow}, {kAllow, kDeny}};
  of.rcps = {{R"("Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Principal": "*")"}};
  of.endpoint = {R"("Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*")"};
  const Policies policies(of);
  const Explanation explanation = remora::explain(of.asked, policies.set());
  BOOST_TEST(layers_of(explanation) ==
             "rcp=Allowed scp=ExplicitlyDenied vpce=Allowed bucket=ExplicitlyDenied "
             "identity=Allowed boundary=Allowed session=ImplicitlyDenied");
  BOOST_TEST(explanation.layers[1].policies.size() == 2U);
}

BOOST_AUTO_TEST_CASE(layers_that_do_not_bind_are_not_shown) {
  Case of = get_object("config.amazonaws.com");
  of.identity = {kAllow};
  of.boundary = {kAllow};
  of.scps = {{kDeny}};
  const Policies policies(of);
  // A bucket without a policy is an answer too: nobody lets the service in.
  BOOST_TEST(layers_of(remora::explain(of.asked, policies.set())) == "bucket=ImplicitlyDenied");
}

BOOST_AUTO_TEST_CASE(the_verdict_is_the_one_of_authorize) {
  for (const char* who : {"arn:aws:iam::111122223333:user/ann",
                          "arn:aws:iam::111122223333:root",
                          "config.amazonaws.com",
                          "anonymous"}) {
    for (const char* identity : {kAllow, kDeny}) {
      Case of = get_object(who);
      of.identity = {identity};
      const Policies policies(of);
      const Decision by_authorize = remora::authorize(of.asked, policies.set());
      const Decision by_explain = remora::explain(of.asked, policies.set()).decision;
      BOOST_TEST(by_authorize.verdict == by_explain.verdict);
      BOOST_TEST(by_authorize.layer == by_explain.layer);
      BOOST_TEST(by_authorize.policy == by_explain.policy);
      BOOST_TEST(by_authorize.statement == by_explain.statement);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_layer_that_depends_on_an_unknown_is_undetermined) {
  Case of = get_object("arn:aws:iam::111122223333:user/ann");
  of.asked.context.set_unknown("u", "nobody looked");
  of.identity = {std::string(kAllow) + R"(, "Condition": {"Bool": {"u": "true"}})"};
  const Policies policies(of);
  BOOST_TEST(layers_of(remora::explain(of.asked, policies.set())) ==
             "bucket=ImplicitlyDenied identity=Undetermined");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
