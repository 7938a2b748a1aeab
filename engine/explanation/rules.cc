#include "engine/explanation/rules.h"

#include <array>

namespace remora::explanation {

const RuleInfo& info(Rule rule) {
  static constexpr auto kRules = std::to_array<RuleInfo>({
#define REMORA_RULE(id, page, title, url) {page, title, url},
#include "engine/explanation/rules.inc"
#undef REMORA_RULE
  });
  return kRules[static_cast<std::size_t>(rule)];
}

}  // namespace remora::explanation
