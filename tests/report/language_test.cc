#include "engine/report/language.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "engine/diagnose/causes.h"
#include "engine/diagnose/looks.h"
#include "engine/evaluate/trace.h"
#include "engine/fixture/run.h"
#include "engine/policy/policy_type.h"
#include "engine/wrapping/wrapping.h"
#include "tests/support/english.h"
#include "tests/support/scenario_files.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::report::Language;
using remora::report::TranslatedText;

/// The holes of a text, `{1}` and `<reason>`.
std::set<std::string> holes_of(std::string_view text) {
  std::set<std::string> holes;
  for (std::size_t at = text.find_first_of("{<"); at != text.npos;
       at = text.find_first_of("{<", at)) {
    const std::size_t end = text.find(text[at] == '{' ? '}' : '>', at);
    holes.emplace(text.substr(at, end - at + 1));
    at = end;
  }
  return holes;
}

std::string japanese(std::string_view sentence) {
  return remora::report::translated(sentence, Language::Japanese);
}

/// What stands in the place of a hole: nothing that is a sentence. In Japanese, what may be
/// somebody else's words is quoted, and one of a list as the list has it.
std::string value_for(std::string_view hole, Language language) {
  const std::string name(hole.substr(1));
  const std::string value = "v-" + name;
  if (language == Language::English || (name.front() != '~' && name.front() != '@')) {
    return value;
  }
  return name.front() == '~' ? "「" + value + "」"
                             : japanese(name.substr(0, name.find(' ') + 1) + value);
}

/// A text with something in each hole.
std::string filled(std::string_view text, Language language) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool hole = text[at] == '{' || text[at] == '<';
    const std::size_t end =
        hole ? text.find(text[at] == '{' ? '}' : '>', at) : text.find_first_of("{<", at);
    const std::string_view part = text.substr(at, std::min(end, text.size()) - at);
    out += hole ? value_for(part, language) : std::string(part);
    at = std::min(end, text.size()) + (hole ? 1 : 0);
  }
  return out;
}

std::string without_holes(std::string_view text) {
  std::string out;
  bool hole = false;
  for (const char c : text) {
    hole = hole || c == '{' || c == '<';
    if (!hole) {
      out += c;
    }
    hole = hole && c != '}' && c != '>';
  }
  return out;
}

bool is_japanese(std::string_view text) {
  return std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0xE2; });
}

