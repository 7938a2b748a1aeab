#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/admission/admission.h"
#include "tests/support/json_fixture.h"

/// What AWS really answered: every document of fixtures/lint/admission.json is a case of its own.
namespace remora {

namespace {

namespace utf = boost::unit_test;
using remora::test::read_json_fixture;
using remora::test::text_of;

admission::AdmissionOperation operation_of(const json::Value& row) {
  using admission::AdmissionOperation;
  const std::string name = text_of(row, "operation");
  if (name == "SetTopicAttributes") {
    return AdmissionOperation::SetTopicAttributes;
  }
  if (name == "PutUserPolicy") {
    return AdmissionOperation::PutUserPolicy;
  }
  if (name == "AssumeRole") {
    return AdmissionOperation::AssumeRole;
  }
  if (name == "CreatePolicy") {
    return AdmissionOperation::CreateResourceControlPolicy;
  }
  return AdmissionOperation::PutBucketPolicy;
}

/// An identity has a list of policies; the captures put one document into it.
json::Value policy_of(const json::Value& row) {
  const json::Value policy = *row.find("policy");
  return policy.is_array() ? policy.elements().front() : policy;
}

void check(const json::DocumentPtr& json, const json::Value& row) {
  const std::string bucket = text_of(row, "bucket");
  const std::string account = text_of(row, "account");
  admission::AdmissionRequest request;
  request.operation = operation_of(row);
  request.bucket = bucket;
  request.account = account;
  const admission::Admission admission = admission::admit(json, policy_of(row), request);

  BOOST_TEST((admission.accepted() == Match::Yes) == (row.find("accepted")->text() == "true"),
             (admission.accepted() == Match::Yes ? "accepted" : admission.error->message));
  BOOST_TEST((admission.error ? admission.error->code : "") == text_of(row, "error"));
  const std::string message = text_of(row, "message");
  if (!message.empty() && admission.accepted() == Match::No) {
    BOOST_TEST(admission.error->message == message);
    BOOST_TEST(to_string(admission.error->origin) == "observed");
  }
  const auto is_public = row.find("public");
  BOOST_TEST(admission.is_public.has_value() == (is_public && !is_public->is_null()));
  if (admission.is_public && is_public && !is_public->is_null()) {
    BOOST_TEST((*admission.is_public == match_if(is_public->text() == "true")));
  }
}

/// Adds the documents to the suite that is open where this stands.
struct Registrar {
  explicit Registrar(utf::test_suite& suite) {
    const json::DocumentPtr json = read_json_fixture("lint/admission.json");
    const auto documents = json ? json->root().find("documents") : std::nullopt;
    if (!documents) {
      return;
    }
    for (const json::Value& row : documents->elements()) {
      suite.add(utf::make_test_case(
          [json, row] { check(json, row); }, text_of(row, "id"), __FILE__, __LINE__));
      ++count;
    }
  }

  std::size_t count = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(admission_captures)

const Registrar registrar(utf::framework::current_auto_test_suite());

BOOST_AUTO_TEST_CASE(every_document_is_registered) {
  BOOST_TEST(registrar.count == 85U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
