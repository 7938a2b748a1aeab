#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"

namespace remora {

/// A half-open range of bytes in a source text. Small, because every node of every document has
/// one; a source text is therefore limited to 4 GiB.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// A place as people count: line and column from 1, the column in characters (not bytes).
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

struct Embedding;

/// Where a text comes from, and what it may ask for. Null limits are those of the table.
struct Intake {
  LimitsPtr limits;
  /// Written by somebody else than this program: it cannot hold the marks of symbols
  /// (base/symbol.h), and its readers say so where it does.
  bool foreign = false;
};

/// A named text that was read from somewhere, immutable, shared by everything parsed from it.
/// Views into `text()` live as long as the SourceText does.
/// A text may stand inside another one, written with escapes (a policy that is a string of a
/// dump). It keeps the one around it alive, and answers with that one's name, lines and positions:
/// those of the file that people can open.
class SourceText {
 public:
  /// `start` is where the text's first character stands in what the user sees, for a text that
  /// was cut out of a longer one (a line of NDJSON).
  SourceText(std::string name, std::string text, Position start = {}, Intake intake = {});
  /// A text inside another one; the map covers all of it.
  SourceText(std::shared_ptr<const Embedding> embedding, std::string text);

  /// The name as the user gave it (a path, `<stdin>`), for messages.
  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] std::string_view text() const { return text_; }

  [[nodiscard]] std::string_view slice(Span span) const;

  /// Line and column of a byte offset; an offset past the end counts as the end.
  [[nodiscard]] Position position(std::uint32_t offset) const;

  /// The same as this text alone has it, without what is around it.
  [[nodiscard]] Position own_position(std::uint32_t offset) const;

  /// One line without its line end; `line` counts as in `position`. Empty if there is no such line.
  [[nodiscard]] std::string_view line(std::uint32_t line) const;

  /// What it may ask for; a text inside another one may what that one may.
  [[nodiscard]] const Limits& limits() const {
    return intake_.limits == nullptr ? standard_limits() : *intake_.limits;
  }

  [[nodiscard]] bool foreign() const { return intake_.foreign; }

  [[nodiscard]] const Intake& intake() const { return intake_; }

  /// For a text that this program makes of it.
  [[nodiscard]] Intake intake_of_ours() const { return {intake_.limits, false}; }

  /// Where it stands in the text around it; null for the text of a file.
  [[nodiscard]] const Embedding* embedding() const { return embedding_.get(); }

 private:
  std::string name_;
  std::string text_;
  Position start_;
  Intake intake_;
  /// How many characters begin before a byte, for lines so long that counting each time is slow.
  [[nodiscard]] std::uint32_t characters_before(std::uint32_t offset) const;

  std::vector<std::uint32_t> line_starts_;
  mutable std::once_flag counted_;
  mutable std::vector<std::uint32_t> counts_;  // before every kStride-th byte
  std::shared_ptr<const Embedding> embedding_;
};

using SourcePtr = std::shared_ptr<const SourceText>;

}  // namespace remora
