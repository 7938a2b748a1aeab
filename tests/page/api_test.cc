#include "cli/page/api.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "tests/support/json_fixture.h"
#include "tests/support/memory_files.h"
#include "tests/support/scenario.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// The reply to a request, through the interface that WebAssembly exports.
json::DocumentPtr call(std::string_view request) {
  char* reply = remora_call(request.data(), request.size());
  BOOST_REQUIRE(reply != nullptr);
  auto json = json::read_value(reply);
  remora_free(reply);
  BOOST_REQUIRE(json.has_value());
  return *json;
}

std::string request(std::string_view command,
                    const std::vector<std::string>& inputs,
                    const Files& files,
                    std::string_view options = "{}") {
  json::Writer out(json::Writer::Style::Compact);
  out.begin_object().member("command", command).key("inputs").begin_array();
  for (const std::string& input : inputs) {
    out.string(input);
  }
  out.end_array().key("files").begin_object();
  for (const auto& [name, text] : files) {
    out.member(name, text);
  }
  out.end_object().key("options").raw(options).end_object();
  return out.take();
}

const Files kFiles = {{"dir/scenario.json", kScenario},
                      {"dir/bucket-policy.json", kScenarioBucketPolicy},
                      {"dir/key-policy.json", kScenarioKeyPolicy}};

std::string text(const json::DocumentPtr& reply, std::string_view member) {
  return text_of(reply->root(), member);
}

std::string status(const json::DocumentPtr& reply) {
  return std::string(reply->root().find("status")->text());
}

bool holds(const std::string& text, std::string_view piece) {
  return text.find(piece) != std::string::npos;
}

json::Value diagnostic(const json::DocumentPtr& reply) {
  const auto all = reply->root().find("diagnostics")->elements();
  BOOST_REQUIRE(!all.empty());
  return all.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page)

TEST_TABLE(a_request_that_is_none_is_wrong_usage) {
  struct Row {
    const char* name;
    std::string request;
    const char* usage;
  };

  for (const Row& row : {
           Row{"nothing", "", "no JSON object"},
           Row{"half", R"({"command": "che)", "no JSON object"},
           Row{"another value", "[1]", "no JSON object"},
           Row{"no command", "{}", "name a command"},
           Row{"a slip", R"({"command": "chekc"})", R"(did you mean "check")"},
           Row{"a number for a command", R"({"command": 7})", "there is no command"},
           Row{"no inputs", R"({"command": "check"})", "name"},
           Row{"inputs", R"({"command": "check", "inputs": "a"})", "no array of texts"},
           Row{"an input", R"({"command": "check", "inputs": [7]})", "no array of texts"},
           Row{"files", R"({"command": "check", "files": []})", "the files are no object"},
           Row{"a file",
               R"({"command": "check", "files": {"a": {}}})",
               R"(the file "a" is no text)"},
           Row{"options", R"({"command": "check", "options": []})", "the options are no object"},
           Row{"no option",
               R"({"command": "check", "options": {"verbos": true}})",
               R"(there is no option --verbos, did you mean "--verbose")"},
           Row{"no option of a page",
               R"({"command": "check", "options": {"output": "f"}})",
               "there is no option --output"},
           Row{"a text for a list",
               R"({"command": "check", "options": {"set": "a=b"}})",
               "--set takes an array of texts"},
           Row{"a list for a text",
               R"({"command": "check", "options": {"as": []}})",
               "takes a text"},
           Row{"a text for nothing",
               R"({"command": "check", "options": {"quiet": "yes"}})",
               "--quiet takes nothing"},
           Row{"a fraction", R"({"command": "fix", "options": {"way": 1.5}})", "takes a number"},
           Row{"more than a number",
               R"({"command": "fix", "options": {"way": 4294967296}})",
               "takes a number"},
           Row{"a format",
               R"({"command": "check", "options": {"format": "htm"}})",
               R"(did you mean "html")"},
           Row{"a limit",
               R"({"command": "check", "options": {"limit": ["node=1"]}})",
               R"(did you mean "nodes")"},
           Row{"a mark of symbols",
               R"({"command": "check", "inputs": ["a"], "options": {"set": ["a=\u001e"]}})",
               "control character"},
           Row{"one version to compare", R"({"command": "diff", "inputs": ["a"]})", "two versions"},
           Row{"half a character", R"({"command": "check", "inputs": ["\ud800"]})", "no JSON"},
       }) {
    if (table.row(row.name)) {
      const auto reply = call(row.request);
      BOOST_TEST(holds(text(reply, "usage"), row.usage), text(reply, "usage"));
      BOOST_TEST(status(reply) == "2");
      BOOST_TEST(text(reply, "text").empty());
    }
  }
}

