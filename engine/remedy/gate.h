#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/remedy/strangers.h"
#include "engine/request/forced_key.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// How strict to be with those whom a Deny struck before.
enum class Lenience : std::uint8_t {
  None,    // they must stay struck by a Deny
  Denied,  // it is enough that they stay denied
};

/// Asks as strangers do: every request carries the forced keys, and an IAM identity has every right
/// in its own account.
class Gate {
 public:
  explicit Gate(const std::vector<ForcedKey>& forced);

  [[nodiscard]] Decision decide(const world::World& world, const Stranger& stranger) const;

  /// Whether a world denies something that they ask for, whatever is not known.
  [[nodiscard]] bool denies_any(const std::vector<Stranger>& strangers,
                                const world::World& world) const;

 private:
  const std::vector<ForcedKey>& forced_;
  PolicyGroup every_right_;
};

/// Strangers, with what a world answers them: they are asked once and compared with every world
/// that an edit of that one makes.
class Crowd {
 public:
  Crowd(const Gate& gate, std::vector<Stranger> strangers, const world::World& before);

  [[nodiscard]] const std::vector<Stranger>& strangers() const { return strangers_; }

  /// Those who are let in by `after` and were not before, as indices. Those who do not count are
  /// not asked.
  [[nodiscard]] std::vector<std::size_t> let_in(
      const world::World& after,
      Lenience lenience,
      const std::function<bool(const Stranger&)>& counts = nullptr) const;

  /// Whether somebody is shut out by `after` who was not before.
  [[nodiscard]] bool loses_any(const world::World& after) const;

 private:
  const Gate& gate_;
  std::vector<Stranger> strangers_;
  std::vector<Decision> before_;
};

}  // namespace remora::remedy
