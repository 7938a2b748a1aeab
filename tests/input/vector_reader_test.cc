#include "engine/input/vector_reader.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/authorize.h"
#include "tests/support/build.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(vector)

namespace {

using remora::fixture::Vector;

constexpr const char* kAllow =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})";

std::string vector_text(const std::string& policies, const std::string& action = "s3:GetObject") {
  return R"({"id": "v", "policies": {)" + policies +
         R"(}, "request": {"principal": "arn:aws:iam::111122223333:user/ann", "action": ")" +
         action + R"(", "resource": "arn:aws:s3:::b/x", "context": {}}})";
}

Result<Vector> read(const std::string& text) {
  const json::DocumentPtr json = document(text);
  return remora::input::read_vector(json, json->root());
}

std::string errors_in(const std::string& text) {
  return text_of(errors_of(read(text)));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_member_is_read) {
  const std::string allow = kAllow;
  const Vector vector = value_of(read(
      R"({"id": "kms-1", "rule": "kms", "why": "w", "source": "s",
          "policies": {"identity": [)" +
      allow + "," + allow + R"(], "resource": {"Statement": []}, "key_policy": )" +
      R"({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "x:y", "Resource": "*"}},
          "boundary": )" +
      allow + R"(, "session": )" + allow + R"(, "scps": [[)" + allow + R"(], []], "rcps": null,
          "vpc_endpoint": null, "grants": [{"grantee": "s3.amazonaws.com",
          "operations": ["Decrypt"]}]},
          "request": {"principal": "config.amazonaws.com", "action": "kms:Decrypt",
                      "resource": "arn:aws:kms:r:111122223333:key/k",
                      "resource_account": "111122223333",
                      "context": {"aws:SourceAccount": "1", "aws:TagKeys": ["a"]},
                      "env": {"aws_managed_key": true}},
          "expect": "ImplicitlyDenied"})"));
  BOOST_TEST(vector.id == "kms-1");
  BOOST_TEST(vector.rule == "kms");
  BOOST_TEST(vector.expect.value() == Verdict::ImplicitlyDenied);
  BOOST_TEST(vector.identity.size() == 2U);
  BOOST_TEST(vector.resource_type == PolicyType::Key);
  // `key_policy` takes the place of `resource` for kms:*.
  BOOST_TEST(vector.resource->statements().size() == 1U);
  BOOST_TEST((vector.boundary != nullptr));
  BOOST_TEST(vector.session.value().size() == 1U);
  BOOST_TEST(vector.scps.value().size() == 2U);
  BOOST_TEST(vector.scps.value()[1].empty());
  BOOST_TEST(!vector.rcps.has_value());
  BOOST_TEST((vector.vpc_endpoint == nullptr));
  BOOST_TEST(vector.grants.at(0).operations.at(0) == "Decrypt");
  BOOST_TEST(vector.request.environment.aws_managed_key);
  BOOST_TEST(!vector.request.environment.service_linked_role);
  BOOST_TEST(vector.request.resource_account == "111122223333");
  const PolicySet policies = vector.policies();
  BOOST_TEST(policies.identity.size() == 2U);
  BOOST_TEST(policies.resource == vector.resource.get());
  BOOST_TEST(policies.session.has_value());
  BOOST_TEST(policies.scps.value().size() == 2U);
  BOOST_TEST(!policies.rcps.has_value());
}

BOOST_AUTO_TEST_CASE(only_id_and_request_are_needed) {
  const Vector vector = value_of(read(
      R"({"id": "v", "request": {"principal": "anonymous", "action": "s3:GetObject",
          "resource": "*"}})"));
  BOOST_TEST(!vector.expect.has_value());
  BOOST_TEST(vector.identity.empty());
  BOOST_TEST(!vector.session.has_value());
  BOOST_TEST(vector.request.context.entries().empty());
}

BOOST_AUTO_TEST_CASE(policies_may_have_arns_and_grants_constraints) {
  const Vector vector = value_of(read(vector_text(
      R"("identity": [{"arn": "arn:aws:iam::1:policy/P", "document": {"Statement": []}}],
         "grants": [{"grantee": "config.amazonaws.com", "operations": ["Decrypt"],
                     "constraints": {"EncryptionContextEquals": {"a": "b"},
                                     "EncryptionContextSubset": {"c": "d"}, "SourceArn": "arn"}}])",
      "kms:Decrypt")));
  BOOST_TEST(vector.identity.at(0)->document()->arn == "arn:aws:iam::1:policy/P");
  const GrantConstraints& constraints = vector.grants.at(0).constraints;
  BOOST_TEST(constraints.context_equals.value().at(0).second == "b");
  BOOST_TEST(constraints.context_subset.at(0).first == "c");
  BOOST_TEST(constraints.source_arn == "arn");
}

