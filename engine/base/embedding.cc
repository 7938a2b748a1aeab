#include "engine/base/embedding.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/ascii.h"

namespace remora {

namespace {

std::optional<int> hex_digit(std::string_view text, std::size_t at) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t value = at < text.size() ? kDigits.find(ascii_lower(text[at])) : kDigits.npos;
  return value == kDigits.npos ? std::nullopt : std::optional(static_cast<int>(value));
}

}  // namespace

void OffsetMap::add_copy(std::uint32_t size, std::uint32_t outer) {
  if (size == 0) {
    return;
  }
  if (!segments_.empty() && segments_.back().copy && segments_.back().outer.end == outer) {
    segments_.back().size += size;
    segments_.back().outer.end += size;
    return;
  }
  segments_.push_back({this->size(), size, {outer, outer + size}, /*copy=*/true});
}

void OffsetMap::add_piece(std::uint32_t size, Span outer) {
  if (size > 0) {
    segments_.push_back({this->size(), size, outer, /*copy=*/false});
  }
}

std::uint32_t OffsetMap::size() const {
  return segments_.empty() ? 0 : segments_.back().inner + segments_.back().size;
}

const OffsetMap::Segment& OffsetMap::at(std::uint32_t inner) const {
  const auto behind = std::upper_bound(
      segments_.begin(), segments_.end(), inner, [](std::uint32_t offset, const Segment& one) {
        return offset < one.inner;
      });
  return *std::prev(behind);
}

Span OffsetMap::outward(Span inner) const {
  if (segments_.empty()) {
    return {};
  }
  const auto begin_of = [&](std::uint32_t offset) {
    const Segment& one = at(offset);
    return one.outer.begin + (one.copy ? offset - one.inner : 0);
  };
  const auto end_of = [&](std::uint32_t offset) {
    const Segment& one = at(offset - 1);
    return one.copy ? one.outer.begin + (offset - one.inner) : one.outer.end;
  };
  const std::uint32_t end = std::min(inner.end, size());
  const std::uint32_t begin = std::min(inner.begin, end);
  const std::uint32_t from = begin < size() ? begin_of(begin) : end_of(begin);
  return {from, begin < end ? end_of(end) : from};
}

Place outermost(Place place) {
  while (place.known() && place.source->embedding() != nullptr) {
    const Embedding& embedding = *place.source->embedding();
    // The next step needs the text around, which the present one keeps alive.
    place = Place{embedding.outer.source, embedding.map.outward(place.span)};
  }
  return place;
}

SourcePtr percent_decoded(const Place& outer) {
  const std::string_view written = outer.text();
  auto embedding = std::make_shared<Embedding>();
  embedding->outer = outer;
  embedding->encoding = Encoding::Percent;
  std::string text;
  for (std::size_t i = 0; i < written.size();) {
    const auto at = static_cast<std::uint32_t>(outer.span.begin + i);
    const auto high = hex_digit(written.substr(i, 3), 1);
    const auto low = hex_digit(written.substr(i, 3), 2);
    if (written[i] == '%' && high && low) {
      text += static_cast<char>(*high * 16 + *low);
      embedding->map.add_piece(1, {at, at + 3});
      i += 3;
    } else {
      text += written[i++];
      embedding->map.add_copy(1, at);
    }
  }
  return std::make_shared<const SourceText>(std::move(embedding), std::move(text));
}

}  // namespace remora
