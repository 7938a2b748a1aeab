#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/match.h"
#include "engine/request/context.h"

namespace remora {

/// One piece of a tokenised pattern.
struct PatternPiece {
  enum class Type : std::uint8_t {
    Literal,   // this text
    One,       // `?`: one UTF-16 unit
    Many,      // `*`: any text, also none
    Variable,  // `${key}`: the request's value for it, taken literally
  };

  Type type = Type::Literal;
  std::string_view text;          // Literal: the text; Variable: the key's name
  std::uint64_t key_hash = 0;     // Variable
  std::string_view default_text;  // Variable: what stands after the comma
  bool has_default = false;       // Variable
};

/// How the text of a pattern is to be read.
struct PatternSyntax {
  bool wildcards = true;  // `*` and `?` are more than themselves
  bool variables = true;  // `${...}` is more than itself (policy version 2012-10-17)
};

/// A row of pieces that lives on the stack while it is short.
class PieceList {
 public:
  void push(const PatternPiece& piece);

  [[nodiscard]] std::span<const PatternPiece> view() const {
    return overflow_.empty() ? std::span<const PatternPiece>(inline_.data(), size_) : overflow_;
  }

 private:
  static constexpr std::size_t kInline = 12;
  std::array<PatternPiece, kInline> inline_;
  std::vector<PatternPiece> overflow_;
  std::size_t size_ = 0;
};

/// A pattern with its variables replaced by the request's values.
struct ExpandedPattern {
  enum class State : std::uint8_t {
    Ready,
    NoValue,  // a variable has no value and no default: the pattern matches nothing
    Unknown,  // a variable's value is not known; it stands as a Many piece
  };

  State state = State::Ready;
  PieceList pieces;
};

/// A text of a policy with wildcards and policy variables, read once. Views into the policy
/// document, which must outlive it.
/// Source: IAM User Guide, "IAM JSON policy elements: Resource", "... Variables and tags" and
/// "String condition operators".
class Pattern {
 public:
  Pattern() = default;
  Pattern(std::string_view text, PatternSyntax syntax);

  /// Tests the whole of `text`. `*` crosses every character; `?` is one UTF-16 unit; the values
  /// of variables are literal. A variable without value matches nothing; an unknown one gives
  /// `Unknown` unless the rest of the pattern rules the text out.
  [[nodiscard]] Match matches(std::string_view text, const RequestContext& context) const {
    switch (form_) {
      case Form::Literal:
        if (text == literal_) {
          return Match::Yes;  // a symbol equals itself
        }
        break;
      case Form::Prefix:
        if (text.starts_with(literal_)) {
          return Match::Yes;
        }
        break;
      case Form::Pieces:
        break;
    }
    return matches_pieces(text, context);
  }

  [[nodiscard]] ExpandedPattern expand(const RequestContext& context) const;

  [[nodiscard]] bool has_variables() const { return has_variables_; }

  /// The pattern piece by piece, in whatever form it is kept.
  [[nodiscard]] PieceList pieces() const;

  /// The text up to the first wildcard or variable; everything that matches begins with it.
  [[nodiscard]] std::string literal_prefix() const;

  /// True for `*` alone.
  [[nodiscard]] bool matches_everything() const {
    return form_ == Form::Prefix && literal_.empty();
  }

  /// Appends a piece behind the last one.
  void append(const PatternPiece& piece);

 private:
  /// Nearly all patterns are a literal text, or one with a `*` behind it; neither needs pieces.
  enum class Form : std::uint8_t { Literal, Prefix, Pieces };

  void read_pieces(std::string_view text, PatternSyntax syntax);
  [[nodiscard]] Match matches_pieces(std::string_view text, const RequestContext& context) const;

  Form form_ = Form::Literal;
  bool has_variables_ = false;
  std::string_view literal_;          // Literal, Prefix
  std::vector<PatternPiece> pieces_;  // Pieces
};

/// A row of pieces without variables, of which the first and the last may be cut: a part of a
/// longer row, without copying it.
struct PieceSlice {
  std::span<const PatternPiece> pieces;
  std::size_t first_offset = 0;                          // cut off the first piece's front
  std::size_t last_size = static_cast<std::size_t>(-1);  // kept of the last piece's text

  [[nodiscard]] std::string_view text(std::size_t i) const {
    std::string_view text = pieces[i].text;
    if (i + 1 == pieces.size()) {
      text = text.substr(0, last_size);
    }
    return i == 0 ? text.substr(first_offset) : text;
  }
};

/// Matches pieces without variables against the whole of `text`. Two pointers and the last star:
/// no recursion, no allocation, at most pattern times text steps. Knows nothing of symbols.
bool glob(const PieceSlice& slice, std::string_view text);

inline bool glob(std::span<const PatternPiece> pieces, std::string_view text) {
  return glob(PieceSlice{pieces}, text);
}

/// Whether an unknown text stands in the pieces.
bool has_unknown_text(const PieceSlice& slice);

/// The same as `glob` where text and pieces may hold symbols and unknown texts.
Match match_text(const PieceSlice& slice, std::string_view text);

}  // namespace remora
