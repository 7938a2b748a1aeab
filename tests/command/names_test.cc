#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "engine/command/eval.h"
#include "engine/command/explain.h"
#include "engine/command/test.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(commands)
BOOST_AUTO_TEST_SUITE(names_of_requests)

namespace {

using remora::command::Output;

constexpr const char* kRequest = R"({"id": "r", "expect": "ImplicitlyDenied", "request": {
  "principal": "cloudtrail.amazonaws.com",
   "action": "s3:PutObject",
    "resource": "arn:aws:s3:us-east-1::logs/x",
     "context": {"aws:SourceAccount": "1"}})";

/// What a request says instead of what is right, and what is said about that; nothing, where no
/// name of AWS is near.
struct NameSlip {
  const char* name;
  std::string right;
  std::string written;
  std::string told;
};

std::vector<NameSlip> name_slips() {
  return {
      {"a service principal",
       "cloudtrail.amazonaws.com",
       "cloudtrial.amazonaws.com",
       R"(2:16: warning: "cloudtrial.amazonaws.com" is no service principal, )"
       R"(did you mean "cloudtrail.amazonaws.com"?)"},
      {"the domain of a service principal",
       "cloudtrail.amazonaws.com",
       "cloudtrail.amazonaw.com",
       R"(2:16: warning: "cloudtrail.amazonaw.com" is no service principal, )"
       R"(did you mean "cloudtrail.amazonaws.com"?)"},
      {"an action",
       "s3:PutObject",
       "s3:PutObjekt",
       R"(3:14: warning: AWS has no action "s3:PutObjekt", did you mean "s3:PutObject"?)"},
      {"the service of an action",
       "s3:PutObject",
       "s33:PutObject",
       R"(3:14: warning: AWS has no action "s33:PutObject", did you mean "s3:PutObject"?)"},
      {"the partition of an ARN",
       "arn:aws:",
       "arn:asw:",
       R"(4:17: warning: "asw" is no partition of AWS, did you mean "aws"?)"},
      {"the service of an ARN",
       "aws:s3:",
       "aws:s4:",
       R"(4:17: warning: "s4" is not the service of that ARN, did you mean "s3"?)"},
      {"the Region of an ARN",
       "us-east-1",
       "us-est-1",
       R"(4:17: warning: "us-est-1" is no Region name, did you mean "us-east-1"?)"},
      {"a condition key",
       "aws:SourceAccount",
       "aws:SourceAcount",
       R"(5:18: warning: AWS has no condition key "aws:SourceAcount", )"
       R"(did you mean "aws:SourceAccount"?)"},
      {"names in another case", "s3:PutObject", "S3:putobject", ""},
      {"a key of somebody's own", "aws:SourceAccount", "custom:foo", ""},
      {"a key of another service", "aws:SourceAccount", "sqs:SourceAccount", ""},
      {"a key that is like no other", "aws:SourceAccount", "s3:Xyzzy", ""},
      {"an action of another service", "s3:PutObject", "sqs:AddPermission", ""},
      {"an action that is like no other", "s3:PutObject", "s3:Xyzzy", ""},
      {"the ARN of another service", "aws:s3:", "aws:s3-outposts:", ""},
      {"a service that nobody knows", "cloudtrail.", "zzyzx.", ""},
      {"a web identity", "cloudtrail.amazonaws.com", "accounts.google.com", ""},
      {"nobody", "cloudtrail.amazonaws.com", "anonymous", ""},
      {"a Region that is new", "us-east-1", "mars-east-7", ""},
      {"no Region at all", "us-east-1", "us", ""},
      {"no ARN", "arn:aws:s3:us-east-1::logs/x", "logs/x", ""},
      {"a value that AWS chooses", "us-east-1", "${{ symbol us-est-1 }}", ""},
  };
}

std::string with_slip(const NameSlip& slip) {
  std::string text = kRequest;
  return text.replace(text.find(slip.right), slip.right.size(), slip.written);
}

/// The warnings, without the name of the file; whoever has none must have no other remarks either.
std::string warnings_of(const Output& output, const std::string& file) {
  std::string text = text_of(output.diagnostics);
  for (std::size_t at = 0; (at = text.find(file + ":", at)) != std::string::npos;) {
    text.erase(at, file.size() + 1);
  }
  return text;
}

std::string one_line(const std::string& told) {
  return told.empty() ? told : told + "\n";
}

}  // namespace