/// A sentence of the engine, in Japanese throughout; names alone may be all of it.
void expect_japanese(std::string_view sentence, std::string_view where) {
  const std::string text = readable(japanese(sentence));
  const std::string english = english_in(text);
  BOOST_TEST(english.empty(),
             where << ": \"" << english << "\" in: " << text << "\n  for: " << sentence);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(language)

BOOST_AUTO_TEST_CASE(texts_are_there_in_each_language_with_the_same_holes) {
  for (const auto& table : {remora::report::report_texts(), remora::report::sentence_texts()}) {
    for (const TranslatedText& row : table) {
      BOOST_TEST(!row.english.empty());
      BOOST_TEST(holes_of(row.japanese) == holes_of(row.english), row.english);
      const std::string words = without_holes(row.japanese);
      const bool has_words =
          std::any_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      BOOST_TEST((is_japanese(row.japanese) || !has_words), row.english);
      BOOST_TEST(english_in(words).empty(), row.japanese);
      BOOST_TEST(!row.japanese.ends_with("。。"), row.english);
    }
  }
}

BOOST_AUTO_TEST_CASE(no_row_of_the_sentences_stands_behind_a_wider_one) {
  for (const TranslatedText& row : remora::report::sentence_texts()) {
    BOOST_TEST(japanese(filled(row.english, Language::English)) ==
                   filled(row.japanese, Language::Japanese),
               row.english);
  }
}

BOOST_AUTO_TEST_CASE(values_are_filled_in_where_the_language_has_them) {
  BOOST_TEST(remora::report::say(remora::report::Say::NewPolicyOf,
                                 Language::English,
                                 {"key policy", "k"}) == "the new key policy of k");
  BOOST_TEST(remora::report::say(remora::report::Say::NewPolicyOf,
                                 Language::Japanese,
                                 {"キーポリシー", "k"}) == "k の新しいキーポリシー");
}

BOOST_AUTO_TEST_CASE(english_is_left_alone_and_so_is_what_no_row_has) {
  BOOST_TEST(remora::report::translated("the key is disabled", Language::English) ==
             "the key is disabled");
  BOOST_TEST(japanese("nobody wrote this sentence") == "nobody wrote this sentence");
  BOOST_TEST(japanese("").empty());
}

BOOST_AUTO_TEST_CASE(names_that_read_like_sentences_stay_as_they_are) {
  BOOST_TEST(japanese("there is no bucket the trails") == "バケット the trails は存在しません");
  BOOST_TEST(
      japanese(
          "the bucket policy denies s3:PutObject to config.amazonaws.com explicitly, in statement "
          "\"deploy again\"") ==
      "バケットポリシーのステートメント \"deploy again\" が、config.amazonaws.com の s3:PutObject "
      "を明示的に拒否しています");
}

BOOST_AUTO_TEST_CASE(sentences_in_sentences_come_to_an_end) {
  std::string nested = "there is no bucket b";
  for (int i = 0; i < 2000; ++i) {
    nested.insert(0, "change the call itself: ");
  }
  const std::string text = japanese(nested);
  BOOST_TEST(text.starts_with("呼び出し自体を変更してください。呼び出し自体を変更してください。"));
  BOOST_TEST(text.ends_with("there is no bucket b"));
}

TEST_TABLE(every_row_of_the_tables_of_the_engine_has_its_japanese) {
  for (const diagnose::CauseInfo& row : diagnose::cause_table()) {
    if (table.row("cause ", row.variant, ": ", row.summary)) {
      expect_japanese(row.summary, row.variant);
    }
  }
  for (const wrapping::FormInfo& row : wrapping::known_forms()) {
    if (table.row("form ", row.name)) {
      BOOST_TEST(japanese(row.what) != row.what);
    }
  }
  for (int i = 0; i <= static_cast<int>(MismatchReason::FactUnknown); ++i) {
    const std::string_view words = describe(static_cast<MismatchReason>(i));
    if (table.row("reason ", words)) {
      expect_japanese(words, "mismatch_reasons.inc");
    }
  }
  for (int i = 0; i <= static_cast<int>(PolicyType::Resource); ++i) {
    const auto type = static_cast<PolicyType>(i);
    if (table.row("policy ", describe(type))) {
      expect_japanese("the " + std::string(describe(type)), "policy_type.h");
      expect_japanese(describe_with_article(type), "policy_type.h");
    }
  }
}

/// Whatever `check` and `fix` say of the verdict, the cause and the next step.
TEST_TABLE(every_sentence_of_the_fixtures_has_its_japanese) {
  for (const std::string& path : scenario_fixtures()) {
    if (!table.row(folder_of(path))) {
      continue;
    }
    const std::string file = short_path(path);
    for (const auto& scenario : read_scenario_files(path)) {
      const fixture::ScenarioReport run = fixture::run(path, scenario, scenario->assumptions);
      for (const fixture::DeliveryReport& one : run.deliveries) {
        expect_japanese(one.cause ? one.cause->summary : one.outcome.reason, file);
        for (const delivery::ProbeResult& probe : one.outcome.probes) {
          expect_japanese(probe.purpose, file);
        }
        for (const delivery::Remark& remark : one.outcome.warnings) {
          expect_japanese(remark.message, file);
        }
        for (const UnknownPtr& fact : one.outcome.missing) {
          expect_japanese(fact->what, file);
        }
        for (const std::string& step : one.next_steps) {
          expect_japanese(step, file);
        }
        expect_japanese(one.advice ? one.advice->what : std::string(), file);
        for (const remedy::Remedy& remedy : one.remedies) {
          expect_japanese(remedy.summary, file);
          for (const remedy::Edit& edit : remedy.edits) {
            expect_japanese(edit.what, file);
            expect_japanese(edit.remark, file);
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
