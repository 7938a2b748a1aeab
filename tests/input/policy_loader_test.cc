#include "engine/input/policy_loader.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/print.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(input)
BOOST_AUTO_TEST_SUITE(policy_loader)

namespace {

constexpr const char* kPolicy = R"({"Version": "2012-10-17",
  "Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}})";

/// Loads the members of an input that stands in `dir/`.
class Loading {
 public:
  Loading(std::string text, std::map<std::string, std::string> files)
      : files_(std::move(files)),
        json_(value_of(json::read(source(std::move(text), "dir/scenario.json")))),
        sink_(json_->source()),
        loader_(json_, files_, sink_) {}

  CompiledPolicyPtr load(const char* name, PolicyType type = PolicyType::Bucket) {
    return loader_.load(*json_->root().find(name), type);
  }

  [[nodiscard]] std::string remarks() const { return text_of(sink_.diagnostics()); }

  [[nodiscard]] const MemoryFiles& files() const { return files_; }

 private:
  MemoryFiles files_;
  json::DocumentPtr json_;
  DiagnosticSink sink_;
  remora::input::PolicyLoader loader_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_policy_comes_in_four_forms) {
  Loading loading(R"({"inline": )" + std::string(kPolicy) +
                      R"(, "file": "policies/p.json",
                         "managed": "arn:aws:iam::aws:policy/AdministratorAccess",
                         "unknown": {"unknown": "not exported"}})",
                  {{"dir/policies/p.json", kPolicy}});
  BOOST_TEST(loading.load("inline")->statements().size() == 1U);
  const auto file = loading.load("file");
  BOOST_TEST(file->statements().size() == 1U);
  BOOST_TEST(file->document()->source()->name() == "dir/policies/p.json");
  BOOST_TEST(file->type() == PolicyType::Bucket);
  BOOST_TEST(loading.load("managed", PolicyType::Identity)->statements().size() == 1U);
  BOOST_TEST(loading.load("unknown")->is_unread());
  BOOST_TEST(loading.load("unknown")->reason() == "not exported");
  BOOST_TEST(loading.remarks() == "");
}

BOOST_AUTO_TEST_CASE(a_policy_file_may_be_yaml) {
  Loading loading(R"({"file": "p.yaml"})",
                  {{"dir/p.yaml",
                    "Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Principal: '*'\n    "
                    "Action: s3:*\n    Resource: '*'\n"}});
  BOOST_TEST(loading.load("file")->statements().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_named_twice_is_read_once) {
  Loading loading(R"({"a": "p.json", "b": "p.json"})", {{"dir/p.json", kPolicy}});
  const auto first = loading.load("a");
  BOOST_TEST(loading.load("b") == first);
  BOOST_TEST(loading.files().asked().size() == 1U);
  // Another type reads it in another way.
  BOOST_TEST((loading.load("b", PolicyType::Key)->type() == PolicyType::Key));
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_reported_where_it_is_named) {
  Loading loading("{\"file\":\n \"none.json\"}", {});
  BOOST_TEST(loading.load("file")->is_unread());
  BOOST_TEST(has(loading.remarks(), "dir/scenario.json:2:2: error:"));
  BOOST_TEST(has(loading.remarks(), "dir/none.json"));
}

BOOST_AUTO_TEST_CASE(a_bad_file_is_reported_in_itself) {
  Loading loading(R"({"file": "p.json", "syntax": "s.json"})",
                  {{"dir/p.json", "{\"Statement\":\n [{\"Effect\": \"Maybe\"}]}"},
                   {"dir/s.json", "{\"Statement\":"}});
  loading.load("file");
  BOOST_TEST(has(loading.remarks(), "dir/p.json:2:14: error:"));
  loading.load("syntax");
  BOOST_TEST(has(loading.remarks(), "dir/s.json:1:14: error:"));
}

BOOST_AUTO_TEST_CASE(an_unknown_managed_policy_is_an_error) {
  Loading loading(R"({"managed": "arn:aws:iam::aws:policy/Nothing"})", {});
  loading.load("managed", PolicyType::Identity);
  BOOST_TEST(has(loading.remarks(), "1:13: error:"));
  BOOST_TEST(has(loading.remarks(), "give its document instead"));
  Loading near(R"({"managed": "arn:aws:iam::aws:policy/ReadOnlyAcces"})", {});
  near.load("managed", PolicyType::Identity);
  BOOST_TEST(has(near.remarks(), "did you mean \"ReadOnlyAccess\"?"), near.remarks());
}

BOOST_AUTO_TEST_CASE(other_values_are_errors) {
  Loading loading(R"({"number": 5, "array": []})", {});
  BOOST_TEST(loading.load("number")->is_unread());
  BOOST_TEST(loading.load("array")->is_unread());
  BOOST_TEST(has(loading.remarks(), "1:12: error: a policy must be an object"));
}

BOOST_AUTO_TEST_CASE(a_policy_may_be_known_by_an_arn_of_its_own) {
  Loading loading(R"({"named": {"arn": "arn:aws:organizations::1:policy/o/x/p-1", "document": )" +
                      std::string(kPolicy) +
                      R"(}, "file": {"arn": "arn:aws:iam::111122223333:policy/P",
                         "document": "p.json"},
                         "managed": "arn:aws:iam::aws:policy/ReadOnlyAccess", "inline": )" +
                      kPolicy + R"(, "wrong": {"document": "p.json"}})",
                  {{"dir/p.json", kPolicy}});
  BOOST_TEST(loading.load("named")->document()->arn == "arn:aws:organizations::1:policy/o/x/p-1");
  const auto file = loading.load("file");
  BOOST_TEST(file->document()->arn == "arn:aws:iam::111122223333:policy/P");
  BOOST_TEST(file->document()->source()->name() == "dir/p.json");
  BOOST_TEST(loading.load("managed", PolicyType::Identity)->document()->arn ==
             "arn:aws:iam::aws:policy/ReadOnlyAccess");
  BOOST_TEST(loading.load("inline")->document()->arn.empty());
  BOOST_TEST(loading.remarks().empty(), loading.remarks());
  loading.load("wrong");
  BOOST_TEST(has(loading.remarks(), "\"arn\""), loading.remarks());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
