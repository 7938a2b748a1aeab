#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "engine/admission/admission.h"
#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/wire/exchange.h"

/// The two things that can be refused for what a policy says: a delivery, and the policy itself.
namespace remora::wire {

/// What came of a call that was tried in the world of the endpoint.
struct Attempt {
  std::optional<Fault> fault;  // what the client is to be told
  std::vector<delivery::StatusField> status;
};

/// Tries a call of the caller, keeps it for who asks why, and leaves the world as it is after it.
/// In soft mode a refusal is recorded and the call succeeds. A call that only starts something is
/// accepted whatever is delivered after it; of one that nobody can tell the client is told so.
Attempt attempt(Exchange& exchange, delivery::ServiceCall call);

/// What would be delivered now by what is there already, without keeping or changing anything.
tl::expected<std::vector<delivery::StatusField>, Fault> later(const State& state,
                                                              const std::string& account,
                                                              const std::string& region,
                                                              delivery::ServiceCall call);

/// Delivers for every recorder that records and every trail that logs. How many arrived, and how
/// many did not.
struct Delivered {
  std::size_t arrived = 0;
  std::size_t failed = 0;
};

Delivered deliver_all(State& state, Time now, std::string_view request_id);

/// A policy that is to be stored.
struct Admitted {
  std::optional<Fault> fault;
  CompiledPolicyPtr policy;        // null with a fault
  std::optional<Match> is_public;  // of a bucket's
  bool locks_out = false;          // the fault is that nobody could change it any more
};

/// Whether AWS stores that policy, and the policy made ready to decide. `name` is what it is called
/// in explanations.
Admitted admit_policy(std::string_view text,
                      std::string name,
                      const admission::AdmissionRequest& request);

/// A policy that nobody asks about storing, ready to decide; null if it cannot be read.
CompiledPolicyPtr read_policy(std::string_view text, std::string name, PolicyType type);

/// The policy as a text: as a client stored it, else as JSON.
std::string policy_text(const CompiledPolicyPtr& policy);

/// The list without the things that `gone` says so of.
template <class T, class Gone>
world::NamedList<T> without(const world::NamedList<T>& list, const Gone& gone) {
  world::NamedList<T> rest;
  for (const T& one : list) {
    if (!gone(one)) {
      rest.push_back(one);
    }
  }
  return rest;
}

/// The thing of that name to change it, or null.
template <class T>
T* find_to_change(world::NamedList<T>& list, std::string_view name) {
  const T* const found = std::as_const(list).find(name);
  return found == nullptr ? nullptr
                          : &list[static_cast<std::size_t>(found - std::as_const(list).data())];
}

}  // namespace remora::wire