TEST_TABLE(commands_answer_what_their_files_ask) {
  struct Row {
    const char* command;
    std::vector<std::string> inputs;
    const char* options;
    const char* piece;
    const char* status;
  };

  for (const Row& row : {
           Row{"check", {"dir"}, "{}", "InsufficientDeliveryPolicyException", "1"},
           Row{"check", {"./x/../dir/scenario.json"}, "{}", "Insufficient", "1"},
           Row{"check", {"dir"}, R"({"format": "html"})", "<!DOCTYPE html>", "1"},
           Row{"check", {"dir"}, R"({"as": "terraform"})", "putting ConfigService", "1"},
           Row{"explain", {"dir"}, R"({"request": "read", "teach": true})", "s3:GetObject", "0"},
           Row{"fix", {"dir"}, R"({"format": "diff"})", "+++ b/dir/key-policy.json", "3"},
           Row{"lint", {"dir/key-policy.json"}, R"({"format": "json"})", R"("findings")", "0"},
           Row{"extract", {"dir"}, "{}", R"("deliveries")", "0"},
           Row{"test", {"dir"}, R"({"run": ["read"]})", "1 passed", "0"},
           Row{"diff", {"dir", "dir"}, "{}", "=", "0"},
           Row{"diagnose", {"-"}, "{}", "InsufficientDeliveryPolicyException", "0"},
           Row{"diagnose", {}, R"({"with": ["dir"]})", "key", "1"},
           Row{"eval",
               {},
               R"({"principal": "config.amazonaws.com", "action": "s3:PutObject",
                   "resource": "arn:aws:s3:::logs/x", "resource-policy": "dir/bucket-policy.json"})",
               "Allowed",
               "0"},
           Row{"version", {}, "{}", "remora 0.", "0"},
       }) {
    if (table.row(row.command, " ", row.options)) {
      Files files = kFiles;
      files.emplace_back(
          "-",
          "An error occurred (InsufficientDeliveryPolicyException) when calling the "
          "PutDeliveryChannel operation: Insufficient delivery policy to s3 bucket: logs, unable "
          "to write to bucket, provided s3 key prefix is 'o-a1b2c3d4e5', provided kms key is "
          "'arn:aws:kms:us-east-1:333333333333:key/k'.");
      const auto reply = call(request(row.command, row.inputs, files, row.options));
      BOOST_TEST(holds(text(reply, "text"), row.piece),
                 text(reply, "text") << text(reply, "usage"));
      BOOST_TEST(status(reply) == row.status, text(reply, "text"));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_fix_that_is_written_gives_the_texts_back_by_the_names_of_the_page) {
  Files files = kFiles;
  files[2].first = "./dir/key-policy.json";
  const auto reply = call(request("fix", {"dir"}, files, R"({"write": true})"));
  const auto changed = reply->root().find("files")->members();
  BOOST_REQUIRE(changed.size() == 1U);
  BOOST_TEST(changed[0].key.text() == "./dir/key-policy.json");
  files[2].second = changed[0].value.text();
  BOOST_TEST(holds(text(call(request("check", {"dir"}, kFiles)), "text"), "✗ refused"));
  BOOST_TEST(holds(text(call(request("check", {"dir"}, files)), "text"), "✓ refused"));
  BOOST_TEST(call(request("fix", {"dir"}, kFiles))->root().find("files")->members().empty());
  const auto dry = call(request("fix", {"dir"}, kFiles, R"({"write": true, "dry-run": true})"));
  BOOST_TEST(dry->root().find("files")->members().empty());
}

BOOST_AUTO_TEST_CASE(a_remark_has_its_place_in_characters_and_in_bytes) {
  const auto reply =
      call(request("check", {"s.json"}, {{"./s.json", "{\"title\": \"\u65e5\", }"}}));
  const json::Value remark = diagnostic(reply);
  BOOST_TEST(text_of(remark, "file") == "./s.json");
  BOOST_TEST(remark.find("line")->text() == "1");
  BOOST_TEST(remark.find("column")->text() == "14");
  BOOST_TEST(remark.find("begin")->text() == "15");
  BOOST_TEST(holds(text_of(remark, "shown"), "s.json:1:14: error: "), text_of(remark, "shown"));
  BOOST_TEST(status(reply) == "2");
}

TEST_TABLE(what_is_not_there_is_said_as_of_a_disk) {
  struct Row {
    const char* input;
    const char* message;
  };

  for (const Row& row : {Row{"nowhere.json", "cannot read nowhere.json: No such file or directory"},
                         Row{"../dir/scenario.json", "No such file or directory"},
                         Row{"/dir/scenario.json", "No such file or directory"},
                         Row{"empty/..", "scenario"}}) {
    if (table.row(row.input)) {
      const auto reply = call(request("check", {row.input}, kFiles));
      BOOST_TEST(holds(text_of(diagnostic(reply), "message"), row.message),
                 text_of(diagnostic(reply), "message"));
      BOOST_TEST(status(reply) == "2");
    }
  }
}

BOOST_AUTO_TEST_CASE(any_bytes_are_answered) {
  const std::string whole = request("check", {"a"}, {{"a", "{}"}}, R"({"set": ["title=x"]})");
  std::uint32_t seed = 1;
  const auto random = [&](std::size_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8U) % below;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = whole.substr(0, i % 3 == 0 ? random(whole.size()) : whole.size());
    for (std::size_t slips = random(4); slips > 0 && !bytes.empty(); --slips) {
      bytes[random(bytes.size())] = static_cast<char>(random(256));
    }
    const auto reply = call(bytes);
    BOOST_REQUIRE(status(reply) == "2");
    BOOST_REQUIRE(!text(reply, "usage").empty() ||
                  !reply->root().find("diagnostics")->elements().empty());
  }
}

BOOST_AUTO_TEST_CASE(hostile_texts_stay_texts) {
  const auto marked = call(request("check", {"s.json"}, {{"s.json", "{\"title\": \"\x1e\"}"}}));
  BOOST_TEST(holds(text_of(diagnostic(marked), "message"), "control character"));
  const auto moved = call(request("lint", {"p\x1b[31m.json"}, Files()));
  BOOST_TEST(!holds(text_of(diagnostic(moved), "shown"), "\x1b"));
  const auto large = call(request("check", {"a"}, {{"a", "{}"}}, R"({"limit": ["file-bytes=1"]})"));
  BOOST_TEST(holds(text_of(diagnostic(large), "message"), "larger than 1 bytes"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
