#include "engine/condition/arn_match.h"

#include <algorithm>
#include <optional>

namespace remora {

namespace {

constexpr int kColons = 5;

/// Cuts `text` behind its next colon (or takes all of it for the last part).
std::string_view take_part(std::string_view& text, bool last) {
  const std::size_t colon = last ? text.size() : text.find(':');
  const std::string_view part = text.substr(0, colon);
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

/// Cuts a row of pieces at its colons.
class PartCutter {
 public:
  explicit PartCutter(std::span<const PatternPiece> pieces) : pieces_(pieces) {}

  /// The pieces up to the next colon, or all that is left for the last part. Nothing if there is
  /// no further colon though one was asked for.
  std::optional<PieceSlice> next(bool last) {
    const std::size_t first = index_;
    const std::size_t offset = offset_;
    for (; !last && index_ < pieces_.size(); ++index_, offset_ = 0) {
      if (pieces_[index_].type != PatternPiece::Type::Literal) {
        continue;
      }
      const std::size_t colon = pieces_[index_].text.find(':', offset_);
      if (colon != std::string_view::npos) {
        offset_ = colon + 1;
        return PieceSlice{pieces_.subspan(first, index_ - first + 1), offset, colon};
      }
    }
    if (!last) {
      return std::nullopt;
    }
    return PieceSlice{pieces_.subspan(std::min(first, pieces_.size())), offset};
  }

 private:
  std::span<const PatternPiece> pieces_;
  std::size_t index_ = 0;
  std::size_t offset_ = 0;
};

}  // namespace

bool is_arn_shaped(std::string_view text) {
  return std::count(text.begin(), text.end(), ':') >= kColons;
}

namespace {

ArnMatch match_parts(std::span<const PatternPiece> pieces, std::string_view value) {
  PartCutter cutter(pieces);
  Match all = Match::Yes;
  for (int i = 0; i <= kColons; ++i) {
    const bool last = i == kColons;
    const auto part = cutter.next(last);
    if (!part) {
      return ArnMatch::NotAnArn;
    }
    all = both(all, match_text(*part, take_part(value, last)));
  }
  switch (all) {
    case Match::Yes:
      return ArnMatch::Yes;
    case Match::Unknown:
      return ArnMatch::Unknown;
    case Match::No:
      break;
  }
  return ArnMatch::No;
}

}  // namespace

ArnMatch match_arn(const Pattern& pattern, std::string_view value, const RequestContext& context) {
  if (!pattern.has_variables()) {
    return match_parts(pattern.pieces(), value);
  }
  const ExpandedPattern expanded = pattern.expand(context);
  switch (expanded.state) {
    case ExpandedPattern::State::NoValue:
      return ArnMatch::No;
    case ExpandedPattern::State::Unknown:
      // The unknown value may hold colons, so nothing is certain about the parts.
      return ArnMatch::Unknown;
    case ExpandedPattern::State::Ready:
      break;
  }
  return match_parts(expanded.pieces.view(), value);
}

}  // namespace remora
