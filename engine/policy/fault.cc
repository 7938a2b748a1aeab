#include "engine/policy/fault.h"

#include <algorithm>
#include <array>

namespace remora {

namespace {

constexpr auto kFaults = std::to_array<std::string_view>({
#define REMORA_POLICY_FAULT(id, code) code,
#include "engine/policy/faults.inc"
#undef REMORA_POLICY_FAULT
});

}  // namespace

std::string_view to_string(PolicyFault fault) {
  return kFaults[static_cast<std::size_t>(fault)];
}

std::optional<PolicyFault> find_policy_fault(std::string_view code) {
  const auto* const found = std::find(kFaults.begin(), kFaults.end(), code);
  return found == kFaults.end() ? std::nullopt
                                : std::optional(static_cast<PolicyFault>(found - kFaults.begin()));
}

}  // namespace remora
