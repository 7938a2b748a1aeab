#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/command/lint.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(commands)
BOOST_AUTO_TEST_SUITE(lint_of_files)

namespace {

using remora::command::ExitStatus;
using remora::command::Output;

/// Stored by AWS, and with a Resource that S3 refuses.
const std::string kGood =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/*", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]})";
const std::string kBad =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]})";

Output linted(const std::map<std::string, std::string>& texts,
              const std::vector<std::string>& inputs,
              const command::LintOptions& options = {}) {
  MemoryFiles files(texts);
  return command::lint(inputs, options, files);
}

bool holds(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}

std::string template_with(const std::string& policy) {
  return R"({"Resources": {"Logs": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "logs", "PolicyDocument": )" +
         policy + "}}}}";
}

std::string plan_with(const std::string& policy, const std::string& more = "{}") {
  return R"({"format_version": "1.2", "resource_changes": [{"address": "module.a.aws_s3_bucket_policy.logs", "mode": "managed", "type": "aws_s3_bucket_policy", "change": {"actions": ["create"], "after": {"bucket": "logs", "policy": )" +
         policy + R"(}, "after_unknown": )" + more + "}}]}";
}

}  // namespace

TEST_TABLE(a_file_says_what_it_is_before_it_is_judged) {
  struct Row {
    const char* name;
    std::string text;
    const char* heading;
    const char* type;  // that its policy is judged as
  };

  const std::vector<Row> rows = {
      {"a bare policy", kGood, "f: a bucket policy (guessed)\n", "as a bucket policy (guessed)"},
      {"output of the AWS CLI",
       R"({"Policy": )" + json::quoted(kGood) + "}",
       "f: output of the AWS CLI, 1 policy\n",
       "as a bucket policy (guessed)"},
      {"a template",
       template_with(kGood),
       "f: a CloudFormation template, 1 policy\n",
       " (Logs): as a bucket policy,"},
      {"a template with the policy as a text",
       template_with(json::quoted(kGood)),
       "f: a CloudFormation template, 1 policy\n",
       " (Logs): as a bucket policy,"},
      {"a plan",
       plan_with(json::quoted(kGood)),
       "f: a Terraform plan, 1 policy\n",
       " (module.a.aws_s3_bucket_policy.logs): as a bucket policy,"},
      {"a plan with a policy that is not known yet",
       R"({"resource_changes": [{"address": "a", "type": "aws_kms_key_policy", "change": {"after": {}, "after_unknown": {"policy": true}}}]})",
       "f: a Terraform plan, no policy, 1 not known here\n",
       ""},
      {"a state",
       R"({"version": 4, "lineage": "l", "resources": [{"mode": "managed", "type": "aws_s3_bucket_policy", "name": "logs", "instances": [{"attributes": {"policy": )" +
           json::quoted(kGood) + "}}]}]}",
       "f: a Terraform state, 1 policy\n",
       " (aws_s3_bucket_policy.logs): as a bucket policy,"},
      {"an event",
       R"({"eventName": "PutBucketPolicy", "eventSource": "s3.amazonaws.com", "requestParameters": {"bucketName": "logs", "bucketPolicy": )" +
           kGood + "}}",
       "f: an event of CloudTrail, 1 policy\n",
       "as a bucket policy,"},
      {"a scenario",
       R"({"remora": 1, "buckets": [{"name": "logs", "policy": )" + kGood + "}]}",
       "f: a scenario, 1 policy\n",
       "as a bucket policy (guessed)"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Output output = linted({{"f", row.text}}, {"f"});
      BOOST_TEST((output.status == ExitStatus::Success), output.text);
      BOOST_TEST(output.text.rfind(row.heading, 0) == 0U, output.text);
      BOOST_TEST(holds(output.text, row.type), output.text);
    }
  }
}

TEST_TABLE(a_policy_is_judged_wherever_it_stands) {
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"bare", kBad},
      {"printed", R"({"Policy": )" + json::quoted(kBad) + "}"},
      {"in a template", template_with(kBad)},
      {"in a plan", plan_with(json::quoted(kBad))},
  };
  for (const auto& [name, text] : rows) {
    if (table.row(name)) {
      const Output output = linted({{"f", text}}, {"f"});
      BOOST_TEST((output.status == ExitStatus::Failure), output.text);
      BOOST_TEST(holds(output.text, "[resource-star-in-bucket-policy]"), output.text);
    }
  }
}

// What a function gives may be anything: nothing is said against it.
TEST_TABLE(functions_of_a_template_are_no_findings) {
  struct Row {
    const char* name;
    const char* policy;
  };

  const std::vector<Row> rows = {
      {"Sub and GetAtt in Resource",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject", "Resource": [{"Fn::GetAtt": ["B", "Arn"]}, {"Fn::Sub": "${B.Arn}/*"}, {"Fn::Sub": "arn:${AWS::Partition}:s3:::${B}/*"}, {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::", {"Ref": "B"}, "/*"]]}], "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}}]})"},
      {"a principal",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/*"}, {"Effect": "Deny", "Principal": {"Ref": "P"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/*"}]})"},
      {"a statement that is there at times",
       R"({"Version": "2012-10-17", "Statement": [{"Fn::If": ["C", {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/*"}, {"Ref": "AWS::NoValue"}]}, {"Ref": "S"}]})"},
      {"a CDK bucket's objects",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "s3:PutObject", "Resource": {"Fn::Join": ["", [{"Fn::GetAtt": ["B", "Arn"]}, "/*"]]}, "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]})"},
      {"an effect and a condition",
       R"({"Version": "2012-10-17", "Statement": [{"Effect": {"Ref": "E"}, "Principal": {"AWS": "111122223333"}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::logs/*", "Condition": {"Fn::If": ["C", {"Bool": {"aws:SecureTransport": true}}, {"Ref": "AWS::NoValue"}]}}]})"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Output output = linted({{"f", template_with(row.policy)}}, {"f"});
      BOOST_TEST((output.status == ExitStatus::Success), output.text);
      BOOST_TEST(!holds(output.text, ": error:"), output.text);
      BOOST_TEST(!holds(output.text, ": warning:"), output.text);
      BOOST_TEST(holds(output.text, "1 policy"), output.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_short_form_of_a_function_is_one) {
  const Output output = linted({{"f",
                                 "Resources:\n  Logs:\n    Type: AWS::S3::BucketPolicy\n"
                                 "    Properties:\n      PolicyDocument:\n"
                                 "        Version: 2012-10-17\n        Statement:\n"
                                 "          - Effect: Allow\n"
                                 "            Principal: {AWS: !Ref Account}\n"
                                 "            Action: s3:PutObject\n"
                                 "            Resource: !Sub '${B.Arn}/*'\n"}},
                               {"f"});
  BOOST_TEST((output.status == ExitStatus::Success), output.text);
  BOOST_TEST(!holds(output.text, ": error:"), output.text);
}

TEST_TABLE(what_holds_no_policy_says_so) {
  struct Row {
    const char* name;
    const char* text;
    ExitStatus status;
    const char* said;
  };

  const std::vector<Row> rows = {
      {"a template without one",
       R"({"Resources": {"T": {"Type": "AWS::CloudTrail::Trail", "Properties": {}}}})",
       ExitStatus::Success,
       "this is a CloudFormation template in which no policy stands"},
      {"some JSON", R"({"a": 1})", ExitStatus::BadInput, "no policy stands in this file"},
      {"nothing", "{}", ExitStatus::BadInput, "no policy stands in this file"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const Output output = linted({{"f", row.text}}, {"f"});
      BOOST_TEST((output.status == row.status));
      BOOST_TEST(holds(text_of(output.diagnostics), row.said), text_of(output.diagnostics));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_was_meant_as_a_policy_is_judged_as_one) {
  const Output output = linted({{"f", R"({"Version": "2012-10-17", "Statment": []})"}}, {"f"});
  BOOST_TEST((output.status == ExitStatus::Failure), output.text);
  BOOST_TEST(holds(output.text, "did you mean \"Statement\"?"), output.text);
}

BOOST_AUTO_TEST_CASE(a_folder_is_searched) {
  const Output output = linted({{"d/a.json", kGood},
                                {"d/b.json", template_with(kBad)},
                                {"d/c.json", R"({"name": "package"})"},
                                {"d/notes.txt", "some: [text"}},
                               {"d"});
  BOOST_TEST((output.status == ExitStatus::Failure));
  BOOST_TEST(holds(output.text, "d/a.json: a bucket policy (guessed)\n"), output.text);
  BOOST_TEST(holds(output.text, "d/b.json: a CloudFormation template, 1 policy\n"));
  BOOST_TEST(!holds(output.text, "c.json"));
  BOOST_TEST(output.diagnostics.empty(), text_of(output.diagnostics));
  const Output none = linted({{"d/c.json", R"({"name": "package"})"}}, {"d"});
  BOOST_TEST((none.status == ExitStatus::BadInput));
  BOOST_TEST(holds(text_of(none.diagnostics), "no file in the folder d holds a policy"));
  const Output broken = linted({{"d/a.json", kGood}, {"d/b.json", "{"}}, {"d"});
  BOOST_TEST((broken.status == ExitStatus::BadInput));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
