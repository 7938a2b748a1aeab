#pragma once

#include <string>
#include <vector>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/remedy/edit.h"
#include "engine/remedy/storable.h"

namespace remora::remedy {

/// What must be done where no change of a policy mends a delivery.
struct Advice {
  std::string code;                   // stable, kebab-case: `key-state`, `no-bucket`
  std::string what;                   // one sentence
  std::vector<std::string> commands;  // of the AWS CLI, to do it or to look closer
  bool behind_policy = false;  // a policy refuses as well, and before it: that is to be mended too
  bool of_call = false;        // the call is to be changed, where the policies are right
  bool verified = false;       // the delivery was run again so, and succeeded
  /// With `behind_policy`: what mends the policies' part. Not proven, as nothing arrives with it.
  std::vector<Edit> halfway = {};
};

/// For a refused delivery: what stands in the way besides policies, or why no policy that people
/// can edit helps.
Advice advise(const world::World& world,
              const delivery::Call& call,
              const delivery::DeliveryOutcome& outcome);

/// For one that changes of policies would mend, if AWS stored what they make.
Advice advise_on_storing(const NotStored& refusal);

}  // namespace remora::remedy
