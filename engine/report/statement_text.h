#pragma once

#include <string>

#include "engine/base/source_text.h"
#include "engine/evaluate/trace.h"
#include "engine/report/style.h"

namespace remora::report {

/// A statement with a mark on each of its elements, and under each that does not match, why:
///
///     key-policy.json:5:5  "Enable IAM User Permissions" (Allow)
///       ✗ Principal  arn:aws:iam::567890123456:root
///           the request comes from config.amazonaws.com: an account principal covers ...
///       ✓ Action     kms:*
std::string statement_text(const StatementTrace& trace,
                           const SourcePtr& source,
                           std::size_t indent,
                           const TextOptions& options);

/// `✓`, `✗` or `?`.
std::string_view mark(Match match);

}  // namespace remora::report
