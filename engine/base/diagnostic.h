#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/place.h"

namespace remora {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// One remark about the user's input, with its place. The message is lower case, in the user's
/// words, without a full stop; the hint says what would be right.
struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code;  // stable, kebab-case; for machines and for silencing
  Place place;       // may be unknown
  std::string message;
  std::string hint;
};

using Diagnostics = std::vector<Diagnostic>;

/// `FILE:LINE:COLUMN: error: message, hint`, the form that editors and CI logs understand. Whatever
/// an input put into it stands on one line and moves no terminal.
std::string to_string(const Diagnostic& diagnostic);

/// Collects remarks about one source text, or about all that was put together from several.
class DiagnosticSink {
 public:
  explicit DiagnosticSink(SourcePtr source) : source_(std::move(source)) {}

  void error(Place place, std::string code, std::string message, std::string hint = {});
  void warning(Place place, std::string code, std::string message, std::string hint = {});

  /// The same about a place in `source()`.
  void error(Span span, std::string code, std::string message, std::string hint = {}) {
    error(Place{source_, span}, std::move(code), std::move(message), std::move(hint));
  }

  void warning(Span span, std::string code, std::string message, std::string hint = {}) {
    warning(Place{source_, span}, std::move(code), std::move(message), std::move(hint));
  }

  /// What belongs to the remark before it: another place in `source()` that it speaks of.
  void note(Span span, std::string code, std::string message);

  void append(const Diagnostics& diagnostics);

  [[nodiscard]] const SourcePtr& source() const { return source_; }

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }

  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

  /// Hundreds of remarks help nobody: behind the first hundred of each kind a note counts the rest.
  [[nodiscard]] Diagnostics take();

 private:
  SourcePtr source_;
  Diagnostics diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::size_t left_out_ = 0;

  void add(Diagnostic diagnostic);
};

}  // namespace remora
