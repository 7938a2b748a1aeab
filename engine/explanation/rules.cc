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

std::string topic_of(const RuleInfo& rule) {
  constexpr std::string_view kFolder = "docs/";
  constexpr std::string_view kEnd = ".md";
  const std::size_t size = rule.page.size() - kFolder.size() - kEnd.size();
  return std::string(rule.page.substr(kFolder.size(), size));
}

}  // namespace remora::explanation
