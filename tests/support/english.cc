#include "tests/support/english.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace remora::test {

namespace {

constexpr auto kBrackets = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"\"", "\""}, {"「", "」"}, {"`", "`"}, {"<", ">"}});

constexpr auto kTerms = std::to_array<std::string_view>({"(implicit deny)", "(explicit deny)"});

constexpr auto kNoNames = std::to_array<std::string_view>(
    {"the",   "an",   "of",    "in",  "to",   "and",  "or",    "not",   "by",     "that",
     "which", "with", "it",    "its", "for",  "has",  "have",  "no",    "does",   "from",
     "at",    "as",   "is",    "are", "was",  "this", "there", "than",  "but",    "so",
     "what",  "when", "where", "who", "will", "must", "only",  "other", "whether"});

/// The text without what may stay whatever is in it; a sign of no word in its place.
std::string without_quotes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto* const term = std::find_if(
        kTerms.begin(), kTerms.end(), [&](std::string_view one) { return text.starts_with(one); });
    if (term != kTerms.end()) {
      text.remove_prefix(term->size());
      out += '|';
      continue;
    }
    const auto* const bracket =
        std::find_if(kBrackets.begin(), kBrackets.end(), [&](const auto& one) {
          return text.starts_with(one.first) &&
                 text.find(one.second, one.first.size()) != std::string_view::npos;
        });
    if (bracket != kBrackets.end()) {
      text.remove_prefix(text.find(bracket->second, bracket->first.size()) +
                         bracket->second.size());
      out += '|';
      continue;
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// Signs beside which letters are part of a name.
bool is_of_name(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_/:.*$@=&+#|").find(c) != std::string_view::npos;
}

bool is_word(std::string_view token) {
  while (!token.empty() && (token.back() == '.' || token.back() == ':')) {
    token.remove_suffix(1);
  }
  return token.size() > 1 &&
         std::all_of(token.begin(), token.end(), [](char c) { return is_lower(c) || c == '\''; });
}

/// Whether a text begins with the name of a file, as it stands behind `of` in the id of a delivery
/// that several files have.
bool is_file(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view name = text.substr(0, text.find(' '));
  return name.ends_with(".json") || name.ends_with(".yaml") || name.ends_with(".yml");
}

}  // namespace

std::string english_in(std::string_view line) {
  const std::string text = without_quotes(line);
  std::string before;  // the word in front, if nothing but blanks are between
  for (std::size_t at = 0; at < text.size();) {
    if (!is_of_name(text[at])) {
      before = text[at++] == ' ' ? before : std::string();
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (is_of_name(text[end]) || text[end] == '\'')) {
      ++end;
    }
    const std::string token = text.substr(at, end - at);
    at = end;
    if (!is_word(token)) {
      before.clear();
      continue;
    }
    const std::string plain = token.substr(0, token.find_last_not_of(".:") + 1);
    if (plain == "of" && is_file(text.substr(at))) {
      continue;
    }
    if (!before.empty() || std::find(kNoNames.begin(), kNoNames.end(), plain) != kNoNames.end()) {
      return before.empty() ? plain : before + " " + plain;
    }
    before = plain;
  }
  return {};
}

}  // namespace remora::test
