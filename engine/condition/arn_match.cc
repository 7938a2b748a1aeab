#include "engine/condition/arn_match.h"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/base/symbol.h"

namespace remora {

namespace {

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

ArnMatch arn_match_of(Match all) {
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

/// Pieces of which the variables are replaced, part by part.
ArnMatch match_parts(std::span<const PatternPiece> pieces, const ArnParts& value) {
  PartCutter cutter(pieces);
  Match all = Match::Yes;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto part = cutter.next(/*last=*/i + 1 == value.size());
    if (!part) {
      return ArnMatch::NotAnArn;
    }
    all = both(all, match_text(*part, value[i]));
  }
  return arn_match_of(all);
}

}  // namespace

std::optional<ArnParts> split_arn(std::string_view text) {
  ArnParts parts;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
      return std::nullopt;
    }
    parts[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  parts.back() = text;
  return parts;
}

ArnPattern::ArnPattern(std::string_view text, PatternSyntax syntax) {
  if (syntax.variables && text.find("${") != std::string_view::npos) {
    Pattern whole(text, syntax);
    if (whole.has_variables()) {
      parts_.push_back(std::move(whole));
      return;
    }
  }
  // What stands in `${...}` without being a variable (`${*}`) holds no colon.
  const auto parts = split_arn(text);
  if (!parts && has_unknown(text)) {
    parts_.emplace_back(text, syntax);
  } else if (parts) {
    parts_.reserve(parts->size());
    for (const std::string_view part : *parts) {
      parts_.emplace_back(part, syntax);
    }
  }
}

ArnMatch ArnPattern::matches(const ArnParts& value, const RequestContext& context) const {
  if (parts_.empty()) {
    return ArnMatch::NotAnArn;
  }
  if (parts_.size() == value.size()) {
    Match all = Match::Yes;
    for (std::size_t i = 0; i < value.size() && all != Match::No; ++i) {
      all = both(all, parts_[i].matches(value[i], context));
    }
    return arn_match_of(all);
  }
  const ExpandedPattern expanded = parts_.front().expand(context);
  switch (expanded.state) {
    case ExpandedPattern::State::NoValue:
      return ArnMatch::No;
    case ExpandedPattern::State::Unknown:
      break;
    case ExpandedPattern::State::Ready:
      if (!has_unknown_text(PieceSlice{expanded.pieces.view()})) {
        return match_parts(expanded.pieces.view(), value);
      }
      break;
  }
  // What is not known may hold colons, so nothing is certain about the parts.
  return ArnMatch::Unknown;
}

}  // namespace remora
