#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/diagnose/diagnosis.h"
#include "engine/wrapping/template.h"
#include "engine/wrapping/wrapping.h"
#include "tests/support/trials.h"

// What one table writes, the other must read: every message in every wrapping, as it is and as
// editors, terminals and pages break it.

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(round_trip)

namespace {

using remora::diagnose::Diagnosis;
using remora::diagnose::Wording;
using remora::wrapping::Part;
using remora::wrapping::Refusal;
using remora::wrapping::WrappingInfo;

const remora::diagnose::Wordings& wordings() {
  static const remora::diagnose::Wordings all;
  return all;
}

const std::string kBucket = "my-logs-444455556666-x";
const std::string kPrefix = "some/where";
const std::string kKey =
    "arn:aws:kms:eu-west-1:777788889999:key/11111111-2222-3333-4444-555555555555";

const std::map<std::string, std::string, std::less<>>& values() {
  static const std::map<std::string, std::string, std::less<>> all = {
      {"bucket", kBucket},
      {"prefix", kPrefix},
      {"key", kKey},
      {"role", "arn:aws:iam::111122223333:role/recorder"},
      {"topic", "arn:aws:sns:eu-west-1:111122223333:topic"},
      {"name", "my-name"},
      {"account", "111122223333"},
      {"region", "eu-west-1"},
      {"count", "5"},
      {"length", "2"},
      {"value", "Two_Hours"},
  };
  return all;
}

std::string message_of(const Wording& wording) {
  std::string text;
  for (const Part& part : wording.parts) {
    const auto value = part.is_hole ? values().find(part.text) : values().end();
    text += !part.is_hole ? std::string(part.text)
                          : (value == values().end() ? "something" : value->second);
  }
  return text;
}

bool has_hole(const Wording& wording, std::string_view hole) {
  return std::any_of(wording.parts.begin(), wording.parts.end(), [&](const Part& part) {
    return part.is_hole && part.text == hole;
  });
}

Refusal refusal_of(const Wording& wording, std::string_view operation, std::string_view message) {
  Refusal refusal;
  refusal.service = wording.service;
  refusal.operation = operation;
  refusal.code = wording.code;
  refusal.message = message;
  refusal.account = "111122223333";
  refusal.region = "eu-west-1";
  refusal.name = "my-name";
  return refusal;
}

/// One wording in one wrapping.
struct Written {
  const Wording* wording;
  const WrappingInfo* row;
  std::string text;
};

std::vector<Written> all_written() {
  std::vector<Written> all;
  for (const Wording& wording : wordings().all()) {
    const std::string message = message_of(wording);
    for (const WrappingInfo& row : remora::wrapping::wrapping_table()) {
      if (!row.service.empty() && row.service != wording.service) {
        continue;
      }
      const std::string_view usual =
          wording.service == "config" ? "PutDeliveryChannel" : "CreateTrail";
      const std::string_view operation = row.operation.empty() ? usual : row.operation;
      const std::string text =
          remora::wrapping::write(row, refusal_of(wording, operation, message));
      all.push_back({&wording, &row, text});
    }
  }
  return all;
}

void check(const Written& written, std::string_view text) {
  const Wording& wording = *written.wording;
  BOOST_TEST_CONTEXT(text) {
    const auto all = remora::diagnose::diagnose(text, wordings());
    BOOST_REQUIRE(all.size() == 1U);
    const Diagnosis& found = all.front();
    BOOST_TEST(found.service == wording.service);
    // Two rows can have one text: then their codes tell them apart, where the wrapping says it.
    BOOST_TEST(std::any_of(found.wordings.begin(), found.wordings.end(), [&](const auto* one) {
      return one->text == wording.text;
    }));
    BOOST_REQUIRE(found.wrapping.has_value());
    BOOST_TEST(remora::wrapping::info(*found.wrapping).name ==
               remora::wrapping::info(written.row->form).name);
    const std::string whole = remora::wrapping::whole_template(*written.row, wording.service);
    const bool says_code = whole.find("{code}") != std::string::npos ||
                           whole.find("{error_code}") != std::string::npos;
    BOOST_TEST(found.code.value_or("-") == (says_code ? std::string(wording.code) : "-"));
    const auto expected = [&](std::string_view hole) {
      return has_hole(wording, hole) ? values().find(hole)->second : "-";
    };
    BOOST_TEST(found.bucket.value.value_or("-") == expected("bucket"));
    BOOST_TEST(found.prefix.value.value_or("-") == expected("prefix"));
    BOOST_TEST(found.key.value.value_or("-") == expected("key"));
    BOOST_TEST(found.role.value.value_or("-") == expected("role"));
    BOOST_TEST(found.topic.value.value_or("-") == expected("topic"));
    const auto says = [&](std::string_view account) {
      return std::count(found.accounts.begin(), found.accounts.end(), account) == 1;
    };
    BOOST_TEST(says("444455556666") == has_hole(wording, "bucket"));
    BOOST_TEST(says("777788889999") == has_hole(wording, "key"));
    BOOST_TEST(!says("000000000000"));  // the ids that are made up are no accounts
  }
}

/// A small generator of our own, so that every machine breaks the texts alike.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state_ >> 33U) % limit);
  }

 private:
  std::uint64_t state_;
};

