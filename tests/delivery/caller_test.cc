#include "engine/delivery/caller.h"

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "tests/support/delivery.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(caller)

namespace {

using remora::delivery::Prober;
using remora::delivery::ServiceIdentity;

ProbeResult as_service(const world::World& made, const Assumptions& assumptions = {}) {
  world::Suppositions facts;
  Prober prober(made, assumptions, facts);
  const ServiceIdentity identity{"config.amazonaws.com",
                                 "arn:aws:config:us-east-1:111111111111:*",
                                 kRecorderAccount,
                                 "us-east-1",
                                 std::nullopt,
                                 true,
                                 true,
                                 {}};
  ProbeResult result;
  result.request =
      remora::delivery::service_probe(identity, prober, "s3:PutObject", "arn:aws:s3:::b/x").request;
  return result;
}

}  // namespace

// The tables of condition keys in docs/delivery.md; docs/semantics/service-principals.md.
BOOST_AUTO_TEST_CASE(a_service_sends_its_source_and_nothing_of_a_network) {
  world::World made;
  made.organization = organization("o-1", kManagement, {kRecorderAccount});
  world::Bucket bucket;
  bucket.name = "b";
  bucket.region = "eu-west-1";
  made.buckets.push_back(bucket);
  const ProbeResult sent = as_service(made);
  BOOST_TEST(sent.request.principal.kind() == PrincipalKind::Service);
  BOOST_TEST(context_value(sent, "aws:SourceAccount") == kRecorderAccount);
  BOOST_TEST(context_value(sent, "aws:SourceArn") == "arn:aws:config:us-east-1:111111111111:*");
  BOOST_TEST(context_value(sent, "aws:SourceOrgID") == "o-1");
  BOOST_TEST(context_value(sent, "aws:SourceOrgPaths") == "o-1/r-ab12/");
  BOOST_TEST(sent.request.context.find("aws:SourceOrgPaths")->multivalued());
  BOOST_TEST(context_value(sent, "aws:SecureTransport") == "true");
  BOOST_TEST(context_value(sent, "aws:ViaAWSService") == "false");
  // The Region that is called, not that of the recorder.
  BOOST_TEST(context_value(sent, "aws:RequestedRegion") == "eu-west-1");
  BOOST_TEST(context_value(sent, "aws:PrincipalType") == "unknown");
  BOOST_TEST(context_value(sent, "s3:ObjectCreationOperation") == "true");
  const auto* const hash = sent.request.context.find("s3:x-amz-content-sha256");
  BOOST_REQUIRE(hash != nullptr);
  BOOST_TEST(has_unknown(hash->value(0)));
  for (const char* absent : {"aws:SourceIp",
                             "aws:SourceVpce",
                             "aws:SourceVpc",
                             "aws:VpcSourceIp",
                             "aws:userid",
                             "aws:username"}) {
    BOOST_TEST(context_value(sent, absent) == "absent", absent);
  }
  // The engine reads no clock.
  BOOST_TEST(context_value(sent, "aws:CurrentTime") == "unknown");
}

BOOST_AUTO_TEST_CASE(without_an_organization_there_is_no_source_organization) {
  BOOST_TEST(context_value(as_service({}), "aws:SourceOrgID") == "absent");
}

BOOST_AUTO_TEST_CASE(the_address_of_a_service_is_a_switch) {
  Assumptions assumptions;
  BOOST_REQUIRE(!assumptions.set("service_source_ip", "unknown"));
  BOOST_TEST(context_value(as_service({}, assumptions), "aws:SourceIp") == "unknown");
}

BOOST_AUTO_TEST_CASE(a_session_is_named_after_role_and_purpose) {
  BOOST_TEST(remora::delivery::session_arn("arn:aws-cn:iam::111111111111:role/a/b/R", "S") ==
             "arn:aws-cn:sts::111111111111:assumed-role/R/S");
  BOOST_TEST(remora::delivery::session_arn("no ARN", "S").empty());
}

BOOST_AUTO_TEST_CASE(a_role_sends_its_own_arn_and_no_source) {
  const world::World made;
  const Assumptions assumptions;
  world::Suppositions facts;
  const Prober prober(made, assumptions, facts);
  ProbeResult sent;
  sent.request =
      remora::delivery::role_probe(
          prober, "arn:aws:iam::111111111111:role/a/R", "S", "s3:PutObject", "arn:aws:s3:::b/x")
          .request;
  BOOST_TEST(sent.request.principal.kind() == PrincipalKind::RoleSession);
  BOOST_TEST(sent.request.principal.session() == "S");
  BOOST_TEST(context_value(sent, "aws:PrincipalArn") == "arn:aws:iam::111111111111:role/a/R");
  BOOST_TEST(context_value(sent, "aws:SourceAccount") == "absent");
  BOOST_TEST(context_value(sent, "aws:SourceArn") == "absent");
  BOOST_TEST(context_value(sent, "aws:SourceIp") == "unknown");
  BOOST_TEST(context_value(sent, "s3:TlsVersion") == "1.2");
  BOOST_TEST(context_value(sent, "aws:SourceVpce") == "absent");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
