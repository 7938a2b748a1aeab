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

void DiagnosticSink::add(Diagnostic diagnostic) {
  const std::size_t most =
      (source_ == nullptr ? standard_limits() : source_->limits())[Limit::Remarks];
  const bool error = diagnostic.severity == Severity::Error;
  errors_ += error ? 1 : 0;
  warnings_ += error ? 0 : 1;
  if ((error ? errors_ : warnings_) > most) {
    ++left_out_;
  } else {
    diagnostics_.push_back(std::move(diagnostic));
  }
}

void DiagnosticSink::error(Place place, std::string code, std::string message, std::string hint) {
  add({Severity::Error, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void DiagnosticSink::warning(Place place, std::string code, std::string message, std::string hint) {
  add({Severity::Warning, std::move(code), std::move(place), std::move(message), std::move(hint)});
}

void DiagnosticSink::note(Span span, std::string code, std::string message) {
  add({Severity::Note, std::move(code), Place{source_, span}, std::move(message), {}});
}

void DiagnosticSink::append(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    add(diagnostic);
  }
}

Diagnostics DiagnosticSink::take() {
  if (left_out_ > 0) {
    diagnostics_.push_back(
        {Severity::Note, "more", {}, "and " + std::to_string(left_out_) + " more", {}});
    left_out_ = 0;
  }
  return std::move(diagnostics_);
}

}  // namespace remora
