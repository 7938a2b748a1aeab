#include "engine/edit/yaml_block.h"

#include <algorithm>
#include <optional>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/json/writer.h"

namespace remora::edit {

namespace {

/// Text that YAML, in every version, reads as itself without quotes: an action, an ARN, a word.
bool is_plain(std::string_view text) {
  constexpr std::string_view kOther[] = {
      "true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  const auto is_word = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) ||
           std::string_view("_./-:*").find(c) != std::string_view::npos;
  };
  return !text.empty() && is_ascii_letter(text.front()) && text.back() != ':' &&
         std::all_of(text.begin(), text.end(), is_word) &&
         std::none_of(std::begin(kOther), std::end(kOther), [&](std::string_view other) {
           return equal_ignoring_case(text, other);
         });
}

bool has_children(const json::Value& value) {
  return !value.elements().empty() || !value.members().empty();
}

/// Looks for the first list and the first map below a name of a block.
class HabitFinder {
 public:
  explicit HabitFinder(const json::Document& document) : source_(*document.source()) {}

  // As deep as the reader.
  void look_at(const json::Value& value) {  // NOLINT(misc-no-recursion)
    for (const json::Value& element : value.elements()) {
      look_at(element);
    }
    for (const json::Member& member : value.members()) {
      look_at(member);
      look_at(member.value);
    }
  }

  std::optional<std::size_t> unit;
  std::optional<std::size_t> dash;

 private:
  void look_at(const json::Member& member) {
    std::optional<std::size_t>& habit = member.value.is_array() ? dash : unit;
    const char first = first_of(member.value);
    if (habit || !has_children(member.value) || first == '[' || first == '{') {
      return;
    }
    const Position name = source_.own_position(member.key.span().begin);
    const Position nested = source_.own_position(member.value.span().begin);
    if (nested.line > name.line && nested.column >= name.column) {
      habit = nested.column - name.column;
    }
  }

  [[nodiscard]] char first_of(const json::Value& value) const {
    const std::string_view text = source_.text();
    return value.span().begin < text.size() ? text[value.span().begin] : '\0';
  }

  const SourceText& source_;
};

}  // namespace

YamlHabits YamlHabits::of(const json::Document& document) {
  HabitFinder finder(document);
  finder.look_at(document.root());
  YamlHabits habits;
  habits.unit = std::max<std::size_t>(finder.unit.value_or(habits.unit), 1);
  habits.dash = finder.dash.value_or(habits.unit);
  const std::string_view text = document.source()->text();
  const std::size_t line = text.find('\n');
  if (line != std::string_view::npos && line > 0 && text[line - 1] == '\r') {
    habits.line_end = "\r\n";
  }
  return habits;
}

std::string yaml_quoted(std::string_view text) {
  const std::string quoted = json::quoted(text);
  std::string written;
  for (std::size_t at = 0; at < quoted.size();) {
    std::size_t size = 0;
    const char32_t c = utf8::decode(quoted, at, size);
    const bool escaped = (c >= 0x7FU && c <= 0x9FU) || c == 0x2028U || c == 0x2029U ||
                         c == 0xFEFFU || c == 0xFFFEU || c == 0xFFFFU;
    if (escaped) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      written += "\\u";
      for (const unsigned shift : {12U, 8U, 4U, 0U}) {
        written += kDigits[(c >> shift) & 0xFU];
      }
    } else {
      written.append(quoted, at, size);
    }
    at += size;
  }
  return written;
}

std::string yaml_name(std::string_view name) {
  return is_plain(name) ? std::string(name) : yaml_quoted(name);
}

std::string yaml_scalar(const json::Value& scalar) {
  return scalar.is_string() ? yaml_name(scalar.text()) : yaml_flow(scalar);
}

std::string yaml_flow(const json::Value& value) {  // NOLINT(misc-no-recursion)
  if (value.is_array()) {
    std::string text;
    for (const json::Value& element : value.elements()) {
      text += (text.empty() ? "" : ", ") + yaml_flow(element);
    }
    return "[" + text + "]";
  }
  if (value.is_object()) {
    std::string text;
    for (const json::Member& member : value.members()) {
      text += text.empty() ? "" : ", ";
      text += yaml_quoted(member.key.text()) + ": " + yaml_flow(member.value);
    }
    return "{" + text + "}";
  }
  return value.is_string() ? yaml_quoted(value.text())
                           : json::Writer(json::Writer::Style::Compact).value(value).take();
}

std::string yaml_member(std::string_view name,  // NOLINT(misc-no-recursion)
                        const json::Value& value,
                        std::size_t indent,
                        const YamlHabits& habits) {
  const std::string written = yaml_name(name) + ":";
  if (!has_children(value)) {
    return written + " " + yaml_scalar(value);
  }
  const std::size_t inner = indent + (value.is_array() ? habits.dash : habits.unit);
  return written + habits.line_end + std::string(inner, ' ') + yaml_block(value, inner, habits);
}

std::string yaml_block(const json::Value& value,  // NOLINT(misc-no-recursion)
                       std::size_t indent,
                       const YamlHabits& habits) {
  if (!has_children(value)) {
    return yaml_scalar(value);
  }
  const std::string margin = habits.line_end + std::string(indent, ' ');
  std::string text;
  for (const json::Value& element : value.elements()) {
    text += (text.empty() ? "" : margin) + "- " + yaml_block(element, indent + 2, habits);
  }
  for (const json::Member& member : value.members()) {
    text +=
        (text.empty() ? "" : margin) + yaml_member(member.key.text(), member.value, indent, habits);
  }
  return text;
}

}  // namespace remora::edit
