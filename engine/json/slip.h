#pragma once

#include <optional>
#include <string>

#include "engine/base/diagnostic.h"

namespace remora::json {

/// What somebody got wrong in a text: where, what, and what would be right.
struct Slip {
  Span span;
  std::string message;
  std::string hint;

  /// Another place that explains this one.
  struct Note {
    Span span;
    std::string message;
  };

  std::optional<Note> note = std::nullopt;
  const char* code = nullptr;  // that of the reader (`json-syntax`, `yaml-syntax`) if null
};

constexpr Span span_at(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Between two characters, in front of the one at `place`.
constexpr Span span_at(std::size_t place) {
  return span_at(place, place);
}

/// Reports a slip as an error, its note behind it.
inline void report(Slip slip, const char* code, DiagnosticSink& sink) {
  code = slip.code == nullptr ? code : slip.code;
  sink.error(slip.span, code, std::move(slip.message), std::move(slip.hint));
  if (slip.note) {
    sink.note(slip.note->span, code, std::move(slip.note->message));
  }
}

}  // namespace remora::json
