#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace remora::delivery {

enum class Assumption : std::uint8_t {
#define REMORA_ASSUMPTION(name, values, evidence) name,
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
};

struct AssumptionInfo {
  std::string_view name;
  std::string_view values;  // separated by blanks; the first is the default
  std::string_view evidence;
};

std::span<const AssumptionInfo> known_assumptions();

/// The settings that a switch can have, the default first.
std::vector<std::string_view> values_of(Assumption assumption);

/// The settings of all switches.
class Assumptions {
 public:
  [[nodiscard]] std::string_view value(Assumption assumption) const;

  [[nodiscard]] bool is(Assumption assumption, std::string_view wanted) const {
    return value(assumption) == wanted;
  }

  /// Sets a switch by name. Nothing on success, else what is wrong, for the user.
  std::optional<std::string> set(std::string_view name, std::string_view value);

 private:
  std::map<std::size_t, std::string> set_;
};

/// `name=value`, as results list it.
std::string to_string(Assumption assumption, const Assumptions& settings);

}  // namespace remora::delivery
