#include "engine/json/yaml_layout.h"

#include <algorithm>
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/visible.h"
#include "engine/json/yaml_slip.h"

namespace remora::json {

namespace {

bool is_name_character(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
}

/// The colon of `name:value`, whose blank is missing. Not one of an ARN or an address.
std::optional<std::size_t> tight_colon(std::string_view content) {
  std::size_t colon = 0;
  while (colon < content.size() && is_name_character(content[colon])) {
    ++colon;
  }
  const bool tight = colon > 0 && colon + 1 < content.size() && content[colon] == ':' &&
                     content[colon + 1] != ' ' && content[colon + 1] != '/' &&
                     content[colon + 1] != ':' && content.substr(0, colon) != "arn" &&
                     content.find(": ") == std::string_view::npos;
  return tight ? std::optional(colon) : std::nullopt;
}

Slip missing_blank(std::size_t begin, std::string_view content, std::size_t colon) {
  return {
      span_at(begin + colon, begin + colon + 1),
      "a blank is missing behind the colon",
      "write " + visible(content.substr(0, colon + 1)) + " " + visible(content.substr(colon + 1))};
}

std::string blanks(std::size_t count) {
  return count == 0 ? "no blanks" : count == 1 ? "1 blank" : std::to_string(count) + " blanks";
}

/// A line that goes with one above, at `columns`.
std::string go_with(std::size_t columns, std::string_view name) {
  return "write " + blanks(columns) + " in front of it to go on with " +
         (name.empty() ? "the list" : visible_in_quotes(name));
}

/// The line is indented under a name that has its value in its own line.
Slip indented_too_far(const YamlLine& line, const YamlLine& before) {
  const std::string_view name = name_in(before);
  return {span_at(line.content, line.end()),
          "this line is indented under " + visible_in_quotes(name) + ", which has a value already",
          go_with(before.indent() + behind_dashes(before.text), name)};
}

/// A plain text that began in the line before goes on in this one.
Slip slip_after_text(std::string_view text, const YamlLine& line, const YamlLine& before) {
  const std::size_t dashes = behind_dashes(before.text);
  const std::string_view content = before.text.substr(dashes);
  const std::size_t begin = before.content + dashes;
  if (content.starts_with("//") || content.starts_with("/*")) {
    return {span_at(begin, before.end()), "a comment of YAML begins with #", "write # instead"};
  }
  if (const auto colon = tight_colon(content)) {
    return missing_blank(begin, content, *colon);
  }
  const std::string_view name = name_in(before);
  if (name.empty()) {
    return slip_of_lone_name(text, begin, content);
  }
  return indented_too_far(line, before);
}

/// The indentation of the line is none of those above it.
std::optional<Slip> slip_of_indentation(std::string_view text, const YamlLine& line) {
  const bool item = line.text.starts_with("- ") || line.text == "-";
  std::optional<std::size_t> deeper;
  std::string_view deeper_name;
  std::size_t lowest = std::string_view::npos;  // of the lines on the way up
  for (auto above = yaml_line_before(text, line); above; above = yaml_line_before(text, *above)) {
    const std::size_t dashes = behind_dashes(above->text);
    const std::size_t content = above->indent() + (item ? 0 : dashes);
    if (content > line.indent() && content <= lowest && (!item || dashes > 0)) {
      deeper = content;
      deeper_name = item ? std::string_view() : name_in(*above);
    }
    lowest = std::min(lowest, above->indent());
    if (above->indent() <= line.indent()) {
      if (above->indent() == line.indent() && dashes == 0) {
        return std::nullopt;  // it fits
      }
      break;
    }
  }
  if (!deeper) {
    return std::nullopt;
  }
  return Slip{span_at(line.content, line.end()),
              "the indentation of this line (" + blanks(line.indent()) + ") fits none above it",
              go_with(*deeper, deeper_name)};
}

}  // namespace

Slip tab_in(std::string_view text, const YamlLine& line) {
  const std::size_t tab = std::min(text.find('\t', line.begin), line.content);
  return {span_at(tab, std::max(line.content, tab + 1)),
          "a tab indents this line",
          "indent with blanks"};
}

std::optional<Slip> slip_of_lines(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const YamlLine line = yaml_line_at(text, at);
  // A second `: ` in the line: the value holds one.
  const std::string_view name = name_in(line);
  const std::size_t first =
      line.content + behind_dashes(line.text) + name.size();  // the colon behind the name
  if (!name.empty() && first < at && text.substr(at, 1) == ":") {
    const std::size_t value = text.find_first_not_of(' ', first + 1);
    const std::string_view written = plain_text_at(text, value);
    return Slip{span_at(value, value + written.size()),
                "a text with \": \" in it needs quotes",
                written.find('"') == std::string_view::npos ? "write " + visible_in_quotes(written)
                                                            : "write '" + visible(written) + "'"};
  }
  const auto before = yaml_line_before(text, line);
  if (text.substr(at, 1) == ":") {
    constexpr std::size_t kLongestName = 1024;
    if (name.size() > kLongestName) {
      return Slip{span_at(line.content, at),
                  "a name of more than 1024 characters",
                  "YAML takes none that is longer"};
    }
    return before ? std::optional(slip_after_text(text, line, *before)) : std::nullopt;
  }
  if (at != line.content) {
    return std::nullopt;
  }
  if (line.text.size() > 1 && line.text.front() == '-' && line.text[1] != ' ' && before &&
      before->text.starts_with("- ") && before->indent() == line.indent()) {
    return Slip{span_at(at, at + 1),
                "a blank is missing behind the dash",
                "write - " + visible(line.text.substr(1))};
  }
  if (auto slip = slip_of_indentation(text, line)) {
    return slip;
  }
  if (before && !name_in(*before).empty() && !before->text.ends_with(':') &&
      line.indent() > before->indent() + behind_dashes(before->text)) {
    return indented_too_far(line, *before);
  }
  if (line.text.starts_with("- ")) {
    return Slip{span_at(line.content, line.end()),
                "a list stands among names",
                "write a name for it above and indent it, or take the dash away"};
  }
  return std::nullopt;
}

Slip slip_of_lone_name(std::string_view text, std::size_t begin, std::string_view name) {
  const std::string_view content = plain_text_at(text, begin);
  if (const auto colon = tight_colon(content)) {
    return missing_blank(begin, content, *colon);
  }
  const std::size_t equals = name.find(" = ");
  if (equals != std::string_view::npos) {
    return {span_at(begin + equals + 1, begin + equals + 2),
            "\"=\" stands where a colon belongs",
            "write " + visible(name.substr(0, equals)) + ": " + visible(name.substr(equals + 3))};
  }
  const std::size_t blank = name.find(' ');
  const std::size_t value = name.find_first_not_of(' ', std::min(blank, name.size()));
  if (value != std::string_view::npos && name.find(' ', value) == std::string_view::npos &&
      std::all_of(
          name.begin(), name.begin() + static_cast<std::ptrdiff_t>(blank), is_name_character)) {
    return {span_at(begin + blank, begin + blank),
            "a colon is missing behind " + visible_in_quotes(name.substr(0, blank)),
            "write " + visible(name.substr(0, blank)) + ": " + visible(name.substr(value))};
  }
  return {span_at(begin, begin + std::max<std::size_t>(content.size(), 1)),
          "a colon is missing behind " + visible_in_quotes(name),
          "write name: value, or - in front of an element of a list"};
}

std::optional<Slip> slip_of_lone_text(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  const YamlLine line = yaml_line_at(text, begin);
  const std::string_view content = plain_text_at(text, begin);
  const auto colon = tight_colon(content);
  const bool many = text.find('\n', line.begin) < text.find_last_not_of(" \t\r\n");
  return colon && many ? std::optional(missing_blank(begin, content, *colon)) : std::nullopt;
}

}  // namespace remora::json
