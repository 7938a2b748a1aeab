#include "engine/base/diagnostic.h"

#include "engine/base/visible.h"

namespace remora {

namespace {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      break;
  }
  return "error";
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = to_string(diagnostic.place);
  text += text.empty() ? "" : ": ";
  text += name_of(diagnostic.severity);
  text += ": ";
  text += diagnostic.message;
  if (!diagnostic.hint.empty()) {
    text += ", " + diagnostic.hint;
  }
  return visible(text, std::string::npos);
}

void DiagnosticSink::error(Place place, std::string code, std::string message, std::string hint) {
  ++errors_;
  diagnostics_.push_back(
      {Severity::Error, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void DiagnosticSink::warning(Place place, std::string code, std::string message, std::string hint) {
  diagnostics_.push_back(
      {Severity::Warning, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void DiagnosticSink::note(Span span, std::string code, std::string message) {
  diagnostics_.push_back(
      {Severity::Note, std::move(code), Place{source_, span}, std::move(message), {}});
}

void DiagnosticSink::append(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    errors_ += diagnostic.severity == Severity::Error ? 1 : 0;
    diagnostics_.push_back(diagnostic);
  }
}

}  // namespace remora
