#pragma once

#include <string>

#include "engine/evaluate/trace.h"
#include "engine/report/style.h"
#include "engine/report/words.h"

namespace remora::report {

/// One statement for people: where it stands, every element with a mark, and beneath what does not
/// match why. A text that a pattern does not cover stands under the pattern, aligned at the first
/// difference:
///
///     key-policy.json:5:5  "Enable IAM User Permissions" (Allow)
///       ✗ Principal  arn:aws:iam::567890123456:root
///           the request comes from config.amazonaws.com: an account principal covers ...
///       ✓ Action     kms:*
std::string statement_text(const StatementTrace& trace,
                           const SourcePtr& source,
                           const RequestContext& context,
                           std::size_t indent,
                           const TextOptions& options);

/// The same in one line: the line where it stands, and the first element that does not match.
std::string statement_line(const StatementTrace& trace,
                           const SourcePtr& source,
                           std::size_t indent,
                           const TextOptions& options);

/// `"Sid" (Allow)`, or `statement 2 (Deny)`.
std::string statement_title(const Statement& statement,
                            const Style& style,
                            Language language = Language::English);

/// Why an element does not match, in a sentence with what the request has.
std::string reason_of(const ElementTrace& element, Language language = Language::English);

}  // namespace remora::report
