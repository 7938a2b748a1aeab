#include "engine/base/diagnostic.h"

#include <algorithm>

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

// No name of AWS is longer than an ARN of 2,048 bytes, and few people read more than this of one.
constexpr std::size_t kLongestName = 300;

/// The message with its overlong quoted names cut: an input can hold a name of a megabyte, and be
/// told so a hundred times.
std::string with_short_names(std::string message) {
  if (message.size() <= kLongestName) {
    return message;
  }
  std::string out;
  std::size_t begin = 0;  // behind the last quote
  bool inside = false;    // a name in quotes
  while (begin < message.size()) {
    const std::size_t quote = std::min(message.find('"', begin), message.size());
    const std::string_view piece = std::string_view(message).substr(begin, quote - begin);
    out +=
        inside && piece.size() > kLongestName ? visible(piece, kLongestName) : std::string(piece);
    out += quote < message.size() ? "\"" : "";
    begin = quote + 1;
    inside = !inside;
  }
  return out;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = to_string(diagnostic.place);
  text += text.empty() ? "" : ": ";
  text += name_of(diagnostic.severity);
  text += ": ";
  text += with_short_names(diagnostic.message);
  if (!diagnostic.hint.empty()) {
    text += ", " + with_short_names(diagnostic.hint);
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
    diagnostic.message = with_short_names(std::move(diagnostic.message));
    diagnostic.hint = with_short_names(std::move(diagnostic.hint));
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
