#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The languages in which results are told to people. AWS's texts, names and commands stay as they
/// are in each, and so do the formats for programs.
namespace remora::report {

enum class Language : std::uint8_t { English, Japanese };

/// By its code, `en` or `ja`. Nothing if there is no such language.
std::optional<Language> find_language(std::string_view code);

/// All codes.
std::vector<std::string_view> language_codes();

/// What the reports say themselves.
enum class Say : std::uint8_t {
#define REMORA_TEXT(id, english, japanese) id,
#include "engine/report/texts.inc"
#undef REMORA_TEXT
};

/// A text with the values in the place of `{1}`, `{2}`, ...
std::string say(Say text, Language language, std::initializer_list<std::string_view> values = {});

/// A sentence that another part of the engine made (a cause, an advice, a purpose), in a language.
/// Names and values in it stay. One that is not in the table (sentences.inc) stays English.
std::string translated(std::string_view sentence, Language language);

/// A sentence that the author of an input may have written, such as the reason why a fact is not
/// known: one that is not in the table stands in quotation marks.
std::string translated_or_quoted(std::string_view sentence, Language language);

/// A row of the tables, as tests look at it.
struct TranslatedText {
  std::string_view english;
  std::string_view japanese;
};

/// What the reports say; the sentences of the others.
std::vector<TranslatedText> report_texts();
std::vector<TranslatedText> sentence_texts();

}  // namespace remora::report
