#include "engine/report/diagnostic_text.h"

#include <utility>

#include "engine/base/excerpt.h"

namespace remora::report {

namespace {

constexpr std::size_t kColumns = 100;

std::string paint(const Style& style, Severity severity, std::string_view text) {
  switch (severity) {
    case Severity::Error:
      return style.red(text);
    case Severity::Warning:
      return style.yellow(text);
    case Severity::Note:
      break;
  }
  return style.green(text);
}

}  // namespace

std::string excerpt_text(const Diagnostic& diagnostic, const Style& style) {
  if (!diagnostic.place.known()) {
    return {};
  }
  constexpr std::size_t kGutter = 10;  // for lines of up to six digits
  const auto found = excerpt(diagnostic.place, kColumns - kGutter);
  if (!found) {
    return {};
  }
  const std::string number = std::to_string(found->line);
  const std::string gutter = " " + number + " | ";
  const std::string below = std::string(number.size() + 2, ' ') + "| ";
  return style.dim(gutter) + found->text + "\n" + style.dim(below) +
         std::string(found->indent, ' ') +
         paint(style, diagnostic.severity, std::string(found->marks, '^')) + "\n";
}

std::string diagnostic_text(const Diagnostic& diagnostic, const Style& style, Language language) {
  Diagnostic said = diagnostic;
  if (language == Language::Japanese && said.severity == Severity::Note) {
    const std::string_view between = said.hint.empty() ? "" : "。";
    said.message = translated(said.message, language).append(between);
    said.message += translated(std::exchange(said.hint, {}), language);
  }
  return style.bold(to_string(said)) + "\n" + excerpt_text(diagnostic, style);
}

}  // namespace remora::report
