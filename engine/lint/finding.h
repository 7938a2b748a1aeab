#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/source_text.h"

namespace remora::lint {

enum class Code : std::uint8_t {
#define REMORA_FINDING(id, code, severity, title, why, source) id,
#include "engine/lint/finding_codes.inc"
#undef REMORA_FINDING
};

/// A row of the table of findings.
struct CodeInfo {
  Code id = Code::RefusedByAws;
  std::string_view code;  // stable, kebab-case; for machines and for silencing
  Severity severity = Severity::Error;
  std::string_view title;
  std::string_view why;
  std::string_view source;
};

std::span<const CodeInfo> finding_codes();
const CodeInfo& info(Code code);
std::optional<Code> find_code(std::string_view code);

/// `error`, `warning` or `info`.
std::string_view to_string(Severity severity);

/// One remark about a policy, with its place. The message is lower case, in the user's words,
/// without a full stop; the hint says what would be right.
struct Finding {
  Code code = Code::RefusedByAws;
  Place place;
  std::string message;
  std::string hint;

  [[nodiscard]] Severity severity() const { return info(code).severity; }
};

using Findings = std::vector<Finding>;

}  // namespace remora::lint
