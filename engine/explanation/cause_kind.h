#pragma once

#include <cstdint>
#include <string_view>

#include "engine/explanation/rules.h"

namespace remora::explanation {

/// What is at fault, as a closed list. The names are stable: programs and fixtures use them.
enum class CauseKind : std::uint8_t {
#define REMORA_CAUSE(id, name, rule, lesson) id,
#include "engine/explanation/cause_kinds.inc"
#undef REMORA_CAUSE
};

struct CauseKindInfo {
  std::string_view name;  // kebab-case
  Rule rule = Rule::EvaluationLogic;
  std::string_view lesson;  // what it means, in plain words
};

const CauseKindInfo& info(CauseKind kind);

/// `account-covers-no-service`, ...
std::string_view to_string(CauseKind kind);

}  // namespace remora::explanation