BOOST_AUTO_TEST_CASE(the_action_tells_the_kind_of_resource_policy) {
  const auto type = [](const char* action) {
    return value_of(read(vector_text(R"("resource": {"Statement": []})", action))).resource_type;
  };
  BOOST_TEST(type("s3:GetObject") == PolicyType::Bucket);
  BOOST_TEST(type("KMS:Decrypt") == PolicyType::Key);
  BOOST_TEST(type("sns:Publish") == PolicyType::Topic);
  BOOST_TEST(type("sts:AssumeRole") == PolicyType::Trust);
  BOOST_TEST(type("sqs:SendMessage") == PolicyType::Resource);
}

// The context is complete as given: nothing is added.
BOOST_AUTO_TEST_CASE(nothing_is_added_to_the_context) {
  const Vector vector = value_of(read(vector_text("")));
  BOOST_TEST(vector.request.context.entries().empty());
  BOOST_TEST(vector.request.resource_account.empty());
}

BOOST_AUTO_TEST_CASE(a_policy_that_nobody_read_is_unread) {
  const Vector vector = value_of(read(vector_text(R"("identity": [{"unknown": "not exported"}])")));
  BOOST_TEST(vector.identity.at(0)->is_unread());
  BOOST_TEST(vector.identity.at(0)->reason() == "not exported");
  BOOST_TEST(authorize(vector.request, vector.policies()).verdict == Verdict::Undetermined);
}

TEST_TABLE(errors_name_their_place) {
  struct Row {
    const char* name;
    std::string text;
    const char* says;
  };

  const std::vector<Row> rows = {
      {"no object", "[1]", "a vector must be an object"},
      {"no id", R"({"request": {}})", "a vector needs \"id\""},
      {"no request", R"({"id": "v"})", "\"request\""},
      {"unknown member", R"({"id": "v", "polices": {}, "request": {}})", "did you mean"},
      {"unknown policy", vector_text(R"("identiy": [])"), "did you mean \"identity\"?"},
      {"unknown flag",
       R"({"id": "v", "request": {"principal": "anonymous", "action": "a:b", "resource": "*",
           "env": {"service_linked": true}}})",
       "service_linked"},
      {"bad principal",
       R"({"id": "v", "request": {"principal": "x", "action": "a:b", "resource": "*"}})",
       "1:38"},
      {"empty principal",
       R"({"id": "v", "request": {"principal": "", "action": "a:b", "resource": "*"}})",
       "\"\" is no principal"},
      {"empty action",
       R"({"id": "v", "request": {"principal": "anonymous", "action": "", "resource": "*"}})",
       "\"\" is no action"},
      {"owner that is no account",
       R"({"id": "v", "request": {"principal": "anonymous", "action": "a:b", "resource": "*",
           "resource_account": "44445555666"}})",
       "\"44445555666\" is no account id"},
      {"bad verdict", R"({"id": "v", "expect": "Denied", "request": {}})", "\"Denied\""},
      {"malformed policy",
       vector_text(R"("identity": [{"Statement": [{"Effect": "Maybe"}]}])"),
       "Maybe"},
      {"levels that are no arrays", vector_text(R"("scps": [{"Statement": []}])"), "levels"},
      {"identity that is no array", vector_text(R"("identity": {"Statement": []})"), "an array"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(has(errors_in(row.text), row.says), errors_in(row.text));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_file_is_an_array_or_an_object_around_one) {
  const auto count = [](const std::string& text) {
    return value_of(remora::input::read_vectors(document(text))).size();
  };
  const std::string one = vector_text("");
  BOOST_TEST(count("[" + one + "," + one + "]") == 2U);
  BOOST_TEST(count(R"({"format": 1, "vectors": [)" + one + "]}") == 1U);
  BOOST_TEST(count("[]") == 0U);
}

BOOST_AUTO_TEST_CASE(each_vector_succeeds_or_fails_by_itself) {
  const auto vectors = value_of(remora::input::read_vectors(
      document("[" + vector_text("") + R"(, {"id": "bad"}, )" + vector_text("") + "]")));
  BOOST_REQUIRE(vectors.size() == 3U);
  BOOST_TEST(vectors[0].has_value());
  BOOST_TEST(!vectors[1].has_value());
  BOOST_TEST(vectors[2].has_value());
}

TEST_TABLE(what_is_no_vector_file_is_an_error) {
  for (const char* text : {R"({"vectors": []})",
                           R"({"format": 2, "vectors": []})",
                           R"({"format": 1, "vector": []})",
                           "\"x\""}) {
    if (table.row(text)) {
      BOOST_TEST(!remora::input::read_vectors(value_of(json::read_json(source(text)))).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_vector_that_cannot_be_read_still_has_its_id) {
  BOOST_TEST(remora::input::id_of(document(R"({"id": "x", "y": 1})")->root()) == "x");
  BOOST_TEST(remora::input::id_of(document(R"({"y": 1})")->root()).empty());
  BOOST_TEST(remora::input::id_of(document("[]")->root()).empty());
  BOOST_TEST(remora::input::id_of(document(R"({"id": 5})")->root()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
