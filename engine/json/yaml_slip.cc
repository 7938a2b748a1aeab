#include "engine/json/yaml_slip.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/utf8.h"
#include "engine/base/visible.h"
#include "engine/json/yaml_layout.h"
#include "engine/json/yaml_lines.h"
#include <yaml-cpp/exceptions.h>

namespace remora::json {

namespace {

namespace reason = YAML::ErrorMsg;

/// A text in the quotes that need no escape for it.
std::string in_yaml_quotes(std::string_view text) {
  return text.find_first_of("\"\\") == std::string_view::npos ? visible_in_quotes(text)
                                                              : "'" + visible(text) + "'";
}

/// A plain text at `at` that begins with a sign of YAML.
Slip needs_quotes(std::string_view text, std::size_t at) {
  const std::string_view written = plain_text_at(text, at);
  const std::string_view sign = written.substr(0, 1);
  return {span_at(at, at + std::max<std::size_t>(written.size(), 1)),
          "a text that begins with " + visible(sign) + " needs quotes",
          "write " + in_yaml_quotes(written)};
}

/// The backslash of the escape that ends in front of `at`.
Slip slip_of_yaml_escape(std::string_view text, const YamlStop& stop) {
  const std::size_t end = std::min(stop.at, text.size());
  const std::size_t found = text.substr(0, end).rfind('\\');
  const std::size_t begin = found == std::string_view::npos ? end : found;
  const std::string written = visible(text.substr(begin, end - begin));
  const Span span = span_at(begin, end);
  if (stop.reason.starts_with(reason::INVALID_UNICODE)) {
    return {span,
            written + " is no character of its own",
            "write the character itself, or \\U and eight digits, as in \\U0001f600"};
  }
  if (stop.reason.starts_with(reason::INVALID_HEX)) {
    return {span, written + " wants hexadecimal digits", "as in \\x41 and \\u00e9"};
  }
  return {span,
          written + " is no escape of YAML",
          "write \\" + written + " for a backslash, or single quotes around the text"};
}

Slip slip_of_anchor(std::string_view text, const YamlStop& stop) {
  const bool unknown = stop.reason.starts_with(reason::UNKNOWN_ANCHOR);
  std::size_t at = std::min(stop.at, text.size());
  if (!unknown) {
    const std::size_t sign = text.substr(0, at).find_last_of("*&");
    at = sign == std::string_view::npos ? at : sign;
  }
  Slip slip = needs_quotes(text, at);
  if (unknown) {
    const std::string name = visible(plain_text_at(text, at).substr(1));
    slip.message = "*" + name + " stands for what &" + name + " names, and there is no such";
    slip.hint += " for a text";
  }
  return slip;
}

Slip never_closed_in_yaml(std::string_view text, std::size_t bracket) {
  const bool list = text[bracket] == '[';
  return {span_at(bracket, bracket + 1),
          list ? "the \"[\" that begins here is never closed"
               : "the \"{\" that begins here is never closed",
          list ? "write \"]\" behind its last element" : "write \"}\" behind its last value"};
}

/// True if the bracket at `bracket` has its partner.
bool is_closed(std::string_view text, std::size_t bracket) {
  std::size_t depth = 0;
  char quote = '\0';
  char before = '\0';  // the last character that is no blank
  for (std::size_t at = bracket; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      at += quote == '"' && c == '\\' ? 1 : 0;
      quote = c == quote ? '\0' : quote;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return true;
    } else if ((c == '"' || c == '\'') &&
               std::string_view("[{,:").find(before) != std::string_view::npos) {
      quote = c;
    }
    before = c == ' ' || c == '\n' ? before : c;
  }
  return false;
}

/// Brackets of the flow style: never closed, mismatched, or a comma missing between them.
Slip slip_of_flow(std::string_view text, const YamlStop& stop) {
  const std::size_t at = std::min(stop.at, text.size());
  const char c = at < text.size() ? text[at] : '\0';
  if (!stop.flow_bracket) {
    const YamlLine line = yaml_line_at(text, at);
    return line.content < at ? needs_quotes(text, at)
                             : Slip{span_at(at, at + 1),
                                    "the \"" + std::string(1, c) + "\" closes nothing",
                                    "take it away"};
  }
  const std::size_t bracket = *stop.flow_bracket;
  const char opening = text[bracket];
  const std::string closing = opening == '[' ? "\"]\"" : "\"}\"";
  if (c == ']' || c == '}') {
    return {span_at(at, at + 1),
            "\"" + std::string(1, c) + "\" cannot close the \"" + opening + "\"",
            "write " + closing,
            Slip::Note{span_at(bracket, bracket + 1), "it is opened here"}};
  }
  const YamlLine line = yaml_line_at(text, at);
  if (c == ':' && line.begin <= bracket) {
    std::size_t name = text.find_last_of(" \t,{[", at - 1);
    name = name == std::string_view::npos || name < bracket ? bracket + 1 : name + 1;
    return {span_at(name, at),
            "a comma is missing in front of " +
                (text[name] == '"' ? visible(text.substr(name, at - name))
                                   : visible_in_quotes(text.substr(name, at - name))),
            "write one"};
  }
  return never_closed_in_yaml(text, bracket);
}

/// What stands behind a closed quote, or behind one that closes a text of many lines by mistake.
std::optional<Slip> slip_behind_quote(std::string_view text, const YamlStop& stop) {
  if (!stop.quoted || stop.at >= text.size()) {
    return std::nullopt;
  }
  const YamlLine line = yaml_line_at(text, stop.at);
  const std::size_t last = text.find_last_not_of(" \t", stop.at - 1);
  if (line.content == stop.at || last == std::string_view::npos ||
      text[last] != text[*stop.quoted]) {
    return std::nullopt;
  }
  if (*stop.quoted < line.begin) {
    return Slip{span_at(*stop.quoted, *stop.quoted + 1),
                "the quote that begins here is not closed in its line",
                "close it behind its text"};
  }
  return Slip{
      span_at(stop.at, stop.at + std::max<std::size_t>(plain_text_at(text, stop.at).size(), 1)),
      "the text goes on behind its closing quote",
      text[last] == '\'' ? "write '' for a ' inside of the text"
                         : "write \\\" for a \" inside of the text"};
}

/// What the parser says where the layout of lines is wrong, and what can be said of the others.
Slip slip_of_layout(std::string_view text, const YamlStop& stop) {
  if (auto slip = slip_behind_quote(text, stop)) {
    return *std::move(slip);
  }
  if (auto slip = slip_of_lines(text, stop.at)) {
    return *std::move(slip);
  }
  const std::size_t at = std::min(stop.at, text.size());
  const YamlLine line = yaml_line_at(text, at);
  const std::string_view value = plain_text_at(text, at);
  const std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t", at - 1);
  if (line.content < at && (text[last] == ']' || text[last] == '}')) {
    return {span_at(at, at + std::max<std::size_t>(value.size(), 1)),
            "the text goes on behind its closing bracket",
            "take it away, or begin a line with it"};
  }
  if (!value.empty() &&
      std::string_view(",[]{}#&*!|>'\"%@`").find(value.front()) != std::string_view::npos) {
    return needs_quotes(text, at);
  }
  return {span_at(at, at + std::max<std::size_t>(value.size(), 1)),
          "this is no YAML",
          "look at the indentation here, and whether quotes and brackets above are closed"};
}

using YamlFamily = Slip (*)(std::string_view text, const YamlStop& stop);

struct YamlRow {
  const char* reason;
  YamlFamily slip;
};

Slip slip_of_tab(std::string_view text, const YamlStop& stop) {
  return tab_in(text, yaml_line_at(text, stop.at));
}

Slip slip_of_yaml_sign(std::string_view text, const YamlStop& stop) {
  return needs_quotes(text, std::min(stop.at, text.size()));
}

Slip slip_of_entry(std::string_view text, const YamlStop& stop) {
  const std::string_view written = plain_text_at(text, stop.at);
  return {span_at(stop.at, stop.at + std::max<std::size_t>(written.size(), 1)),
          "a list cannot begin behind a name in the same line",
          "write it in the next line, or [" +
              visible(written.substr(std::min<std::size_t>(written.size(), 2))) + "]"};
}

Slip slip_of_block(std::string_view text, const YamlStop& stop) {
  const std::size_t sign = text.substr(0, std::min(stop.at + 1, text.size())).find_last_of("|>");
  return needs_quotes(text, sign == std::string_view::npos ? stop.at : sign);
}

Slip slip_of_tag(std::string_view text, const YamlStop& stop) {
  const std::size_t sign = text.substr(0, std::min(stop.at + 1, text.size())).rfind('!');
  return needs_quotes(text, sign == std::string_view::npos ? stop.at : sign);
}

Slip slip_of_directive(std::string_view text, const YamlStop& stop) {
  const YamlLine line = yaml_line_at(text, stop.at);
  return {span_at(line.content, line.end()),
          "a line that begins with % is a directive, and this one is not known",
          "take it away"};
}

Slip slip_of_doubled(std::string_view text, const YamlStop& stop) {
  return {span_at(stop.at, stop.at + std::max<std::size_t>(plain_text_at(text, stop.at).size(), 1)),
          "a value has one anchor (&) and one tag (!) at most",
          "take the second one away"};
}

Slip slip_of_depth(std::string_view /*text*/, const YamlStop& stop) {
  return {span_at(stop.at, stop.at + 1),
          "the text is nested too deep",
          "no AWS document is",
          std::nullopt,
          "too-deep"};
}

Slip slip_of_document_mark(std::string_view text, const YamlStop& stop) {
  const std::size_t quote = text.find_first_of("'\"", stop.read_to);
  return {quote < stop.at ? span_at(quote, quote + 1) : span_at(stop.at, stop.at + 1),
          "the quote that begins here is never closed",
          "close it behind its text"};
}

const auto kYamlRows = std::to_array<YamlRow>({
    {reason::TAB_IN_INDENTATION, slip_of_tab},
    {reason::UNKNOWN_TOKEN, slip_of_yaml_sign},
    {reason::MAP_KEY, slip_of_yaml_sign},
    {reason::ALIAS_NOT_FOUND, slip_of_anchor},
    {reason::ANCHOR_NOT_FOUND, slip_of_anchor},
    {reason::CHAR_IN_ALIAS, slip_of_anchor},
    {reason::CHAR_IN_ANCHOR, slip_of_anchor},
    {reason::UNKNOWN_ANCHOR, slip_of_anchor},
    {reason::FLOW_END, slip_of_flow},
    {reason::END_OF_MAP_FLOW, slip_of_flow},
    {reason::END_OF_SEQ_FLOW, slip_of_flow},
    {reason::BLOCK_ENTRY, slip_of_entry},
    {reason::CHAR_IN_BLOCK, slip_of_block},
    {reason::ZERO_INDENT_IN_BLOCK, slip_of_block},
    {reason::INVALID_ESCAPE, slip_of_yaml_escape},
    {reason::INVALID_HEX, slip_of_yaml_escape},
    {reason::INVALID_UNICODE, slip_of_yaml_escape},
    {reason::DOC_IN_SCALAR, slip_of_document_mark},
    {reason::EOF_IN_SCALAR, slip_of_document_mark},
    {reason::END_OF_VERBATIM_TAG, slip_of_tag},
    {reason::TAG_WITH_NO_SUFFIX, slip_of_tag},
    {reason::CHAR_IN_TAG_HANDLE, slip_of_tag},
    {reason::MULTIPLE_TAGS, slip_of_doubled},
    {reason::MULTIPLE_ANCHORS, slip_of_doubled},
    {reason::YAML_DIRECTIVE_ARGS, slip_of_directive},
    {reason::YAML_VERSION, slip_of_directive},
    {reason::YAML_MAJOR_VERSION, slip_of_directive},
    {reason::REPEATED_YAML_DIRECTIVE, slip_of_directive},
    {reason::TAG_DIRECTIVE_ARGS, slip_of_directive},
    {reason::REPEATED_TAG_DIRECTIVE, slip_of_directive},
    {reason::BAD_FILE, slip_of_depth},
});

}  // namespace

