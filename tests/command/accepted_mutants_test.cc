#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/command/test.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(commands)
BOOST_AUTO_TEST_SUITE(accepted_mutants)

namespace {

/// Two statements of which a case needs the first action of the first alone: what else goes is not
/// noticed.
constexpr const char* kPolicy = R"({"Version": "2012-10-17", "Statement": [
  {"Sid": "Objects", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
   "Action": ["s3:PutObject", "s3:GetObject"], "Resource": "arn:aws:s3:::logs/*",
   "Condition": {"StringEquals": {"aws:SourceAccount": ["111122223333", "444455556666"]}}},
  {"Sid": "Bucket", "Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"},
   "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "arn:aws:s3:::logs"}]})";

remora::command::Output tested(const std::string& accepted) {
  MemoryFiles files({{"p.json", kPolicy}, {"s.json", R"({"remora": 1,
 "buckets": [{"name": "logs", "accountId": "111122223333", "region": "us-east-1", "policy": "p.json"}],
 "requests": [{"id": "put", "expect": "Allowed", "request": {
   "principal": "config.amazonaws.com", "action": "s3:PutObject", "resource": "arn:aws:s3:::logs/x",
   "context": {"aws:SourceAccount": "111122223333"}}}],
 "acceptedMutants": [)" + accepted + "]}"}});
  remora::command::TestOptions options;
  options.mutate = true;
  options.json = true;
  return remora::command::test({"s.json"}, options, "json", {}, files);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++found;
  }
  return found;
}

constexpr const char* kIdle = "warning: no change that survives is accepted by this";

}  // namespace

TEST_TABLE(an_acceptance_is_for_what_it_names) {
  struct Row {
    const char* name;
    std::string accepted;
    std::size_t mutants;
  };

  for (
      const Row& row : {
          Row{"the value that goes",
              R"("statement": "p.json#Objects", "change": "remove-action", "value": "s3:GetObject")",
              1},
          Row{"the value, of any statement",
              R"("statement": "p.json", "change": "remove-action", "value": "s3:GetObject")",
              2},
          Row{"the value, in any way", R"("statement": "p.json", "value": "444455556666")", 1},
          Row{"a value of which the going is noticed",
              R"("statement": "p.json", "change": "remove-action", "value": "s3:PutObject")",
              0},
          Row{"a value that is not there", R"("statement": "p.json", "value": "s3:Get*")", 0},
          Row{"the key of a condition",
              R"("statement": "p.json", "change": "remove-condition", "value": "aws:SourceAccount")",
              1},
          Row{"a statement by its index",
              R"("statement": "p.json#1", "change": "remove-action")",
              2},
          Row{"the other one", R"("statement": "p.json#0", "change": "remove-action")", 1},
          Row{"an index, of the bucket's policy",
              R"("statement": "bucket#1", "change": "remove-statement")",
              1},
          Row{"an index behind the last", R"("statement": "p.json#2")", 0},
      }) {
    if (table.row(row.name)) {
      const auto output = tested("{" + row.accepted + R"(, "why": "it may"})");
      BOOST_TEST(count(output.text, R"("accepted":"it may")") == row.mutants, output.text);
      BOOST_TEST(count(text_of(output.diagnostics), kIdle) == (row.mutants == 0 ? 1U : 0U));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_idle_acceptance_is_told_apart_from_one_of_use) {
  const std::string of_use = R"({"statement": "bucket#Bucket", "why": "a"})";
  const std::string idle = R"({"statement": "key#Bucket", "why": "b"})";
  const auto output = tested(of_use + ",\n  " + idle);
  BOOST_TEST(text_of(output.diagnostics) ==
             "s.json:7:3: " + std::string(kIdle) +
                 ", every such change is noticed, or there is none: take it away\n");
  BOOST_TEST((output.status == remora::command::ExitStatus::Success));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
