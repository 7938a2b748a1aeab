#include "engine/explanation/cause_kind.h"

#include <array>

namespace remora::explanation {

const CauseKindInfo& info(CauseKind kind) {
  static constexpr auto kKinds = std::to_array<CauseKindInfo>({
#define REMORA_CAUSE(id, name, rule, lesson) {name, Rule::rule, lesson},
#include "engine/explanation/cause_kinds.inc"
#undef REMORA_CAUSE
  });
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(CauseKind kind) {
  return info(kind).name;
}

}  // namespace remora::explanation
