#include "engine/base/source_text.h"

#include <algorithm>
#include <utility>

#include "engine/base/embedding.h"

namespace remora {

namespace {

constexpr std::uint32_t kStride = 4096;

/// A continuation byte of UTF-8 belongs to the character before it.
std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

SourceText::SourceText(std::string name, std::string text, Position start, Intake intake)
    : name_(std::move(name)), text_(std::move(text)), start_(start), intake_(std::move(intake)) {
  line_starts_.push_back(0);
  for (std::size_t end = text_.find('\n'); end != std::string::npos;
       end = text_.find('\n', end + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(end + 1));
  }
}

SourceText::SourceText(std::shared_ptr<const Embedding> embedding, std::string text)
    : SourceText(embedding->outer.file(), std::move(text), {}, embedding->outer.source->intake()) {
  embedding_ = std::move(embedding);
}

std::string_view SourceText::slice(Span span) const {
  const std::size_t end = std::min<std::size_t>(span.end, text_.size());
  const std::size_t begin = std::min<std::size_t>(span.begin, end);
  return std::string_view(text_).substr(begin, end - begin);
}

Position SourceText::position(std::uint32_t offset) const {
  return embedding_ == nullptr
             ? own_position(offset)
             : embedding_->outer.source->position(embedding_->map.outward({offset, offset}).begin);
}

Position SourceText::own_position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t column = line == 1 ? start_.column : 1;
  const std::uint32_t begin = line_starts_[line - 1];
  column += offset - begin < kStride
                ? characters(std::string_view(text_).substr(begin, offset - begin))
                : characters_before(offset) - characters_before(begin);
  return {line + start_.line - 1, column};
}

std::uint32_t SourceText::characters_before(std::uint32_t offset) const {
  std::call_once(counted_, [this] {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at <= text_.size(); at += kStride) {
      counts_.push_back(count);
      count += characters(std::string_view(text_).substr(at, kStride));
    }
  });
  const std::uint32_t part = offset / kStride;
  return counts_[part] +
         characters(std::string_view(text_).substr(part * kStride, offset - part * kStride));
}

std::string_view SourceText::line(std::uint32_t line) const {
  if (embedding_ != nullptr) {
    return embedding_->outer.source->line(line);
  }
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
