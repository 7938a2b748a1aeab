#include "engine/remedy/audience.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora::remedy {

std::vector<std::string> audience_of(const Statement& statement) {
  std::vector<std::string> audience;
  for (const ConditionEntry& entry : statement.conditions) {
    const auto op = ConditionOperator::parse(entry.operator_name.text);
    const bool whole = equal_ignoring_case(entry.key.text, "aws:SourceOrgID");
    const bool path = equal_ignoring_case(entry.key.text, "aws:SourceOrgPaths");
    if (!op || op->negated || !(whole || path)) {
      continue;
    }
    for (const PolicyText& value : entry.values) {
      const std::string_view text = value.text.substr(0, value.text.find('*'));
      audience.push_back(std::string(text) + (whole ? "/" : ""));
    }
  }
  return audience;
}

bool is_in(const world::World& world,
           std::string_view account,
           const std::vector<std::string>& audience) {
  const world::MemberAccount* member = audience.empty() ? nullptr : world.member(account);
  const std::string* path = member == nullptr ? nullptr : member->path.known();
  return path != nullptr &&
         std::any_of(audience.begin(), audience.end(), [path](const std::string& one) {
           return path->starts_with(one);
         });
}

}  // namespace remora::remedy
