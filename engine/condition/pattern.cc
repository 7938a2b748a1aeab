#include "engine/condition/pattern.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/condition/symbolic_glob.h"

namespace remora {

namespace {

using Type = PatternPiece::Type;

PatternPiece variable_piece(std::string_view inside) {
  PatternPiece piece;
  piece.type = Type::Variable;
  // Exactly a comma, a blank and single quotes around the default: ${key, 'default'}.
  const std::size_t comma = inside.find(", '");
  if (comma != std::string_view::npos && inside.ends_with('\'') && inside.size() > comma + 3) {
    piece.has_default = true;
    piece.default_text = inside.substr(comma + 3, inside.size() - comma - 4);
    inside = inside.substr(0, comma);
  }
  piece.text = inside;
  piece.key_hash = hash_ignoring_case(inside);
  return piece;
}

/// A request's key by a hash that was computed when the policy was compiled.
const RequestContext::Entry* find_key(const RequestContext& context, const PatternPiece& piece) {
  KeyName key;
  key.name = piece.text;
  key.hash = piece.key_hash;
  return context.find(key);
}

}  // namespace

Pattern::Pattern(std::string_view text, PatternSyntax syntax) {
  std::size_t special = 0;
  bool symbol = false;
  for (; special < text.size(); ++special) {
    const char c = text[special];
    if ((syntax.wildcards && (c == '*' || c == '?')) || (syntax.variables && c == '$')) {
      break;
    }
    symbol = symbol || c == kSymbolBegin;
  }
  if (symbol && has_unknown(text)) {
    form_ = Form::Pieces;
    read_pieces(text, syntax);
    return;
  }
  literal_ = text.substr(0, special);
  if (special == text.size()) {
    return;
  }
  // What `*` may take is less simple behind a symbol.
  const bool only_stars = text.find_first_not_of('*', special) == std::string_view::npos;
  if (only_stars && !symbol) {
    form_ = Form::Prefix;
    return;
  }
  form_ = Form::Pieces;
  read_pieces(text, syntax);
}

void Pattern::read_pieces(std::string_view text, PatternSyntax syntax) {
  std::size_t literal = 0;  // where the pending literal began
  const auto flush = [&](std::size_t end) {
    if (end > literal) {
      pieces_.push_back({Type::Literal, text.substr(literal, end - literal), 0, {}, false});
    }
  };
  bool closed =
      syntax.variables;  // a `}` is ahead: looked for once, however often `${` stands there
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (syntax.wildcards && (c == '*' || c == '?')) {
      flush(i);
      const bool many = c == '*';
      const bool repeated = many && !pieces_.empty() && pieces_.back().type == Type::Many;
      if (!repeated) {
        pieces_.push_back({many ? Type::Many : Type::One, {}, 0, {}, false});
      }
      literal = ++i;
      continue;
    }
    const bool opens = closed && c == '$' && text.substr(i, 2) == "${";
    const std::size_t close = opens ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      closed = closed && !opens;
      ++i;
      continue;
    }
    flush(i);
    const std::string_view inside = text.substr(i + 2, close - i - 2);
    if (inside == "*" || inside == "?" || inside == "$") {
      pieces_.push_back({Type::Literal, inside, 0, {}, false});
    } else {
      pieces_.push_back(variable_piece(inside));
      has_variables_ = true;
    }
    literal = i = close + 1;
  }
  flush(text.size());
}

PieceList Pattern::pieces() const {
  PieceList list;
  if (form_ != Form::Pieces && !literal_.empty()) {
    list.push({Type::Literal, literal_, 0, {}, false});
  }
  if (form_ == Form::Prefix) {
    list.push({Type::Many, {}, 0, {}, false});
  }
  for (const PatternPiece& piece : pieces_) {
    list.push(piece);
  }
  return list;
}

void Pattern::append(const PatternPiece& piece) {
  if (form_ != Form::Pieces) {
    const PieceList before = pieces();
    pieces_.assign(before.view().begin(), before.view().end());
    form_ = Form::Pieces;
  }
  pieces_.push_back(piece);
}

std::string Pattern::literal_prefix() const {
  if (form_ != Form::Pieces) {
    return std::string(literal_);
  }
  std::string prefix;
  for (const PatternPiece& piece : pieces_) {
    if (piece.type != Type::Literal) {
      break;
    }
    prefix += piece.text;
  }
  prefix.resize(std::min(prefix.find(kUnknownBegin), prefix.size()));
  return prefix;
}

