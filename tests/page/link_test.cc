#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/inflate.h"
#include "cli/share_link.h"
#include "engine/json/writer.h"
#include "tests/cli/run_program.h"
#include "tests/support/scenario.h"
#include "tests/support/table.h"
#include <zlib.h>

namespace remora::test {

namespace {

using cli::InflateProblem;

std::string deflated(std::string_view text) {
  z_stream stream{};
  BOOST_REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  std::string in(text);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  BOOST_REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string base64url(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) {
      text += kDigits[(held >> (bits - 6)) & 63U];
    }
  }
  return bits == 0 ? text : text + kDigits[(held << (6 - bits)) & 63U];
}

std::string link_of(std::string_view json) {
  return "https://example.org/remora.html#s=" + base64url(deflated(json));
}

/// The state of the small landing zone, with what its options and expectations are.
std::string state(std::string_view rest = R"("expectations": [])") {
  return R"({"version": 1, "later": {}, "inputs": ["dir/scenario.json"], "files": {
    "dir/scenario.json": )" +
         json::quoted(kScenario) + R"(, "dir/bucket-policy.json": )" +
         json::quoted(kScenarioBucketPolicy) + R"(, "dir/key-policy.json": )" +
         json::quoted(kScenarioKeyPolicy) + "}, " + std::string(rest) + "}";
}

constexpr const char* kOutcomes = R"("expectations": [
  {"id": "refused", "outcome": "refused"}, {"id": "delivered", "outcome": "delivered"},
  {"id": "open", "outcome": "undetermined"}, {"id": "read", "outcome": "ImplicitlyDenied"},
  {"id": "write", "outcome": "Allowed"}])";

}  // namespace

BOOST_AUTO_TEST_SUITE(page)

BOOST_AUTO_TEST_CASE(what_is_packed_is_unpacked_up_to_a_size) {
  const std::string text(100000, 'a');
  BOOST_TEST(*cli::inflate(deflated(text), 100000) == text);
  BOOST_TEST(cli::inflate(deflated(""), 0)->empty());
  BOOST_TEST((cli::inflate(deflated(text), 99999).error() == InflateProblem::TooLarge));
  const std::string packed = deflated("a text that is packed");
  BOOST_TEST(
      (cli::inflate(packed.substr(0, packed.size() - 1), 100).error() == InflateProblem::Broken));
  BOOST_TEST((cli::inflate(packed + "x", 100).error() == InflateProblem::Broken));
  BOOST_TEST((cli::inflate("", 100).error() == InflateProblem::Broken));
  BOOST_TEST((cli::inflate("\xff\xff", 100).error() == InflateProblem::Broken));
}

TEST_TABLE(an_input_is_a_link_by_its_state) {
  struct Row {
    const char* input;
    bool link;
  };

  for (const Row& row : {Row{"https://example.org/x#s=abc", true},
                         Row{"file:///home/remora.html#s=", true},
                         Row{"#s=abc", true},
                         Row{"notes#s=abc", false},
                         Row{"https://example.org/x#t=abc", false},
                         Row{"#s", false},
                         Row{"dir#s=x://y", false}}) {
    if (table.row(row.input)) {
      BOOST_TEST(cli::is_link(row.input) == row.link);
    }
  }
}

TEST_TABLE(a_hostile_link_is_refused_in_a_sentence) {
  struct Row {
    const char* name;
    std::string link;
    const char* said;
  };

  for (const Row& row : {
           Row{"nothing", "#s=", "cut off"},
           Row{"no base64url", "#s=a+b/", "cut off"},
           Row{"cut off", link_of("{\"version\": 1}").substr(0, 40), "cut off"},
           Row{"noise", "#s=" + base64url("\x01\x02\x03\x04\x05\x06"), "cut off"},
           Row{"no JSON", link_of("version"), "cut off"},
           Row{"no object", link_of("[]"), "version"},
           Row{"a later version", link_of(R"({"version": 2, "files": {}})"), "version"},
           Row{"no files", link_of(R"({"version": 1})"), "no files"},
           Row{"a file that is none", link_of(R"({"version": 1, "files": {"a": 1}})"), "\"a\""},
           Row{"inputs", link_of(R"({"version": 1, "files": {}, "inputs": "a"})"), "\"inputs\""},
           Row{"options",
               link_of(R"({"version": 1, "files": {}, "options": {"set": [1]}})"),
               "--set takes an array of texts"},
           Row{"expectations",
               link_of(R"({"version": 1, "files": {}, "expectations": [{"id": {}}]})"),
               "\"id\""},
           Row{"expectations that are no list",
               link_of(R"({"version": 1, "files": {}, "expectations": {"id": "a"}})"),
               "\"expectations\" is no list"},
           Row{"the list of switches in place of a verdict",
               link_of(state(R"("options": {"assume": ["list"]})")),
               "NAME=VALUE"},
           Row{"a mark of symbols",
               link_of(state(R"("options": {"context": ["aws:SourceIp=\u001eunknown x\u001f"]})")),
               "control character"},
           Row{"a mark in a file's name",
               link_of(R"({"version": 1, "files": {"\u001ea\u001f": ""}})"),
               "control character"},
           Row{"a little too much",
               link_of(std::string((std::size_t{16} << 20U) + 1, ' ')),
               "unpacks to more than"},
           Row{"a bomb", link_of(std::string(std::size_t{20} << 20U, ' ')), "unpacks to more than"},
           Row{"depth", link_of(std::string(100000, '[')), "cut off"},
       }) {
    if (table.row(row.name)) {
      const auto world = cli::read_link(row.link, nullptr);
      BOOST_REQUIRE(!world.has_value());
      BOOST_TEST(contains(world.error().diagnostics.at(0).message, row.said),
                 world.error().diagnostics.at(0).message);
    }
  }
}

