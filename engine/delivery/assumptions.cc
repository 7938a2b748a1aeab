#include "engine/delivery/assumptions.h"

#include <array>

#include "engine/base/near_miss.h"

namespace remora::delivery {

namespace {

constexpr auto kAssumptions = std::to_array<AssumptionInfo>({
#define REMORA_ASSUMPTION(name, values, evidence) {#name, values, evidence},
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
});

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

}  // namespace

std::span<const AssumptionInfo> known_assumptions() {
  return kAssumptions;
}

std::vector<std::string_view> values_of(Assumption assumption) {
  return words(kAssumptions[static_cast<std::size_t>(assumption)].values);
}

std::string_view Assumptions::value(Assumption assumption) const {
  const auto index = static_cast<std::size_t>(assumption);
  const auto found = set_.find(index);
  if (found != set_.end()) {
    return found->second;
  }
  const std::string_view values = kAssumptions[index].values;
  return values.substr(0, values.find(' '));
}

std::optional<std::string> Assumptions::set(std::string_view name, std::string_view value) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kAssumptions.size(); ++i) {
    names.push_back(kAssumptions[i].name);
    if (kAssumptions[i].name != name) {
      continue;
    }
    const std::vector<std::string_view> values = words(kAssumptions[i].values);
    for (const std::string_view known : values) {
      if (known == value) {
        set_[i] = std::string(value);
        return std::nullopt;
      }
    }
    std::string message =
        "\"" + std::string(name) + "\" cannot be \"" + std::string(value) + "\", it is one of";
    for (const std::string_view known : values) {
      message += (known == values.front() ? " " : ", ") + std::string(known);
    }
    return message;
  }
  const std::string hint = did_you_mean(name, names);
  return "there is no assumption \"" + std::string(name) + "\"" +
         (hint.empty() ? ", `remora check --assume list` prints all" : ", " + hint);
}

std::string to_string(Assumption assumption, const Assumptions& settings) {
  return std::string(kAssumptions[static_cast<std::size_t>(assumption)].name) + "=" +
         std::string(settings.value(assumption));
}

}  // namespace remora::delivery
