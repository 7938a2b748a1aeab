#include "engine/import/several_answers.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/import/kind.h"
#include "engine/json/read.h"

namespace remora::imports {

namespace {

/// Where the object ends that begins at `begin`; npos if it does not.
std::size_t end_of_object(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\') {
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '{') {
      ++depth;
    } else if (!quoted && c == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<json::DocumentPtr> several_answers(const SourcePtr& text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::string_view whole = text->text();
  std::vector<json::DocumentPtr> found;
  Position position{1, 1};
  std::size_t counted = 0;
  for (std::size_t begin = whole.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
    const std::size_t end = whole[begin] == '{' ? end_of_object(whole, begin) : begin;
    if (end == std::string_view::npos || end == begin) {
      return {};
    }
    for (; counted < begin; ++counted) {
      const bool line = whole[counted] == '\n';
      position.line += line ? 1U : 0U;
      position.column = line ? 1 : position.column + 1;
    }
    auto document = json::read_json(std::make_shared<const SourceText>(
        text->name(), std::string(whole.substr(begin, end - begin)), position, text->intake()));
    if (!document || kind_of((*document)->root()) != FileKind::AwsCliOutput) {
      return {};
    }
    found.push_back(*std::move(document));
    begin = whole.find_first_not_of(kBlanks, end);
  }
  return found.size() > 1 ? std::move(found) : std::vector<json::DocumentPtr>();
}

}  // namespace remora::imports
