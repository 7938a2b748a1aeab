#include "engine/base/source_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace remora {

SourceText::SourceText(std::string name, std::string text, Position start)
    : name_(std::move(name)), text_(std::move(text)), start_(start) {
  line_starts_.push_back(0);
  for (std::size_t end = text_.find('\n'); end != std::string::npos;
       end = text_.find('\n', end + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(end + 1));
  }
}

std::shared_ptr<const SourceText> SourceText::joined(
    std::vector<std::shared_ptr<const SourceText>> parts) {
  std::string text;
  std::vector<Part> found;
  for (std::shared_ptr<const SourceText>& part : parts) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += part->text();
    text += '\n';  // so that no offset belongs to two parts
    found.push_back({begin, std::move(part)});
  }
  auto whole = std::make_shared<SourceText>(found.front().source->name(), std::move(text));
  whole->parts_ = std::move(found);
  return whole;
}

const SourceText::Part* SourceText::part_at(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(parts_.begin(), parts_.end(), offset, [](std::uint32_t at, const Part& one) {
        return at < one.begin;
      });
  return after == parts_.begin() ? nullptr : &*std::prev(after);
}

const std::string& SourceText::name_at(std::uint32_t offset) const {
  const Part* part = part_at(offset);
  return part == nullptr ? name_ : part->source->name();
}

std::string_view SourceText::slice(Span span) const {
  const std::size_t end = std::min<std::size_t>(span.end, text_.size());
  const std::size_t begin = std::min<std::size_t>(span.begin, end);
  return std::string_view(text_).substr(begin, end - begin);
}

// NOLINTNEXTLINE(misc-no-recursion): a text is joined from others that were there before it
Position SourceText::position(std::uint32_t offset) const {
  if (const Part* part = part_at(offset)) {
    return part->source->position(offset - part->begin);
  }
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t column = line == 1 ? start_.column : 1;
  for (std::uint32_t i = line_starts_[line - 1]; i < offset; ++i) {
    // A continuation byte of UTF-8 belongs to the character before it.
    const bool continuation = (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U;
    column += continuation ? 0 : 1;
  }
  return {line + start_.line - 1, column};
}

std::string_view SourceText::line(std::uint32_t line) const {
  if (line < start_.line || line - start_.line >= line_starts_.size()) {
    return {};
  }
  line -= start_.line - 1;
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return std::string_view(text_).substr(begin, end - begin);
}

}  // namespace remora