TEST_TABLE(a_vector_is_warned_of_and_decided_as_ever) {
  for (const NameSlip& slip : name_slips()) {
    MemoryFiles files({{"v.json", with_slip(slip) + ", \"policies\": {}}"},
                       {"v.yaml", "- " + with_slip(slip) + ", \"policies\": {}}\n"},
                       {"a.json", "[" + with_slip(slip) + ", \"policies\": {}}]"}});
    const auto test = [&](const std::string& file, std::vector<std::string> set = {}) {
      remora::command::TestOptions options;
      options.set = std::move(set);
      return remora::command::test({file}, options, "text", {}, files);
    };
    const auto check = [&](const Output& output, const std::string& file, const NameSlip& wanted) {
      BOOST_TEST(warnings_of(output, file) == one_line(wanted.told));
      BOOST_TEST((output.status == remora::command::ExitStatus::Success));
    };
    // A file that is an array has one sign more in the first line, which none of them is in.
    if (table.row(slip.name, ", eval")) {
      check(remora::command::eval({"v.json"}, {}, {}, files), "v.json", slip);
    }
    if (table.row(slip.name, ", eval -f aws")) {
      remora::command::EvalOptions options;
      options.format = "aws";
      check(remora::command::eval({"a.json"}, {}, options, files), "a.json", slip);
    }
    if (table.row(slip.name, ", explain")) {
      check(remora::command::explain({"a.json"}, {}, files), "a.json", slip);
    }
    if (table.row(slip.name, ", test")) {
      check(test("a.json"), "a.json", slip);
    }
    if (table.row(slip.name, ", test of YAML")) {
      check(test("v.yaml"), "v.yaml", slip);
    }
    if (table.row(slip.name, ", test --set")) {
      check(test("a.json", {"rule=other"}), "a.json", slip);
    }
  }
}

TEST_TABLE(a_request_in_a_scenario_is_warned_of_and_decided_as_ever) {
  for (const NameSlip& slip : name_slips()) {
    MemoryFiles files({{"s.json", "{\"requests\": [" + with_slip(slip) + "}], \"remora\": 1}"},
                       {"m.json",
                        "{\"requests\": [" + with_slip(slip) +
                            R"(}], "remora": 1, "matrix": {"one": ["a", "b"]}})"}});
    if (table.row(slip.name, ", test")) {
      const Output output = remora::command::test({"s.json"}, {}, "text", {}, files);
      BOOST_TEST(warnings_of(output, "s.json") == one_line(slip.told));
      BOOST_TEST((output.status == remora::command::ExitStatus::Success));
    }
    if (table.row(slip.name, ", check, once for all of a matrix")) {
      const Output output = remora::command::check({"m.json"}, {}, files);
      BOOST_TEST(warnings_of(output, "m.json") == one_line(slip.told));
      BOOST_TEST((output.status == remora::command::ExitStatus::Success));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_simulation_is_warned_of_once) {
  MemoryFiles files;
  files.add("s.json", R"({"PolicyInputList": [],
 "ActionNames": ["s3:GetObject", "s3:PutObjekt"],
 "ResourceArns": ["arn:aws:s3:::a", "arn:asw:s3:::b"], "CallerArn": "arn:awss:iam::111122223333:user/u",
 "ContextEntries": [{"ContextKeyName": "aws:SourceAcount", "ContextKeyValues": ["1"]}]})");
  const Output output = remora::command::eval({"s.json"}, {}, {}, files);
  BOOST_TEST(warnings_of(output, "s.json") ==
             "3:69: warning: \"awss\" is no partition of AWS, did you mean \"aws\"?\n"
             "4:40: warning: AWS has no condition key \"aws:SourceAcount\", did you mean "
             "\"aws:SourceAccount\"?\n"
             "2:34: warning: AWS has no action \"s3:PutObjekt\", did you mean \"s3:PutObject\"?\n"
             "3:37: warning: \"asw\" is no partition of AWS, did you mean \"aws\"?\n");
}

TEST_TABLE(what_is_no_name_at_all_is_an_error_with_what_was_meant) {
  const std::vector<NameSlip> slips{
      {"a service by its first name",
       "cloudtrail.amazonaws.com",
       "cloudtrail",
       R"("cloudtrail" is no principal that makes requests, did you mean )"
       R"("cloudtrail.amazonaws.com"? write a user)"},
      {"the service of an identity's ARN",
       "cloudtrail.amazonaws.com",
       "arn:aws:iamm::111122223333:user/u",
       R"(user/u" is no principal that makes requests, did you mean "iam"? write a user)"},
      {"an action without its service",
       "s3:PutObject",
       "PutObject",
       R"("PutObject" is no action, did you mean "s3:PutObject"?)"},
  };
  for (const NameSlip& slip : slips) {
    if (table.row(slip.name)) {
      MemoryFiles files;
      files.add("v.json", with_slip(slip) + ", \"policies\": {}}");
      const Output output = remora::command::eval({"v.json"}, {}, {}, files);
      BOOST_TEST(text_of(output.diagnostics).find(slip.told) != std::string::npos,
                 text_of(output.diagnostics));
      BOOST_TEST((output.status == remora::command::ExitStatus::BadInput));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
