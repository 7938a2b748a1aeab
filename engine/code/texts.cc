#include "engine/code/texts.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/json/writer.h"

namespace remora::code {

namespace {

constexpr std::size_t kWidth = 96;
constexpr std::size_t kUnit = 2;

}  // namespace

std::vector<json::Value> as_list(const json::Value& value) {
  return value.is_array() ? value.elements() : std::vector<json::Value>{value};
}

std::string in_brackets(const std::vector<std::string>& items,
                        std::size_t indent,
                        std::size_t used) {
  const std::string line = joined(items);
  if (items.size() < 2 ||
      (used + line.size() + 3 <= kWidth && line.find('\n') == std::string::npos)) {
    return "[" + line + "]";
  }
  const std::string margin = "\n" + std::string(indent + kUnit, ' ');
  std::string text = "[";
  for (const std::string& item : items) {
    text += margin + item + ",";
  }
  return text + "\n" + std::string(indent, ' ') + "]";
}

bool is_identifier(std::string_view name) {
  return !name.empty() && !is_ascii_digit(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
         });
}

std::vector<std::string> spelled_characters(std::string_view text) {
  const std::string quoted = json::quoted(text);
  std::string_view rest = std::string_view(quoted).substr(1, quoted.size() - 2);
  std::vector<std::string> characters;
  while (!rest.empty()) {
    constexpr std::size_t kUnicodeEscape = 6;  // \uXXXX
    const std::size_t size = rest[0] != '\\'  ? std::max<std::size_t>(utf8::valid_size(rest, 0), 1)
                             : rest[1] == 'u' ? kUnicodeEscape
                                              : 2;
    characters.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return characters;
}

}  // namespace remora::code
