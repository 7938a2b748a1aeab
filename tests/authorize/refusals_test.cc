#include "engine/authorize/refusals.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/aws/tables.h"
#include "tests/support/case.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(refusals)

namespace {

constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";
constexpr const char* kForEveryone =
    R"("Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*")";
constexpr const char* kTrust = R"("Effect": "Allow", "Action": "sts:*", "Principal": {"AWS": "*"})";

Decision with_all_rights(const char* who,
                         const char* action,
                         const char* resource,
                         PolicyType type) {
  Case of;
  of.asked = request(who, action, resource);
  of.asked.resource_account = "111122223333";
  of.resource_type = type;
  of.identity = {kAllow};
  of.resource = {type == PolicyType::Trust ? kTrust : kForEveryone};
  return decide(of);
}

}  // namespace

TEST_TABLE(every_row_has_a_name_and_a_source) {
  for (const ServiceRefusal& row : service_refusals()) {
    if (table.row(row.id)) {
      BOOST_TEST(!row.source.empty());
      BOOST_TEST(!row.code.empty());
      BOOST_TEST(row.http_status >= 400);
      for (std::string_view name : words(row.actions)) {
        name.remove_prefix(name.starts_with('!') ? 1 : 0);
        // SQS is not in the tables.
        if (name != "*" && is_known_service(row.service)) {
          BOOST_TEST((find_action({row.service, name}) != nullptr), name);
        }
      }
    }
  }
}

TEST_TABLE(no_policy_outweighs_the_service) {
  struct Row {
    const char* who;
    const char* action;
    const char* resource;
    PolicyType type;
    const char* refusal;  // empty: allowed
  };

  constexpr const char* kRoot = "arn:aws:iam::111122223333:root";
  constexpr const char* kUser = "arn:aws:iam::111122223333:user/ann";
  constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/app/s";
  constexpr const char* kFederated = "arn:aws:sts::111122223333:federated-user/bob";
  constexpr const char* kForeign = "arn:aws:iam::444455556666:user/eve";
  constexpr const char* kRole = "arn:aws:iam::111122223333:role/r";
  constexpr const char* kQueue = "arn:aws:sqs:us-east-1:111122223333:q";
  constexpr const char* kBucket = "arn:aws:s3:::b";
  const Row rows[] = {
      {kRoot, "sts:AssumeRole", kRole, PolicyType::Trust, "RootAssumesRole"},
      {"arn:aws:iam::444455556666:root",
       "sts:assumerole",
       kRole,
       PolicyType::Trust,
       "RootAssumesRole"},
      {kUser, "sts:AssumeRole", kRole, PolicyType::Trust, ""},
      {kSession, "sts:AssumeRole", kRole, PolicyType::Trust, ""},
      {kFederated, "sts:AssumeRole", kRole, PolicyType::Trust, "FederatedUserCallsSts"},
      {kFederated, "sts:GetCallerIdentity", "*", PolicyType::Trust, ""},
      {kSession, "sts:GetSessionToken", "*", PolicyType::Trust, "SessionGetsSessionToken"},
      {kRoot, "sts:GetSessionToken", "*", PolicyType::Trust, ""},
      {kSession, "sts:GetFederationToken", "*", PolicyType::Trust, "SessionGetsFederationToken"},
      {kForeign, "sqs:DeleteQueue", kQueue, PolicyType::Resource, "QueueOfAnotherAccount"},
      {kForeign, "sqs:ReceiveMessage", kQueue, PolicyType::Resource, ""},
      {kUser, "sqs:DeleteQueue", kQueue, PolicyType::Resource, ""},
      {kForeign, "s3:PutBucketPolicy", kBucket, PolicyType::Bucket, "BucketPolicyOfAnotherAccount"},
      {"anonymous",
       "s3:GetBucketPolicy",
       kBucket,
       PolicyType::Bucket,
       "BucketPolicyOfAnotherAccount"},
      {"config.amazonaws.com",
       "s3:DeleteBucketPolicy",
       kBucket,
       PolicyType::Bucket,
       "BucketPolicyOfAnotherAccount"},
      {kForeign, "s3:GetBucketAcl", kBucket, PolicyType::Bucket, ""},
      {kUser, "s3:PutBucketPolicy", kBucket, PolicyType::Bucket, ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.who, " ", row.action)) {
      const Decision decision = with_all_rights(row.who, row.action, row.resource, row.type);
      const bool refused = row.refusal[0] != '\0';
      BOOST_TEST(decision.verdict == (refused ? Verdict::ImplicitlyDenied : Verdict::Allowed));
      BOOST_TEST((decision.refusal != nullptr) == refused);
      BOOST_TEST((decision.layer == Layer::Service) == refused);
      if (decision.refusal != nullptr) {
        BOOST_TEST(decision.refusal->id == row.refusal);
      }
    }
  }
}

// S3 answers 405 only to those whom policies let in; the others get 403.
BOOST_AUTO_TEST_CASE(s3_denies_whom_no_policy_lets_in_as_always) {
  Case of;
  of.asked = request("arn:aws:iam::444455556666:user/eve", "s3:PutBucketPolicy", "arn:aws:s3:::b");
  of.asked.resource_account = "111122223333";
  of.identity = {kAllow};
  const Decision decision = decide(of);
  BOOST_TEST(decision.verdict == Verdict::ImplicitlyDenied);
  BOOST_TEST(decision.refusal == nullptr);
  BOOST_TEST(decision.layer == Layer::Resource);
}

BOOST_AUTO_TEST_CASE(a_deny_is_named_before_the_service) {
  Case of;
  of.asked = request(
      "arn:aws:iam::111122223333:root", "sts:AssumeRole", "arn:aws:iam::111122223333:role/r");
  of.resource_type = PolicyType::Trust;
  of.resource = {R"("Effect": "Deny", "Action": "sts:*", "Principal": {"AWS": "*"})"};
  const Decision decision = decide(of);
  BOOST_TEST(decision.verdict == Verdict::ExplicitlyDenied);
  BOOST_TEST(decision.refusal == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
