#include "engine/json/embedded_text.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/json/written_scalar.h"

namespace remora::json {

namespace {

std::string_view without_leading_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

bool is_percent_encoded(std::string_view text) {
  return equal_ignoring_case(without_leading_blanks(text).substr(0, 3), "%7b");
}

}  // namespace

SourcePtr embedded_text(const Value& string) {
  const SourcePtr& source = string.source();
  const std::string_view decoded = string.text();
  auto embedding = std::make_shared<Embedding>();
  if (auto written = find_written(source->text(), string.span().begin, decoded)) {
    embedding->outer = {source, written->span};
    embedding->encoding = written->encoding;
    embedding->map = std::move(written->map);
  } else {
    embedding->outer = string.place();
    embedding->map.add_piece(static_cast<std::uint32_t>(decoded.size()), string.span());
  }
  return std::make_shared<const SourceText>(std::move(embedding), std::string(decoded));
}

bool holds_document(std::string_view text) {
  const std::string_view begin = without_leading_blanks(text);
  return begin.starts_with('{') || begin.starts_with("\"{") || is_percent_encoded(begin);
}

SourcePtr embedded_document(const Value& string) {
  return string.is_string() && holds_document(string.text())
             ? without_percent_encoding(embedded_text(string))
             : nullptr;
}

SourcePtr without_percent_encoding(const SourcePtr& source) {
  const std::string_view text = source->text();
  return is_percent_encoded(text)
             ? percent_decoded({source, {0, static_cast<std::uint32_t>(text.size())}})
             : source;
}

}  // namespace remora::json
