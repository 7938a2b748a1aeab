#pragma once

#include <string>
#include <vector>

#include "engine/evaluate/trace.h"
#include "engine/report/style.h"

namespace remora::report {

/// `line 7`; of a policy that is an escaped string, whose lines are none of the file's, `line 7 of
/// the policy`.
std::string line_words(const SourceText& source, Span span, Language language = Language::English);

/// One line of a policy's text, with what a request found there.
struct MarkedLine {
  std::uint32_t number = 0;  // as `line_words` counts
  std::string text;
  std::vector<const ElementTrace*> elements;  // whose values begin on this line
};

/// The lines of a statement's text without their common indentation, each with the elements that
/// begin on it. Views into `trace`.
std::vector<MarkedLine> marked_lines(const StatementTrace& trace, const SourceText& source);

/// The text of a statement with its line numbers, a mark at each element, and beneath what does
/// not match why. Lines are cut at the width.
std::string policy_text(const StatementTrace& trace,
                        const SourcePtr& source,
                        const RequestContext& context,
                        std::size_t indent,
                        const TextOptions& options);

}  // namespace remora::report
