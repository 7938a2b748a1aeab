#include "engine/json/yaml_lines.h"

#include <algorithm>

namespace remora::json {

namespace {

/// Without the comment and the blanks at its end.
std::string_view without_comment(std::string_view line) {
  if (line.starts_with('#')) {
    return {};
  }
  line = line.substr(0, std::min(line.find(" #"), line.find("\t#")));
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

}  // namespace

YamlLine yaml_line_at(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  YamlLine line;
  line.begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', line.begin), text.size());
  line.content = std::min(text.find_first_not_of(" \t", line.begin), end);
  line.text = without_comment(text.substr(line.content, end - line.content));
  return line;
}

std::optional<YamlLine> yaml_line_before(std::string_view text, const YamlLine& line) {
  std::size_t begin = line.begin;
  while (begin > 0) {
    const YamlLine before = yaml_line_at(text, begin - 1);
    if (!before.text.empty()) {
      return before;
    }
    begin = before.begin;
  }
  return std::nullopt;
}

std::size_t behind_dashes(std::string_view content) {
  std::size_t at = 0;
  while (content.substr(at).starts_with("- ")) {
    at = std::min(content.find_first_not_of(' ', at + 1), content.size());
  }
  return at;
}

std::string_view name_in(const YamlLine& line) {
  const std::string_view content = line.text.substr(behind_dashes(line.text));
  std::size_t colon = content.find(": ");
  if (colon == std::string_view::npos && content.ends_with(':')) {
    colon = content.size() - 1;
  }
  return colon == std::string_view::npos ? std::string_view() : content.substr(0, colon);
}

std::string_view plain_text_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()));
  return without_comment(rest.substr(0, rest.find('\n')));
}

}  // namespace remora::json