void PieceList::push(const PatternPiece& piece) {
  if (size_ < kInline) {
    inline_[size_++] = piece;
    return;
  }
  if (overflow_.empty()) {
    overflow_.assign(inline_.begin(), inline_.end());
  }
  overflow_.push_back(piece);
}

ExpandedPattern Pattern::expand(const RequestContext& context) const {
  using State = ExpandedPattern::State;
  ExpandedPattern expanded;
  if (form_ != Form::Pieces) {
    expanded.pieces = pieces();
    return expanded;
  }
  for (const PatternPiece& piece : pieces_) {
    if (piece.type != Type::Variable) {
      expanded.pieces.push(piece);
      continue;
    }
    const RequestContext::Entry* entry = find_key(context, piece);
    const bool use_default = entry == nullptr && piece.has_default;
    // A multivalued key cannot stand for one text, and its presence also keeps the default out
    // (capture of AWS, condition_sets).
    const bool has_value = entry != nullptr && !entry->multivalued();
    if (!use_default && !has_value) {
      expanded.state = State::NoValue;
    } else if (!use_default && entry->presence() == Presence::Unknown) {
      expanded.pieces.push({Type::Many, {}, 0, {}, false});
      expanded.state = expanded.state == State::NoValue ? State::NoValue : State::Unknown;
    } else {
      expanded.pieces.push(
          {Type::Literal, use_default ? piece.default_text : entry->value(0), 0, {}, false});
    }
  }
  return expanded;
}

Match Pattern::matches_pieces(std::string_view text, const RequestContext& context) const {
  if (form_ == Form::Literal) {
    // Another literal, another symbol: only an unknown text may be the same after all.
    return has_unknown(text) ? match_text(PieceSlice{pieces().view()}, text) : Match::No;
  }
  if (form_ == Form::Prefix) {
    // The text does not begin with the literal. Only a symbol in place of its end leaves it open
    // whether it will; a symbol further behind does not.
    return has_symbol(text.substr(0, literal_.size()))
               ? match_text(PieceSlice{pieces().view()}, text)
               : Match::No;
  }
  if (!has_variables_) {
    return match_text(PieceSlice{pieces_}, text);
  }
  const ExpandedPattern expanded = expand(context);
  const PieceSlice slice{expanded.pieces.view()};
  switch (expanded.state) {
    case ExpandedPattern::State::NoValue:
      return Match::No;
    case ExpandedPattern::State::Ready:
      return match_text(slice, text);
    case ExpandedPattern::State::Unknown:
      break;
  }
  return match_text(slice, text) == Match::No ? Match::No : Match::Unknown;
}

bool has_unknown_text(const PieceSlice& slice) {
  return std::any_of(slice.pieces.begin(), slice.pieces.end(), [](const PatternPiece& piece) {
    return piece.type == Type::Literal && has_unknown(piece.text);
  });
}

namespace {

/// One UTF-16 unit at `at`; what is left of a character that is cut off at the end of the text.
std::size_t unit_size(std::string_view text, std::size_t at) {
  return std::min(utf8::utf16_unit_size(text[at]), text.size() - at);
}

}  // namespace

bool glob(const PieceSlice& slice, std::string_view text) {
  const std::span<const PatternPiece> pieces = slice.pieces;
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t piece = 0;
  std::size_t at = 0;
  std::size_t star = kNone;  // the piece behind the last `*`
  std::size_t star_at = 0;   // where the text behind it begins for now
  while (true) {
    if (piece < pieces.size()) {
      const PatternPiece& current = pieces[piece];
      if (current.type == Type::Many) {
        if (piece + 1 == pieces.size()) {
          return true;
        }
        star = ++piece;
        star_at = at;
        continue;
      }
      if (current.type == Type::One) {
        if (at < text.size()) {
          at += unit_size(text, at);
          ++piece;
          continue;
        }
      } else if (const std::string_view literal = slice.text(piece);
                 text.substr(at).starts_with(literal)) {
        at += literal.size();
        ++piece;
        continue;
      }
    } else if (at == text.size()) {
      return true;
    }
    // What lies before the last `*` has matched as early as it could, so only the text that
    // this one star takes can still be longer.
    if (star == kNone || star_at >= text.size()) {
      return false;
    }
    star_at += unit_size(text, star_at);
    at = star_at;
    piece = star;
  }
}

Match match_text(const PieceSlice& slice, std::string_view text) {
  if (has_symbol(text)) {
    return symbolic_glob(slice, text);
  }
  if (glob(slice, text)) {
    return Match::Yes;
  }
  return has_unknown_text(slice) ? symbolic_glob(slice, text) : Match::No;
}

}  // namespace remora
