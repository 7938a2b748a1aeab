#pragma once

#include <map>
#include <vector>

#include "engine/remedy/candidate.h"
#include "engine/remedy/edited_world.h"
#include "engine/remedy/gate.h"
#include "engine/remedy/witnesses.h"

namespace remora::remedy {

/// Looks at the edits that could mend one request: whom they let in besides, and whom they shut
/// out. What strangers are answered before an edit is asked once for each policy.
class Scrutiny {
 public:
  /// `delivering` are the calls that are to deliver in this world, `services` whose they are. All
  /// of it outlives this.
  Scrutiny(const EditedWorld& before,
           const Problem& problem,
           const Gate& gate,
           const std::vector<const delivery::Call*>& delivering,
           const Services& services)
      : before_(before),
        problem_(problem),
        gate_(gate),
        delivering_(delivering),
        services_(services) {}

  /// Whether the edit lets in nobody whom it should not and shuts out nobody; notes on it whom a
  /// documented one lets in.
  bool is_narrow(const EditedWorld& after, Candidate& candidate);

 private:
  const Crowd& strangers_around_policy(const CompiledPolicyPtr& policy);
  [[nodiscard]] bool delivers(const Request& asked) const;
  bool lets_in_a_witness(const EditedWorld& after, const Candidate& candidate, bool guard);
  bool opens_as_documented(Candidate& candidate,
                           const Crowd& strangers,
                           const std::vector<std::size_t>& opened);

  const EditedWorld& before_;
  const Problem& problem_;
  const Gate& gate_;
  const std::vector<const delivery::Call*>& delivering_;
  const Services& services_;
  std::map<const CompiledPolicy*, Crowd> strangers_;
  bool other_service_ = false;  // the edit before would have let in a service that does not deliver
};

}  // namespace remora::remedy
