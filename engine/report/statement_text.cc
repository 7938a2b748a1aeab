#include "engine/report/statement_text.h"

#include <algorithm>

#include "engine/report/place.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

std::string painted_mark(Match match, const Style& style) {
  switch (match) {
    case Match::Yes:
      return style.green(mark(match));
    case Match::No:
      return style.red(mark(match));
    case Match::Unknown:
      break;
  }
  return style.yellow(mark(match));
}

std::string label_of(const ElementTrace& element) {
  if (element.element != "Condition") {
    return std::string(element.element);
  }
  return std::string(element.operator_name) + " " + std::string(element.key);
}

/// True if showing both values says it all.
bool values_speak(const ElementTrace& element) {
  return !element.got.empty() && (element.reason == MismatchReason::ValueDiffers ||
                                  element.reason == MismatchReason::ResourceNotListed ||
                                  element.reason == MismatchReason::ActionNotListed);
}

std::string reason_of(const ElementTrace& element) {
  std::string text;
  if (element.element.ends_with("Principal")) {
    text = "the request comes from " + element.got + ": ";
  } else if (!element.got.empty()) {
    text = "the request has " + element.got + ": ";
  }
  return text + std::string(describe(element.reason));
}

}  // namespace

std::string_view mark(Match match) {
  switch (match) {
    case Match::No:
      return "✗";
    case Match::Yes:
      return "✓";
    case Match::Unknown:
      break;
  }
  return "?";
}

std::string statement_text(const StatementTrace& trace,
                           const SourcePtr& source,
                           std::size_t indent,
                           const TextOptions& options) {
  const Style style(options.color);
  const Statement& statement = *trace.statement;
  const std::string margin(indent, ' ');
  std::string out = margin + place(source, statement.span) + "  ";
  out += statement.sid ? style.bold("\"" + std::string(statement.sid->text) + "\"")
                       : style.bold("statement " + std::to_string(statement.index + 1));
  out += " (" + std::string(to_string(statement.effect)) + ")\n";
  std::size_t column = std::string_view("but the request:").size();
  for (const ElementTrace& element : trace.elements) {
    column = std::max(column, label_of(element).size());
  }
  for (const ElementTrace& element : trace.elements) {
    const std::size_t value_at = indent + 4 + column + 2;
    out += margin + "  " + painted_mark(element.match, style) + " " +
           pad(label_of(element), column + 2) + wrap(element.wanted, value_at, options.width) +
           "\n";
    if (element.match == Match::Yes) {
      continue;
    }
    if (values_speak(element)) {
      // Below the value wanted, so that the eye finds the difference.
      out += margin + "    " + pad("but the request:", column + 2) +
             wrap(element.got, value_at, options.width) + "\n";
    } else {
      out +=
          margin + std::string(6, ' ') + wrap(reason_of(element), indent + 6, options.width) + "\n";
    }
  }
  return out;
}

}  // namespace remora::report
