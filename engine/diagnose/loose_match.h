#pragma once

#include <cstddef>
#include <string_view>

/// Comparison of AWS's words with normalised text (`normalise.h`) that people broke, quoted anew
/// or cut off, but did not reword.
namespace remora::diagnose {

/// How far a literal was found in the text.
struct LiteralMatch {
  std::size_t end = 0;      // in the text, behind what was found
  std::size_t matched = 0;  // bytes of the literal
  bool whole = false;
};

/// Compares from `at` on. A blank of the literal is any blanks or a line break of the text, and
/// none beside punctuation; a line break in the middle of a word is passed over; quotes may be
/// lost, of another kind or doubled. What is found of a literal ends at the end of a word. A
/// paragraph break is never passed.
LiteralMatch match_literal(std::string_view text, std::size_t at, std::string_view literal);

/// Behind the blanks and line breaks at `at`.
std::size_t skip_blanks(std::string_view text, std::size_t at);

bool is_quote(char c);
bool is_word_character(char c);
/// True if the literal has more than blanks and punctuation.
bool has_words(std::string_view literal);

/// True if no word goes on across `at`.
bool is_word_begin(std::string_view text, std::size_t at);

/// Where the word at `at` ends: before a blank, a quote, a bracket or a letter that is not ASCII;
/// punctuation at the end of the word is not part of it.
std::size_t word_end(std::string_view text, std::size_t at);

/// `text` without the blanks at its ends.
std::string_view trim(std::string_view text);

}  // namespace remora::diagnose
