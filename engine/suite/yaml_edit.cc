#include "engine/suite/yaml_edit.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::suite {

namespace {

/// A word that YAML reads as text without quotes.
bool is_plain_word(std::string_view text) {
  const auto is_word = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) ||
           std::string_view("_./").find(c) != std::string_view::npos;
  };
  constexpr std::string_view kOther[] = {"true", "false", "null", "yes", "no", "on", "off"};
  return !text.empty() && is_ascii_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), is_word) &&
         std::none_of(std::begin(kOther), std::end(kOther), [&](std::string_view other) {
           return equal_ignoring_case(text, other);
         });
}

std::string compact(const json::Value& value) {
  json::Writer writer(json::Writer::Style::Compact);
  return writer.value(value).take();
}

/// A value in block style; `indent` is the column of its first line.
// Expectations nest three levels deep.
std::string as_block(const json::Value& value, std::size_t indent) {  // NOLINT(misc-no-recursion)
  if (value.is_string()) {
    return is_plain_word(value.text()) ? std::string(value.text()) : json::quoted(value.text());
  }
  const std::string margin = "\n" + std::string(indent, ' ');
  std::string text;
  for (const json::Value& element : value.elements()) {
    text += (text.empty() ? "" : margin) + "- " + as_block(element, indent + 2);
  }
  for (const json::Member& member : value.members()) {
    const bool nested = !member.value.members().empty() || !member.value.elements().empty();
    text += (text.empty() ? "" : margin) + std::string(member.key.text()) + ":";
    text += nested ? margin + "  " : " ";
    text += as_block(member.value, indent + 2);
  }
  return text.empty() ? compact(value) : text;
}

/// The range of the old value: of a flow mapping with its closing bracket, which the reader does
/// not see.
Span range_of(const json::Value& value, std::string_view text) {
  Span span = value.span();
  if (text[span.begin] != '{' && text[span.begin] != '[') {
    return span;
  }
  int depth = 0;
  char quote = '\0';
  for (std::uint32_t i = span.begin; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      i += quote == '"' && c == '\\' ? 1 : 0;
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return {span.begin, i + 1};
    }
  }
  return span;
}

struct Replacement {
  Span span;
  std::string text;
};

Error cannot(const json::Value& value) {
  return Error::at(value.place(), "this cannot be rewritten here", "change it by hand");
}

}  // namespace

Result<SourcePtr> replace_in_yaml(const json::DocumentPtr& document,
                                  std::span<const YamlChange> changes) {
  const std::string_view text = document->source()->text();
  std::vector<Replacement> replacements;
  for (const YamlChange& change : changes) {
    const auto old = edit::find_value(document->root(), change.pointer);
    auto wanted = json::read_json(std::make_shared<const SourceText>("expectation", change.value));
    if (!old || !wanted) {
      return fail(cannot(document->root()));
    }
    const Span span = range_of(*old, text);
    const std::size_t line = text.rfind('\n', span.begin) + 1;  // npos + 1 is the beginning
    const bool alone = text.find_first_not_of(' ', line) == span.begin;
    const bool flow = !alone && old->is_object();
    replacements.push_back(
        {span, flow ? compact((*wanted)->root()) : as_block((*wanted)->root(), span.begin - line)});
  }
  std::sort(replacements.begin(), replacements.end(), [](const auto& a, const auto& b) {
    return a.span.begin > b.span.begin;
  });
  std::string after(text);
  for (const Replacement& one : replacements) {
    after.replace(one.span.begin, one.span.end - one.span.begin, one.text);
  }
  const auto source = std::make_shared<const SourceText>(document->source()->name(), after);
  const auto read = json::read_yaml(source);
  for (const YamlChange& change : changes) {
    const auto wanted =
        json::read_json(std::make_shared<const SourceText>("expectation", change.value));
    const auto found = read ? edit::find_value((*read)->root(), change.pointer) : std::nullopt;
    if (!found || compact(*found) != compact((*wanted)->root())) {
      return fail(cannot(*edit::find_value(document->root(), change.pointer)));
    }
  }
  return source;
}

}  // namespace remora::suite
