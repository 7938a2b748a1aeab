#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/request/forced_key.h"

namespace remora::delivery {

// A type for each switch: `ConfigCheckOrder::AclFirst`. Its first value is the default.
#define REMORA_VALUE(id, text) id,
#define REMORA_ASSUMPTION(type, name, values, evidence) enum class type : std::uint8_t { values };
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
#undef REMORA_VALUE

/// The switches themselves, in the order of the catalogue.
enum class Assumption : std::uint8_t {
#define REMORA_ASSUMPTION(type, name, values, evidence) type,
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION
};

/// Which switch a type holds the settings of.
template <class T>
struct SwitchOf;
#define REMORA_ASSUMPTION(type, name, values, evidence)   \
  template <>                                             \
  struct SwitchOf<type> {                                 \
    static constexpr Assumption value = Assumption::type; \
  };
#include "engine/delivery/assumptions.inc"
#undef REMORA_ASSUMPTION

template <class T>
concept Switch = requires {
  SwitchOf<T>::value;
};

struct AssumptionInfo {
  std::string_view name;
  std::span<const std::string_view> values;  // as they are spelt; the first is the default
  std::string_view evidence;
};

/// All switches, in the order of `Assumption`.
std::span<const AssumptionInfo> known_assumptions();

const AssumptionInfo& info(Assumption assumption);

/// What is assumed where nobody outside AWS knows: the settings of all switches, and for a what-if
/// the condition keys that every request is made to carry.
class Assumptions {
 public:
  template <Switch T>
  [[nodiscard]] T get() const {
    return static_cast<T>(settings_[index_of(SwitchOf<T>::value)]);
  }

  template <Switch T>
  void set(T setting) {
    settings_[index_of(SwitchOf<T>::value)] = static_cast<std::uint8_t>(setting);
  }

  /// Sets a switch by name. Nothing on success, else what is wrong, for the user.
  std::optional<std::string> set(std::string_view name, std::string_view value);

  /// The setting of a switch, as an index into its values.
  [[nodiscard]] std::size_t setting(Assumption assumption) const {
    return settings_[index_of(assumption)];
  }

  /// The same with another setting of one switch.
  [[nodiscard]] Assumptions with(Assumption assumption, std::size_t setting) const {
    Assumptions changed = *this;
    changed.settings_[index_of(assumption)] = static_cast<std::uint8_t>(setting);
    return changed;
  }

  /// How the setting of a switch is spelt.
  [[nodiscard]] std::string_view value(Assumption assumption) const {
    return info(assumption).values[setting(assumption)];
  }

  [[nodiscard]] const std::vector<ForcedKey>& forced_context() const { return forced_context_; }

  void force(std::vector<ForcedKey> context) { forced_context_ = std::move(context); }

 private:
  static constexpr std::size_t index_of(Assumption assumption) {
    return static_cast<std::size_t>(assumption);
  }

#define REMORA_ASSUMPTION(type, name, values, evidence) +1
  static constexpr std::size_t kSwitches =
#include "engine/delivery/assumptions.inc"
      ;
#undef REMORA_ASSUMPTION

  std::array<std::uint8_t, kSwitches> settings_{};
  std::vector<ForcedKey> forced_context_;
};

/// `name=value`, as results list it.
std::string to_string(Assumption assumption, const Assumptions& settings);

}  // namespace remora::delivery