BOOST_AUTO_TEST_CASE(check_tries_the_world_of_a_link) {
  const ProgramRun run = run_remora({"check", "-f", "json", link_of(state())});
  BOOST_TEST(run.status == 1, run.err);
  BOOST_TEST(contains(run.out, "\"input\": \"dir/scenario.json\""), run.out);
  const ProgramRun changed = run_remora(
      {"check", link_of(state(R"("options": {"set": ["title=Another"], "as": "terraform"})"))});
  BOOST_TEST(contains(changed.out, "Another"), changed.out);
  BOOST_TEST(contains(changed.out, "putting"), changed.out);
  const ProgramRun user = run_remora(
      {"check", "--set", "title=Mine", link_of(state(R"("options": {"set": ["title=Another"]})"))});
  BOOST_TEST(contains(user.out, "Mine"), user.out);
}

BOOST_AUTO_TEST_CASE(a_link_reads_nothing_of_the_disk) {
  const ProgramRun run = run_remora(
      {"check",
       link_of(
           R"({"version": 1, "files": {"s.json": "{}"}, "inputs": ["README.md", "/etc/passwd"]})")});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "cannot read README.md: No such file"), run.err);
  BOOST_TEST(contains(run.err, "cannot read /etc/passwd: No such file"), run.err);
  const ProgramRun two = run_remora({"check", link_of(state()), "README.md"});
  BOOST_TEST(contains(two.err, "name it alone"), two.err);
  const ProgramRun mark =
      run_remora({"check",
                  link_of("{\"version\": 1, \"files\": {\"s.json\": \"\\u001e\\u001b[31m\"}, "
                          "\"inputs\": [\"s.json\"]}")});
  BOOST_TEST(mark.status == 2);
  BOOST_TEST(!contains(mark.err, "\x1b"), mark.err);
}

TEST_TABLE(test_compares_with_what_came_out_when_the_link_was_made) {
  struct Row {
    const char* name;
    std::string rest;
    int status;
    const char* said;
  };

  for (const Row& row : {
           Row{"as it was", kOutcomes, 0, "5 passed"},
           Row{"nothing expected", R"("expectations": [])", 1, "delivered"},
           Row{"another",
               R"("expectations": [{"id": "refused", "outcome": "delivered"}])",
               1,
               "refused"},
           Row{"of nothing",
               R"("expectations": [{"id": "gone", "outcome": "refused"}])",
               2,
               "which its files do not try"},
           Row{"no outcome",
               R"("expectations": [{"id": "refused", "outcome": "perhaps"}])",
               2,
               "\"perhaps\" is no outcome"},

       }) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora({"test", link_of(state(row.rest))});
      BOOST_TEST(run.status == row.status, run.out + run.err);
      BOOST_TEST(contains(run.out + run.err, row.said), run.out + run.err);
    }
  }
}

// Who runs a gate says whether an empty world passes, not who sent the link.
BOOST_AUTO_TEST_CASE(a_link_opens_no_gate) {
  const std::string empty = link_of(
      R"({"version": 1, "files": {"s.json": "{\"remora\": 1, \"deliveries\": []}"}, "inputs": ["s.json"],
                  "options": {"allow-empty": true}})");
  BOOST_TEST(run_remora({"check", empty}).status == 2);
  BOOST_TEST(run_remora({"check", "--allow-empty", empty}).status == 0);
  for (const char* option : {"--update", "--list", "--mutate"}) {
    const ProgramRun run = run_remora({"test", option, link_of(state(kOutcomes))});
    BOOST_TEST(run.status == 2, run.out);
    BOOST_TEST(contains(run.err, "is about files"), run.err);
  }
  BOOST_TEST(run_remora({"test", "--run", "nope", link_of(state(kOutcomes))}).status == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
