#include "engine/report/statement_text.h"

#include <algorithm>

#include "engine/explanation/alignment.h"
#include "engine/report/alignment_text.h"
#include "engine/report/paint.h"
#include "engine/report/policy_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

constexpr std::size_t kLabel = sizeof("NotPrincipal") - 1;

/// The element's name in its column, with the operator and key of a condition.
std::string value_of(const ElementTrace& element) {
  if (element.element != Element::Condition) {
    return std::string(element.wanted);
  }
  return std::string(element.operator_name) + " " + std::string(element.key) + ": " +
         std::string(element.wanted);
}

std::string element_line(const ElementTrace& element,
                         std::size_t indent,
                         const TextOptions& options) {
  const Style style(options.color);
  const std::size_t value_at = indent + 4 + kLabel + 2;
  return std::string(indent, ' ') + "  " + paint(style, element.match, mark(element.match)) + " " +
         pad(to_string(element.element), kLabel + 2) +
         wrap(value_of(element), value_at, options.width) + "\n";
}

/// Wanted and seen one above the other, a pair for each value of the policy.
std::string alignment_text(const ElementTrace& element,
                           const std::vector<explanation::Alignment>& alignments,
                           std::size_t indent,
                           const TextOptions& options) {
  const Style style(options.color);
  const std::size_t at = indent + 4 + kLabel + 2;
  const std::size_t room = options.width > at ? options.width - at : 1;
  const std::string margin(indent + 4, ' ');
  std::string out;
  if (element.element == Element::Condition) {
    out += std::string(indent, ' ') + "  " + paint(style, element.match, mark(element.match)) +
           " " + pad(to_string(element.element), kLabel + 2) + std::string(element.operator_name) +
           " " + one_line(element.key) + "\n";
  }
  bool first = element.element != Element::Condition;
  for (const explanation::Alignment& alignment : alignments) {
    const AlignmentLines lines = alignment_lines(alignment, room, options.language);
    if (first) {
      out += std::string(indent, ' ') + "  " + paint(style, element.match, mark(element.match)) +
             " " + pad(to_string(element.element), kLabel + 2);
      first = false;
    } else {
      out += margin + pad(say(element.element == Element::Condition ? Say::Wanted : Say::Or,
                              options.language),
                          kLabel + 2);
    }
    out += lines.wanted + "\n";
    out += margin + pad(say(Say::TheRequest, options.language), kLabel + 2) + lines.got + "\n";
    out += margin + pad("", kLabel + 2) + style.dim(lines.caret) + "\n";
  }
  return out;
}

/// The reason alone, where the values stand above it or there is nothing to compare.
std::string reason_line(const ElementTrace& element,
                        std::size_t indent,
                        const TextOptions& options) {
  return std::string(indent + 6, ' ') +
         wrap(translated(describe(element.reason), options.language), indent + 6, options.width) +
         "\n";
}

std::vector<explanation::Alignment> nearest_first(std::vector<explanation::Alignment> alignments) {
  std::stable_sort(alignments.begin(),
                   alignments.end(),
                   [](const explanation::Alignment& a, const explanation::Alignment& b) {
                     return a.column > b.column;
                   });
  return alignments;
}

}  // namespace

std::string statement_title(const Statement& statement, const Style& style, Language language) {
  const std::string name =
      statement.sid ? "\"" + std::string(statement.sid->text) + "\""
                    : say(Say::StatementNumber, language, {std::to_string(statement.index + 1)});
  return style.bold(name) + " (" + std::string(to_string(statement.effect)) + ")";
}

std::string reason_of(const ElementTrace& element, Language language) {
  const std::string reason = translated(describe(element.reason), language);
  if (element.got.empty()) {
    return reason;
  }
  return say(is_principal(element.element) ? Say::ComesFrom : Say::RequestHas,
             language,
             {element.got, reason});
}

std::string statement_text(const StatementTrace& trace,
                           const SourcePtr& source,
                           const RequestContext& context,
                           std::size_t indent,
                           const TextOptions& options) {
  const Style style(options.color);
  const std::string margin(indent, ' ');
  std::string out = margin + place_words({source, trace.statement->span}, options.language) + "  " +
                    one_line(statement_title(*trace.statement, style, options.language)) + "\n";
  for (const ElementTrace& element : trace.elements) {
    const auto alignments = nearest_first(explanation::align_values(trace, element, context));
    if (!alignments.empty()) {
      out += alignment_text(element, alignments, indent, options);
      if (element.reason == MismatchReason::VariableIsText ||
          element.reason == MismatchReason::WildcardIsText) {
        out += reason_line(element, indent, options);
      }
      continue;
    }
    out += element_line(element, indent, options);
    if (element.match != Match::Yes) {
      out += margin + std::string(6, ' ') +
             wrap(reason_of(element, options.language), indent + 6, options.width) + "\n";
    } else if (element.reason != MismatchReason::None) {
      out += reason_line(element, indent, options);
    } else if (element.element == Element::Condition && element.presence == Presence::Absent) {
      out += margin + std::string(6, ' ') + say(Say::HoldsAsAbsent, options.language) + "\n";
    }
  }
  return out;
}

std::string statement_line(const StatementTrace& trace,
                           const SourcePtr& source,
                           std::size_t indent,
                           const TextOptions& options) {
  const Style style(options.color);
  std::string text = std::string(mark(trace.match)) + " " +
                     say(Say::StatementAt,
                         options.language,
                         {statement_title(*trace.statement, Style(false), options.language),
                          line_words(*source, trace.statement->span, options.language)});
  const auto mismatch =
      std::find_if(trace.elements.begin(), trace.elements.end(), [](const ElementTrace& element) {
        return element.match != Match::Yes;
      });
  if (mismatch != trace.elements.end()) {
    const std::string element =
        mismatch->element == Element::Condition
            ? std::string(mismatch->operator_name) + " " + std::string(mismatch->key)
            : std::string(to_string(mismatch->element));
    text += ": " + say(Say::StatementAt,
                       options.language,
                       {element, translated(describe(mismatch->reason), options.language)});
  }
  return std::string(indent, ' ') + style.dim(wrap(text, indent + 2, options.width)) + "\n";
}

}  // namespace remora::report