Slip find_yaml_slip(std::string_view text, const YamlStop& stop) {
  // A tab in front of a line is behind many of the parser's complaints.
  const YamlLine line = yaml_line_at(text, std::min(stop.at, text.size()));
  if (text.substr(line.begin, line.indent()).find('\t') != std::string_view::npos &&
      !stop.flow_bracket) {
    return tab_in(text, line);
  }
  for (const YamlRow& row : kYamlRows) {
    if (stop.reason.starts_with(row.reason)) {
      return row.slip(text, stop);
    }
  }
  return slip_of_layout(text, stop);
}

std::optional<Slip> slip_of_yaml_bytes(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t size = byte < 0x80 ? 1 : utf8::valid_size(text, at);
    if (size == 0) {
      return Slip{
          span_at(at, at + 1), "not valid UTF-8", "save the file as UTF-8", std::nullopt, "utf-8"};
    }
    if (byte == 0) {
      return Slip{span_at(at, at + 1),
                  "a NUL byte stands in the text",
                  "is the file damaged, or no text at all?"};
    }
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
      return Slip{span_at(at, at + 1),
                  "the control character " + visible(text.substr(at, 1)) + " stands in the text",
                  "take it away"};
    }
    at += size;
  }
  return std::nullopt;
}

std::optional<Slip> slip_of_open_quote(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote) {
      if (quote != '\'' || at + 1 >= text.size() || text[at + 1] != quote) {
        return std::nullopt;
      }
      ++at;
    }
  }
  return Slip{span_at(begin, begin + 1),
              "the quote that begins here is never closed",
              "close it behind its text"};
}

