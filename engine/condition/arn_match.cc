#include "engine/condition/arn_match.h"

#include <algorithm>

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

/// The pieces of one ARN part, cut out of a longer row of pieces.
class PartCutter {
 public:
  explicit PartCutter(std::span<const PatternPiece> pieces) : pieces_(pieces) {}

  /// Fills `part` with the pieces up to the next colon, or all that is left.
  /// False if there is no further colon though one was asked for.
  bool next(PieceList& part, bool last) {
    part.clear();
    for (; index_ < pieces_.size(); ++index_, offset_ = 0) {
      PatternPiece piece = pieces_[index_];
      if (piece.type == PatternPiece::Type::Literal) {
        piece.text.remove_prefix(offset_);
        const std::size_t colon = last ? std::string_view::npos : piece.text.find(':');
        if (colon != std::string_view::npos) {
          offset_ += colon + 1;
          piece.text = piece.text.substr(0, colon);
          part.push(piece);
          return true;
        }
      }
      part.push(piece);
    }
    return last;
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

enum class SplitMatch : std::uint8_t { No, Yes, TooFewParts };

SplitMatch match_parts(std::span<const PatternPiece> pieces, std::string_view value) {
  PartCutter cutter(pieces);
  PieceList part;
  bool all_match = true;
  for (int i = 0; i <= kColons; ++i) {
    const bool last = i == kColons;
    if (!cutter.next(part, last)) {
      return SplitMatch::TooFewParts;
    }
    all_match = glob(part.view(), take_part(value, last)) && all_match;
  }
  return all_match ? SplitMatch::Yes : SplitMatch::No;
}

ArnMatch as_arn_match(SplitMatch match) {
  switch (match) {
    case SplitMatch::Yes:
      return ArnMatch::Yes;
    case SplitMatch::TooFewParts:
      return ArnMatch::NotAnArn;
    case SplitMatch::No:
      break;
  }
  return ArnMatch::No;
}

}  // namespace

ArnMatch match_arn(const Pattern& pattern, std::string_view value, const RequestContext& context) {
  if (!pattern.has_variables()) {
    return as_arn_match(match_parts(pattern.pieces(), value));
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
  return as_arn_match(match_parts(expanded.pieces.view(), value));
}

}  // namespace remora
