#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/fixture/repair.h"

// What a fix may not do, tried out in the world that it makes. Written without a look at the
// engine's own fence: other strangers, whole deliveries made up for them, the policies read again
// from the text that the fix writes.

namespace remora::property {

struct HarmCounts {
  std::size_t worlds = 0;
  std::size_t fixed = 0;       // worlds with at least one fix
  std::size_t fixes = 0;       // ways, each judged
  std::size_t deliveries = 0;  // made up, each tried before and after
  std::size_t requests = 0;    // by others, each decided before and after

  void add(const HarmCounts& other);
};

/// Looks for the fixes of a scenario and says what is wrong with them, a sentence each; nothing if
/// they do no harm:
/// - a delivery that was delivered no longer is, listed or made up for the accounts and trails
///   that the world and its policies name;
/// - a delivery that is said to be mended is not;
/// - something is opened that is expected to be refused or denied;
/// - a request of somebody who is not the delivering service becomes allowed;
/// - a stranger's delivery becomes possible: of an account or a trail that no statement is for;
/// - what a Deny kept from a service that delivers for others is allowed to it, on any resource;
/// - a Deny that is given an exception denies nobody any more.
std::vector<std::string> harm_of_fixes(const fixture::Scenario& scenario,
                                       const fixture::Mend& mend,
                                       HarmCounts& counts);

/// The same for random world number `index` of the run `seed`, or for one with deliveries from
/// outside of an organization that keeps strangers out. What is wrong, with the world's text; empty
/// if nothing is.
std::string harm_in_random_world(std::uint64_t seed,
                                 std::uint64_t index,
                                 HarmCounts& counts,
                                 bool with_outsiders = false);

}  // namespace remora::property