Slip slip_of_bracket_as_name(std::string_view text, std::size_t bracket) {
  const YamlLine line = yaml_line_at(text, bracket);
  const std::size_t double_brace = line.text.find("{{");
  if (double_brace != std::string_view::npos && line.content + double_brace <= bracket) {
    return {span_at(line.content + double_brace, line.end()),
            "the placeholder " + visible(line.text.substr(double_brace)) + " is not filled in",
            "render the template first, or put the text in quotes"};
  }
  if (!is_closed(text, bracket)) {
    return never_closed_in_yaml(text, bracket);
  }
  return {span_at(bracket, bracket + 1), "a key must be a string", {}, std::nullopt, "yaml-key"};
}

Slip slip_of_second_document(std::string_view text, std::size_t at) {
  const YamlLine line = yaml_line_at(text, at);
  const auto before = yaml_line_before(text, line);
  const bool marked = before && (before->text.starts_with("---") || before->text == "...");
  if (marked || line.text.starts_with("---")) {
    return {span_at(line.content, std::max(line.end(), line.content + 1)),
            "a second document begins here",
            "a file holds one; put the other in a file of its own"};
  }
  return {span_at(line.content, std::max(line.end(), line.content + 1)),
          "the document ends in front of this line",
          "a list has dashes in all of its lines; names stand in front of it, not below"};
}

}  // namespace remora::json
