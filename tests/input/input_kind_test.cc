#include "engine/input/input_kind.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(input_kind)

TEST_TABLE(the_content_tells_what_it_is) {
  using remora::input::InputKind;

  struct Row {
    const char* text;
    InputKind kind;
  };

  const Row rows[] = {
      {R"({"remora": 1})", InputKind::Scenario},
      {R"({"remora": 1, "Resources": {}, "vectors": []})", InputKind::Scenario},
      {"remora: 1\n", InputKind::Scenario},
      {R"([{"id": "v"}])", InputKind::Vectors},
      {R"({"format": 1, "vectors": []})", InputKind::Vectors},
      {R"({"Version": "2012-10-17", "Statement": []})", InputKind::Policy},
      {R"({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}})", InputKind::CloudFormation},
      {"Resources:\n  B: {Type: AWS::S3::Bucket}\n", InputKind::CloudFormation},
      {R"({"format_version": "1.2", "terraform_version": "1.9"})", InputKind::TerraformPlan},
      {R"({"trailList": []})", InputKind::AwsCliOutput},
      {R"({"DeliveryChannels": []})", InputKind::AwsCliOutput},
      {R"({"Policy": "{}"})", InputKind::AwsCliOutput},
      // Its reader then says what is missing.
      {"{}", InputKind::Scenario},
      {R"({"buckets": []})", InputKind::Scenario},
  };
  for (const Row& row : rows) {
    if (table.row(row.text)) {
      BOOST_TEST((remora::input::detect(document(row.text)->root()) == row.kind));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