/// Breaks the text between words into lines of about `width`, each behind a margin.
std::string fold(std::string_view text, std::size_t width, std::string_view margin) {
  std::string out(margin);
  std::size_t column = 0;
  for (const char c : text) {
    if (c == ' ' && column >= width) {
      out += "\n" + std::string(margin);
      column = 0;
    } else {
      out += c;
      ++column;
    }
  }
  return out;
}

/// Breaks the text as a terminal does: after so many columns, whatever stands there.
std::string cut(std::string_view text, std::size_t width) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += width) {
    out += std::string(text.substr(at, width)) + "\n";
  }
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// True if the message ends in a name that a terminal can break where nobody sees it.
bool ends_in_a_bare_name(const Wording& wording) {
  const Part& last = wording.parts.back();
  const Part& before = wording.parts[wording.parts.size() < 2 ? 0 : wording.parts.size() - 2];
  // A key's ARN is known to be broken by the size of its id.
  return last.is_hole || (last.text == "." && before.is_hole && before.text != "key");
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_message_in_every_wrapping_is_read_as_it_was_written) {
  remora::test::Trials trials("texts", 750);
  for (const Written& written : all_written()) {
    ++trials;
    check(written, written.text);
  }
}

BOOST_AUTO_TEST_CASE(in_a_sentence_of_another_language) {
  remora::test::Trials trials("texts", 750);
  for (const Written& written : all_written()) {
    ++trials;
    check(written,
          "エラーメッセージ(IDなどは異なります)\n完全に設定できませんでした。" + written.text +
              "\n要約すると、以下の通りです。");
    check(written, "O deploy falhou:\n\n```\n" + written.text + "\n```\n\nPor quê?");
  }
}

BOOST_AUTO_TEST_CASE(folded_by_an_editor_behind_a_margin) {
  Random random(20261125);
  const std::vector<std::string> margins = {"", "    ", "> ", "│ ", "  // ", "# ", " * ", "| "};
  remora::test::Trials trials("texts", 2'250);
  for (const Written& written : all_written()) {
    for (int i = 0; i < 3; ++i) {
      ++trials;
      const std::size_t width = 20 + random.below(90);
      check(written, fold(written.text, width, margins[random.below(margins.size())]));
    }
  }
}

BOOST_AUTO_TEST_CASE(cut_by_a_terminal_within_words) {
  Random random(7);
  remora::test::Trials trials("texts", 2'000);
  for (const Written& written : all_written()) {
    if (ends_in_a_bare_name(*written.wording)) {
      continue;
    }
    for (int i = 0; i < 3; ++i) {
      ++trials;
      check(written, cut(written.text, 40 + random.below(100)));
    }
  }
}

BOOST_AUTO_TEST_CASE(on_a_page_with_entities_and_curly_quotes) {
  remora::test::Trials trials("texts", 750);
  for (const Written& written : all_written()) {
    ++trials;
    const std::string html = replaced(replaced(written.text, "'", "&#39;"), "\"", "&quot;");
    check(written, "<p><code>" + html + "</code></p>");
    check(written, replaced(replaced(written.text, " '", " ‘"), "'", "’"));
  }
}

BOOST_AUTO_TEST_CASE(a_message_that_breaks_off_is_never_another_one) {
  // Whatever is left of a message, the refusal that is found has the same beginning.
  remora::test::Trials trials("refusals found in a beginning", 1'800);
  for (const Wording& wording : wordings().all()) {
    const std::string message = message_of(wording);
    for (std::size_t size = 1; size <= message.size(); ++size) {
      const std::string text = message.substr(0, size);
      for (const Diagnosis& found : remora::diagnose::diagnose(text, wordings())) {
        ++trials;
        BOOST_TEST_CONTEXT(text) {
          BOOST_TEST(found.service == wording.service);
          BOOST_TEST(
              std::any_of(found.wordings.begin(), found.wordings.end(), [&](const auto* one) {
                return one->variant == wording.variant ||
                       message_of(*one).compare(0, 14, message, 0, 14) == 0;
              }));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
