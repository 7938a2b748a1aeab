#include <array>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "engine/json/json_scan.h"
#include "engine/json/read.h"
#include "engine/report/diagnostic_text.h"
#include "tests/property/random.h"
#include "tests/support/build.h"
#include "tests/support/trials.h"

namespace remora::json {

BOOST_AUTO_TEST_SUITE(json)
BOOST_AUTO_TEST_SUITE(damage)

namespace {

constexpr std::array<std::string_view, 3> kJsonTexts = {
    R"({
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AWSConfigBucketDelivery",
      "Effect": "Allow",
      "Principal": { "Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"] },
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::logs/AWSLogs/*/Config/*",
      "Condition": { "Bool": { "aws:SecureTransport": true }, "NumericLessThan": { "n": -1.5e3 } }
    }
  ]
}
)",
    R"({"a": ["\u00e9\ud83d\ude00\n", "é😀", null, false, 0, 12345678901], "": {}, "e": [[]], "x": [{}]})",
    "[\n\t{\"id\": 1},\n\t{\"id\": 2, \"of\": {\n\t\t\"deep\": [1,\n\t\t\t2]}}\n]",
};

constexpr std::array<std::string_view, 2> kYamlTexts = {
    R"(# A scenario.
remora: 1
title: 'who''s there'
buckets:
  - name: logs
    accountId: "111122223333"
    policy:
      Statement:
        - Effect: Allow
          Principal: {Service: [config.amazonaws.com, "cloudtrail.amazonaws.com"]}
          Action: s3:*
          Resource: "*"
deliveries:
- id: one
  expect: {outcome: delivered}
)",
    "a: &x {b: [1, 'two', \"th\\u00e9ree\"], c: ~}\nd: *x\ne: |\n  block\n  text\nf:\n  - g: >-\n "
    "     h\n    \"i\": !!str 5\n---\n",
};

/// What people type by mistake, and what files are damaged with.
constexpr auto kPieces = std::to_array<std::string_view>(
    {"\"", "'",  "{",    "}",    "[",    "]",  ",",  ":",   " ",    "\n",   "\t",     "\\",
     "/",  "//", "#",    "-",    "+",    ".",  "0",  "1",   "e",    "x",    "_",      "*",
     "&",  "!",  "%",    "@",    "`",    "<",  ">",  "=",   "(",    ")",    ";",      "|",
     "?",  "é",  "\xC3", "\xFF", "“",    "”",  "$",  "~",   "null", "...",  "\u00A0", "：",
     ": ", "- ", "\r\n", "---",  "\x01", "{{", "}}", "\\u", "True", "//x\n"});

std::string damaged(std::string_view whole, property::Random& random) {
  std::string text(whole);
  for (std::size_t edits = 1 + random.below(3); edits > 0; --edits) {
    const std::size_t at = random.below(text.size() + 1);
    const std::string_view piece =
        random.chance(2) ? std::string_view("\0", 1) : random.pick(std::span(kPieces));
    const std::size_t taken = random.chance(5) ? random.below(text.size() - at + 1) : 1;
    switch (random.below(3)) {
      case 0:
        text.erase(at, taken);
        break;
      case 1:
        text.insert(at, piece);
        break;
      default:
        text.replace(at, taken, piece);
        break;
    }
  }
  return text;
}

/// What the parsers would say.
constexpr auto kSentences = std::to_array<std::string_view>({"json.exception",
                                                             "parse error",
                                                             "syntax error",
                                                             "last read",
                                                             "unexpected",
                                                             "invalid literal",
                                                             "invalid string",
                                                             "invalid number",
                                                             "ill-formed",
                                                             "illegal",
                                                             "bad file",
                                                             "not found",
                                                             "unknown token",
                                                             "unknown escape",
                                                             "is not defined",
                                                             "bad character",
                                                             "invalid unicode",
                                                             "cannot assign",
                                                             "indicator"});

/// What must be true of every error, whatever the text.
void check_errors(const std::string& text, const Diagnostics& diagnostics) {
  BOOST_TEST(!diagnostics.empty());
  for (const Diagnostic& one : diagnostics) {
    BOOST_REQUIRE(one.place.known());
    BOOST_TEST(one.place.span.begin <= one.place.span.end);
    BOOST_TEST(one.place.span.end <= text.size());
    BOOST_TEST(!one.message.empty());
    const std::string line = one.message + ", " + one.hint;
    BOOST_TEST(line.size() < 300);
    BOOST_TEST(line.find_first_of("\n\r\t\x01\x7F") == std::string::npos);
    for (const std::string_view sentence : kSentences) {
      BOOST_TEST(line.find(sentence) == std::string::npos, line);
    }
    const std::string shown = report::excerpt_text(one, report::Style(false));
    const std::size_t end = shown.find('\n');
    BOOST_TEST((shown.empty() || end == shown.rfind('\n', shown.size() - 2)));
    BOOST_TEST(shown.size() - std::min(end, shown.size()) <= 110);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(damaged_json_is_an_error_in_our_words_or_still_json) {
  test::Trials refused("refused texts", 15'000);
  test::Trials read("texts that are still JSON", 3'500);
  for (std::size_t trial = 0; trial < 20'000; ++trial) {
    auto random = property::Random::for_case(11, trial);
    const std::string text = damaged(kJsonTexts[trial % kJsonTexts.size()], random);
    BOOST_TEST_CONTEXT(text) {
      const SourcePtr source = test::source(text);
      const auto result = remora::json::read_json(source);
      // The scanner that looks for slips knows the same language as the parser.
      const JsonScan scan = scan_json(*source);
      const bool accepted = scan.awaited == Awaited::End && scan.token.kind == TokenKind::End;
      if (result) {
        ++read;
        BOOST_TEST(accepted);
        continue;
      }
      ++refused;
      const std::string& code = result.error().diagnostics.front().code;
      BOOST_TEST((code == "json-syntax" || code == "utf-8" || code == "duplicate-key"), code);
      const bool too_large = result.error().diagnostics.front().message.ends_with("is too large");
      BOOST_TEST(accepted == (code == "duplicate-key" || too_large));
      check_errors(text, result.error().diagnostics);
    }
  }
}

BOOST_AUTO_TEST_CASE(damaged_yaml_is_an_error_in_our_words_or_still_yaml) {
  test::Trials refused("refused texts", 12'000);
  for (std::size_t trial = 0; trial < 20'000; ++trial) {
    auto random = property::Random::for_case(12, trial);
    const std::string text = damaged(kYamlTexts[trial % kYamlTexts.size()], random);
    BOOST_TEST_CONTEXT(text) {
      const auto result = remora::json::read_yaml(test::source(text, "test.yaml"));
      if (!result) {
        ++refused;
        check_errors(text, result.error().diagnostics);
      }
    }
  }
}

// One line of many megabytes: the place is found by reading the text once.
BOOST_AUTO_TEST_CASE(an_error_in_a_long_line_is_found_as_fast_as_the_line_is_read) {
  std::string text = "[";
  for (int i = 0; i < 500'000; ++i) {
    text += "{\"a\":1},";
  }
  text += "{\"a\":1]";
  const Diagnostics errors = test::errors_of(remora::json::read_json(test::source(text)));
  BOOST_REQUIRE(errors.size() == 1U);
  BOOST_TEST(errors[0].place.span.begin == text.size() - 1);
  const std::string shown = report::excerpt_text(errors[0], report::Style(false));
  BOOST_TEST(shown.size() < 250U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::json
