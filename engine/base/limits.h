#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What one input may ask of the program. A file of two kilobytes can ask for gigabytes, or for
/// more steps than anybody waits for; each way to do so ends at a number of this one table.
namespace remora {

enum class Limit : std::uint8_t {
#define REMORA_LIMIT(id, ...) id,
#include "engine/base/limits.inc"
#undef REMORA_LIMIT
};

/// A row of the table.
struct LimitRow {
  Limit limit;
  std::string_view name;
  std::size_t value;
  std::size_t most;          // that a user may set
  std::string_view guards;   // what would run out without it
  std::string_view message;  // where it is reached; {} stands for the value
  std::string_view hint;
};

/// All limits, in the order of the enumeration.
std::span<const LimitRow> limit_rows();

/// The numbers that hold for a run: those of the table, but for what the user said.
class Limits {
 public:
  Limits();

  std::size_t operator[](Limit limit) const { return values_[static_cast<std::size_t>(limit)]; }

  /// Sets what `NAME=VALUE` says. What is wrong with it, in words, with the nearest name; nothing
  /// if it was set.
  std::optional<std::string> set(std::string_view assignment);

  /// What is said where a limit is reached.
  [[nodiscard]] std::string message(Limit limit) const;
  /// What to do about it, with the option that raises the limit.
  [[nodiscard]] std::string hint(Limit limit) const;

 private:
  static constexpr std::size_t kCount = 0
#define REMORA_LIMIT(...) +1
#include "engine/base/limits.inc"
#undef REMORA_LIMIT
      ;
  std::array<std::size_t, kCount> values_{};
};

using LimitsPtr = std::shared_ptr<const Limits>;

/// The limits of the table.
const Limits& standard_limits();

}  // namespace remora
