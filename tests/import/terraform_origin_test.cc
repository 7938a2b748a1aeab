#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "tests/import/terraform_case.h"
#include "tests/support/table.h"

namespace remora::test::terraform {

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(terraform)

// A plan has what came out; what it was made of stands in the configuration, by name.
TEST_TABLE(an_element_at_fault_names_what_its_expression_has) {
  struct Row {
    const char* name;
    std::string bucket_policy;  // a resource of the configuration
    const char* origin;         // empty: none
  };

  const std::string policy =
      R"({"bucket": "logs", "policy": )" + json::quoted(trail_policy("other")) + "}";
  const std::vector<Row> rows = {
      {"a variable and a resource",
       configured("aws_s3_bucket_policy.b",
                  reference("policy", {"aws_s3_bucket.b.arn", "aws_s3_bucket.b", "var.folder"})),
       ", aws_s3_bucket.b.arn, var.folder\n"},
      {"a document",
       configured(
           "aws_s3_bucket_policy.b",
           reference("policy",
                     {"data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"})),
       ", data.aws_iam_policy_document.d.json\n"},
      {"nothing", configured("aws_s3_bucket_policy.b", ""), ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files(std::map<std::string, std::string>{
          {"plan.json",
           plan({change("aws_s3_bucket.b", R"({"bucket": "logs"})"),
                 change("aws_s3_bucket_policy.b", policy),
                 change("aws_cloudtrail.t", R"({"name": "trail", "s3_bucket_name": "logs"})")},
                {row.bucket_policy})}});
      command::CheckOptions options;
      options.text.width = 300;
      const std::string text = command::check({"plan.json"}, options, files).text;
      const std::size_t at =
          text.find("Resource comes from aws_s3_bucket_policy.b at plan.json:1:");
      BOOST_TEST((at != std::string::npos) == (*row.origin != '\0'), text);
      BOOST_TEST(text.find(row.origin) != std::string::npos, text);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::terraform
