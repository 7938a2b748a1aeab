#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace remora::json {

/// A line of a YAML text.
struct YamlLine {
  std::size_t begin = 0;    // in the text
  std::size_t content = 0;  // in the text, behind blanks and tabs
  std::string_view text;    // the content, without comment and blanks at its end

  [[nodiscard]] std::size_t indent() const { return content - begin; }

  [[nodiscard]] std::size_t end() const { return content + text.size(); }
};

YamlLine yaml_line_at(std::string_view text, std::size_t at);

/// The line before that has something to say: no blank one, no comment.
std::optional<YamlLine> yaml_line_before(std::string_view text, const YamlLine& line);

/// Where the content behind the dashes of list items begins: 2 in `- a`, 4 in `- - a`.
std::size_t behind_dashes(std::string_view content);

/// The name in front of the first colon of a line, without dashes; empty if the line has none.
std::string_view name_in(const YamlLine& line);

/// Of a plain text at `at`: to the end of its line, without comment.
std::string_view plain_text_at(std::string_view text, std::size_t at);

}  // namespace remora::json
