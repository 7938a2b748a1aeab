#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/base/symbol.h"
#include "engine/delivery/context_switches.h"
#include "engine/delivery/outcome.h"
#include "engine/world/world.h"

namespace remora::delivery {

/// A request that the service is about to make.
struct Probe {
  std::string purpose;
  Request request;
  bool required = true;
  std::string obstacle;
  ObstacleKind obstacle_kind = ObstacleKind::None;
  bool identity_only = false;  // the resource's own policy is not asked
  ContextSwitches switches;    // that chose keys of the request's context
};

/// Makes requests in a world and keeps the outcome: each probe in order, the first required one
/// that failed with the error AWS answers for it, the first that is open.
class Prober {
 public:
  Prober(const world::World& world,
         const Assumptions& assumptions,
         world::Suppositions& suppositions)
      : world_(&world), assumptions_(&assumptions), suppositions_(&suppositions) {
    constexpr std::size_t kProbes = 12;  // of most deliveries
    outcome_.probes.reserve(kProbes);
  }

  [[nodiscard]] const world::World& world() const { return *world_; }

  /// What this run takes the unknown facts to be.
  [[nodiscard]] world::Suppositions& facts() const { return *suppositions_; }

  /// A fact of the world or of the call, as far as this run supposes it.
  template <class T>
  decltype(auto) read(const world::Fact<T>& fact) const {
    return suppositions_->read(fact);
  }

  /// Whether what the world does not list under that name does not exist.
  [[nodiscard]] bool is_closed(std::string_view name) const {
    return world_->closure == world::Closure::Closed && !has_unknown(name);
  }

  /// The bucket of that name in the partition of a Region, the only ones that its services can
  /// find: a name stands for another bucket, or none, in each partition. Null if there is none.
  /// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
  [[nodiscard]] const world::Bucket* bucket(std::string_view name, std::string_view from) const;
  /// Why there is none: `there is no bucket logs`, `bucket logs is in us-east-1, ...`.
  [[nodiscard]] std::string why_no_bucket(std::string_view name) const;

  /// Makes the request and records it. Does not yet refuse anything.
  Match ask(Probe probe);

  /// The index of the last probe.
  [[nodiscard]] std::size_t last() const { return outcome_.probes.size() - 1; }

  /// How many probes there are so far.
  [[nodiscard]] std::size_t count() const { return outcome_.probes.size(); }

  /// A step of the check came out as `match`; `probe` is the request that decided it. The first
  /// step that failed settles the error, unless an earlier one is still open.
  void settle(Match match, std::size_t probe, const ServiceError& error);
  /// The same for a step after the call, whose failure AWS reports to nobody: the delivery fails
  /// without an error.
  void settle_quietly(Match match, std::size_t probe);
  /// The service refuses without a request.
  void refuse(const ServiceError& error,
              std::string reason,
              ObstacleKind kind = ObstacleKind::Parameter);
  /// A step after the call fails without a request.
  void fail_quietly(std::string reason, ObstacleKind kind = ObstacleKind::Precondition);
  /// Something that decides is not known, or not modelled.
  void leave_open(std::string reason);
  void leave_open(const world::UnknownPtr& fact);

  [[nodiscard]] bool refused() const { return failed_; }

  [[nodiscard]] bool open() const { return open_; }

  void wrote(WrittenObject object);
  void warn(std::string code, std::string message);
  void report(std::string field, std::string value);

  /// The setting of a switch, noted as one that the answer rests on.
  template <Switch T>
  T rely_on() {
    rest_on(std::span(&SwitchOf<T>::value, 1), outcome_);
    return assumptions_->get<T>();
  }

  /// Whether a switch is set so; the answer rests on it.
  template <Switch T>
  bool assumes(T setting) {
    return rely_on<T>() == setting;
  }

  /// The setting of a switch that does no more than put these keys into a request's context or
  /// leave them out. It is noted when the request is made and a policy in force mentions one.
  template <Switch T>
  T shape(ContextSwitches& switches, std::initializer_list<KeyName> keys) const {
    for (const KeyName& key : keys) {
      switches.add(key, SwitchOf<T>::value);
    }
    return assumptions_->get<T>();
  }

  [[nodiscard]] ProbeResult& probe(std::size_t index) { return outcome_.probes[index]; }

  [[nodiscard]] DeliveryOutcome finish();

 private:
  void name_missing_policies();
  void note_context(const ContextSwitches& switches, const PolicySet& policies);

  const world::World* world_;
  const Assumptions* assumptions_;
  world::Suppositions* suppositions_;
  DeliveryOutcome outcome_;
  std::optional<std::size_t> open_probe_;
  bool open_ = false;
  bool failed_ = false;
};

}  // namespace remora::delivery
