#include "engine/lint/finding.h"

#include <algorithm>
#include <array>

namespace remora::lint {

namespace {

constexpr auto kCodes = std::to_array<CodeInfo>({
#define REMORA_FINDING(id, code, severity, title, why, source) \
  {Code::id, code, Severity::severity, title, why, source},
#include "engine/lint/finding_codes.inc"
#undef REMORA_FINDING
});

}  // namespace

std::span<const CodeInfo> finding_codes() {
  return kCodes;
}

const CodeInfo& info(Code code) {
  return kCodes[static_cast<std::size_t>(code)];
}

std::optional<Code> find_code(std::string_view code) {
  const auto* const found = std::find_if(
      kCodes.begin(), kCodes.end(), [&](const CodeInfo& row) { return row.code == code; });
  return found == kCodes.end() ? std::nullopt : std::optional(found->id);
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "info";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      break;
  }
  return "error";
}

}  // namespace remora::lint
