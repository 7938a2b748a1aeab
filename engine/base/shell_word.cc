#include "engine/base/shell_word.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora {

std::string shell_word(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) ||
           std::string_view("._:/@-").find(c) != std::string_view::npos;
  });
  if (plain && !text.empty() && text.front() != '-') {
    return std::string(text);
  }
  std::string word = "'";
  for (const char c : text) {
    word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return word + "'";
}

std::string shell_words(std::string_view list) {
  std::string words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.append(words.empty() ? "" : " ").append(shell_word(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

}  // namespace remora
