#include "engine/report/language.h"

#include <algorithm>
#include <array>
#include <utility>

namespace remora::report {

namespace {

constexpr auto kTexts = std::to_array<TranslatedText>({
#define REMORA_TEXT(id, english, japanese) {english, japanese},
#include "engine/report/texts.inc"
#undef REMORA_TEXT
});

constexpr auto kSentences = std::to_array<TranslatedText>({
#define REMORA_SENTENCE(english, japanese) {english, japanese},
#include "engine/report/cause_sentences.inc"
#include "engine/report/input_sentences.inc"
#include "engine/report/sentences.inc"
// Wide rows last.
#include "engine/report/explain_sentences.inc"
#undef REMORA_SENTENCE
});

struct LanguageCode {
  std::string_view code;
  Language language;
};

constexpr auto kLanguageCodes =
    std::to_array<LanguageCode>({{"en", Language::English}, {"ja", Language::Japanese}});

/// A stretch of a sentence: words, or a hole, `{value}` for one that stays and `<sentence>` for one
/// that is a sentence itself. `<~words>` may be of somebody else: what no row has is quoted.
/// `<@list rest>` is looked up as `@list ` and the value, among rows that nothing else can reach.
struct Stretch {
  std::string_view text;
  char kind = 0;  // '{', '<' or 0 for words
};

/// Takes the first stretch off a text that is not empty. Every brace of the tables belongs to a
/// hole.
Stretch next_stretch(std::string_view& text) {
  const char first = text.front();
  const bool hole = first == '{' || first == '<';
  const std::size_t end =
      hole ? text.find(first == '{' ? '}' : '>') : std::min(text.find_first_of("{<"), text.size());
  const Stretch stretch =
      hole ? Stretch{text.substr(1, end - 1), first} : Stretch{text.substr(0, end)};
  text.remove_prefix(end + (hole ? 1 : 0));
  return stretch;
}

struct Value {
  Stretch hole;
  std::string_view text;
};

/// The values of a pattern's holes in a sentence, each as short as the words behind it let it be
/// and never empty; nothing if the sentence has other words.
std::optional<std::vector<Value>> match_sentence(std::string_view pattern,
                                                 std::string_view sentence) {
  std::vector<Value> values;
  while (!pattern.empty()) {
    const Stretch stretch = next_stretch(pattern);
    if (stretch.kind == 0) {
      if (!sentence.starts_with(stretch.text)) {
        return std::nullopt;
      }
      sentence.remove_prefix(stretch.text.size());
      continue;
    }
    std::string_view behind = pattern;
    const Stretch words = behind.empty() ? Stretch{} : next_stretch(behind);
    std::size_t end = sentence.size();
    if (!words.text.empty()) {
      // The last words end the sentence; others come as early as they can.
      end = !behind.empty()                  ? sentence.find(words.text, 1)
            : sentence.ends_with(words.text) ? sentence.size() - words.text.size()
                                             : std::string_view::npos;
    }
    if (end == std::string_view::npos || end == 0) {
      return std::nullopt;
    }
    values.push_back({stretch, sentence.substr(0, end)});
    sentence.remove_prefix(end);
  }
  return sentence.empty() ? std::optional(std::move(values)) : std::nullopt;
}

constexpr int kDeepest = 16;  // sentences in sentences: a list of so many

/// `@list ` of the hole `<@list rest>`.
std::string group_of(std::string_view hole) {
  return hole.starts_with('@') ? std::string(hole.substr(0, hole.find(' ') + 1)) : std::string();
}

/// Nothing if no row has it.
// NOLINTNEXTLINE(misc-no-recursion)
std::optional<std::string> in_japanese(std::string_view sentence, int depth) {
  for (const TranslatedText& row : kSentences) {
    const auto values = match_sentence(row.english, sentence);
    if (!values) {
      continue;
    }
    std::string out;
    for (std::string_view rest = row.japanese; !rest.empty();) {
      const Stretch stretch = next_stretch(rest);
      if (stretch.kind == 0) {
        out += stretch.text;
        continue;
      }
      const auto value = std::find_if(values->begin(), values->end(), [&](const Value& one) {
        return one.hole.text == stretch.text;
      });
      const auto inner =
          stretch.kind == '<' && depth < kDeepest
              ? in_japanese(group_of(stretch.text) + std::string(value->text), depth + 1)
              : std::nullopt;
      const bool of_others = !inner && stretch.text.starts_with('~');
      out += (of_others ? "「" : "") + inner.value_or(std::string(value->text)) +
             (of_others ? "」" : "");
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Language> find_language(std::string_view code) {
  const auto* const found = std::find_if(kLanguageCodes.begin(),
                                         kLanguageCodes.end(),
                                         [&](const LanguageCode& one) { return one.code == code; });
  return found == kLanguageCodes.end() ? std::nullopt : std::optional(found->language);
}

std::vector<std::string_view> language_codes() {
  std::vector<std::string_view> codes;
  for (const LanguageCode& one : kLanguageCodes) {
    codes.push_back(one.code);
  }
  return codes;
}

std::string say(Say text, Language language, std::initializer_list<std::string_view> values) {
  const TranslatedText& row = kTexts[static_cast<std::size_t>(text)];
  std::string_view rest = language == Language::Japanese ? row.japanese : row.english;
  std::string out;
  while (!rest.empty()) {
    const Stretch stretch = next_stretch(rest);
    out += stretch.kind == 0 ? stretch.text
                             : values.begin()[static_cast<std::size_t>(stretch.text.front() - '1')];
  }
  return out;
}

std::string translated(std::string_view sentence, Language language) {
  const auto found = language == Language::Japanese ? in_japanese(sentence, 0) : std::nullopt;
  return found.value_or(std::string(sentence));
}

std::string translated_or_quoted(std::string_view sentence, Language language) {
  const auto found = language == Language::Japanese ? in_japanese(sentence, 0) : std::nullopt;
  return language == Language::English || sentence.empty()
             ? std::string(sentence)
             : found.value_or("「" + std::string(sentence) + "」");
}

std::vector<TranslatedText> report_texts() {
  return {kTexts.begin(), kTexts.end()};
}

std::vector<TranslatedText> sentence_texts() {
  return {kSentences.begin(), kSentences.end()};
}

}  // namespace remora::report
