#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/lint/lint.h"

namespace remora::lint {

/// `FILE:LINE:COLUMN: warning: message, hint [code]`, the form that editors and CI logs understand.
std::string to_text(const Finding& finding);

/// All findings with AWS's answers, as one JSON object:
/// `{"schemaVersion": 1, "findings": [{file, line, column, endLine, endColumn, code, severity,
/// message, hint}], "admission": {FILE: {policyType, operation, accepted, error, public}}}`, of a
/// policy inside a file with its name: `FILE:LINE:COLUMN (RESOURCE)`.
/// Lines and columns count from 1, columns in characters; the end is just behind the last one.
std::string to_json(std::span<const LintResult> results);

/// The same as SARIF 2.1.0, one run, with the table of findings as its rules.
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
std::string to_sarif(std::span<const LintResult> results, std::string_view version);

}  // namespace remora::lint
