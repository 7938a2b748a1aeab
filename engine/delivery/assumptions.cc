#include "engine/delivery/assumptions.h"

#include <algorithm>

#include "engine/base/near_miss.h"

namespace remora::delivery {

namespace {

// The spellings of each switch's values.
#define REMORA_VALUE(id, text) text,
#define REMORA_ASSUMPTION(type, name, values, evidence) \
  constexpr auto k##type = std::to_array<std::string_view>({values});
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
#undef REMORA_VALUE

constexpr auto kAssumptions = std::to_array<AssumptionInfo>({
#define REMORA_ASSUMPTION(type, name, values, evidence) {#name, k##type, evidence},
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
});

}  // namespace

std::span<const AssumptionInfo> known_assumptions() {
  return kAssumptions;
}

const AssumptionInfo& info(Assumption assumption) {
  return kAssumptions[static_cast<std::size_t>(assumption)];
}

std::optional<std::string> Assumptions::set(std::string_view name, std::string_view value) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kAssumptions.size(); ++i) {
    const AssumptionInfo& row = kAssumptions[i];
    names.push_back(row.name);
    if (row.name != name) {
      continue;
    }
    const auto found = std::find(row.values.begin(), row.values.end(), value);
    if (found != row.values.end()) {
      settings_[i] = static_cast<std::uint8_t>(found - row.values.begin());
      return std::nullopt;
    }
    std::string message =
        "\"" + std::string(name) + "\" cannot be \"" + std::string(value) + "\", it is one of";
    for (const std::string_view known : row.values) {
      message += (known == row.values.front() ? " " : ", ") + std::string(known);
    }
    return message;
  }
  const std::string hint = did_you_mean(name, names);
  return "there is no assumption \"" + std::string(name) + "\"" +
         (hint.empty() ? ", `remora check --assume list` prints all" : ", " + hint);
}

std::string to_string(Assumption assumption, const Assumptions& settings) {
  return std::string(info(assumption).name) + "=" + std::string(settings.value(assumption));
}

}  // namespace remora::delivery
