#include "engine/wrapping/wrapping.h"

#include <algorithm>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/delivery/call.h"
#include "engine/wrapping/template.h"
#include "tests/support/table.h"

namespace {

using remora::wrapping::Form;
using remora::wrapping::Refusal;

Refusal config_refusal() {
  Refusal refusal;
  refusal.service = "config";
  refusal.operation = "PutDeliveryChannel";
  refusal.code = "CODE";
  refusal.message = "say \"no\"";
  refusal.account = "111122223333";
  refusal.region = "cn-north-1";
  refusal.name = "default";
  return refusal;
}

Refusal trail_refusal(std::string_view operation) {
  Refusal refusal = config_refusal();
  refusal.service = "cloudtrail";
  refusal.operation = operation;
  refusal.name = "logs";
  return refusal;
}

const std::string kZeros = "00000000-0000-0000-0000-000000000000";

}  // namespace

BOOST_AUTO_TEST_SUITE(wrapping)
BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(each_form_words_a_refusal_as_its_tool_does) {
  struct Row {
    Form form;
    Refusal refusal;
    std::string text;
  };

  for (
      const Row& row : {
          Row{Form::Api, config_refusal(), R"({"__type":"CODE","message":"say \"no\""})"},
          // CloudTrail spells the member with a capital letter.
          Row{Form::Api,
              trail_refusal("CreateTrail"),
              R"({"__type":"CODE","Message":"say \"no\""})"},
          Row{Form::Cli,
              config_refusal(),
              "An error occurred (CODE) when calling the PutDeliveryChannel operation: say \"no\""},
          Row{Form::Boto3,
              trail_refusal("UpdateTrail"),
              "botocore.errorfactory.CODE: An error occurred (CODE) when calling the UpdateTrail "
              "operation: say \"no\""},
          Row{Form::CloudFormation,
              config_refusal(),
              "say \"no\" (Service: AmazonConfig; Status Code: 400; Error Code: CODE; Request "
              "ID: " +
                  kZeros + "; Proxy: null)"},
          Row{Form::CloudFormation,
              trail_refusal("CreateTrail"),
              "Resource handler returned message: \"Invalid request provided: say \"no\" (Service: "
              "CloudTrail, Status Code: 400, Request ID: " +
                  kZeros + ")\" (RequestToken: " + kZeros + ", HandlerErrorCode: InvalidRequest)"},
          Row{Form::StackSet,
              config_refusal(),
              "ResourceLogicalId:ConfigDeliveryChannel, ResourceType:AWS::Config::DeliveryChannel, "
              "ResourceStatusReason:say \"no\" (Service: AmazonConfig; Status Code: 400; Error "
              "Code: CODE; Request ID: " +
                  kZeros + "; Proxy: null)."},
          Row{Form::Terraform,
              config_refusal(),
              "Error: putting ConfigService Delivery Channel (default): operation error Config "
              "Service: PutDeliveryChannel, https response error StatusCode: 400, RequestID: " +
                  kZeros + ", CODE: say \"no\""},
          Row{Form::TerraformV4,
              trail_refusal("UpdateTrail"),
              "Error: Error updating CloudTrail: CODE: say \"no\""},
      }) {
    const auto text = remora::wrapping::wrap(row.form, row.refusal);
    BOOST_REQUIRE(text.has_value());
    BOOST_TEST(*text == row.text);
  }
}

BOOST_AUTO_TEST_CASE(the_older_handler_of_a_service_that_has_no_newer_one_is_the_present_one) {
  BOOST_TEST(*remora::wrapping::wrap(Form::CloudFormationLegacy, config_refusal()) ==
             *remora::wrapping::wrap(Form::CloudFormation, config_refusal()));
  BOOST_TEST(*remora::wrapping::wrap(Form::CloudFormationLegacy, trail_refusal("CreateTrail")) !=
             *remora::wrapping::wrap(Form::CloudFormation, trail_refusal("CreateTrail")));
}

BOOST_AUTO_TEST_CASE(a_stack_is_in_the_partition_of_its_region) {
  const std::string text = *remora::wrapping::wrap(Form::ControlTower, config_refusal());
  BOOST_TEST(text.find("arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(terraform_knows_a_code_that_the_model_does_not_list_as_an_api_error) {
  Refusal refusal = config_refusal();
  refusal.code = "ValidationException";
  const std::string text = *remora::wrapping::wrap(Form::Terraform, refusal);
  BOOST_TEST(text.find(", api error ValidationException: ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_operation_that_a_tool_does_not_call_is_never_shown_by_it) {
  BOOST_TEST(!remora::wrapping::wrap(Form::Terraform, trail_refusal("StartLogging")).has_value());
  BOOST_TEST(!remora::wrapping::wrap(Form::DeliveryStatus, config_refusal()).has_value());
}

BOOST_AUTO_TEST_CASE(forms_are_found_by_their_names_and_all_have_one) {
  std::set<std::string_view> names;
  for (const auto& info : remora::wrapping::known_forms()) {
    names.insert(info.name);
    const auto form = remora::wrapping::find_form(info.name);
    BOOST_REQUIRE(form.has_value());
    BOOST_TEST(remora::wrapping::info(*form).name == info.name);
    BOOST_TEST(!info.what.empty());
  }
  BOOST_TEST(names.size() == remora::wrapping::known_forms().size());
  for (const char* name :
       {"api", "cli", "cloudformation", "stackset", "control-tower", "terraform"}) {
    BOOST_TEST(names.count(name) == 1U, name);
  }
  BOOST_TEST(!remora::wrapping::find_form("cloud-formation").has_value());
}

TEST_TABLE(every_row_has_a_source_and_one_place_for_the_message) {
  for (const auto& row : remora::wrapping::wrapping_table()) {
    if (table.row(row.text)) {
      BOOST_TEST(!row.source.empty());
      for (const std::string_view service : {"config", "cloudtrail"}) {
        if (!row.service.empty() && row.service != service) {
          continue;
        }
        const std::string whole = remora::wrapping::whole_template(row, service);
        const auto parts = remora::wrapping::split_template(whole);
        BOOST_TEST(std::count_if(parts.begin(), parts.end(), [](const auto& part) {
                     return part.is_hole && (part.text == "message" || part.text == "json_message");
                   }) == 1);
        BOOST_TEST(whole.find("{cloudformation}") == std::string::npos);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_call_and_its_error_become_a_refusal) {
  remora::delivery::Call call;
  call.account = "111122223333";
  call.region = "eu-west-1";
  const auto error = remora::delivery::make_error(remora::delivery::Message::ConfigBucketAcl,
                                                  {{"bucket", "logs"}});
  const Refusal unnamed = remora::wrapping::refusal_of(call, error);
  BOOST_TEST(unnamed.name == "default");  // as the console and the CLI name it
  BOOST_TEST(unnamed.code == "InsufficientDeliveryPolicyException");
  remora::delivery::cloudtrail::Call update;
  update.operation = remora::delivery::cloudtrail::Operation::UpdateTrail;
  update.trail.name = "logs";
  call.of = update;
  const Refusal trail = remora::wrapping::refusal_of(call, error);
  BOOST_TEST(trail.name == "logs");
  BOOST_TEST(trail.operation == "UpdateTrail");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
