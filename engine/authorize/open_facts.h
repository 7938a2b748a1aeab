#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/authorize/trial.h"

namespace remora {

/// A fact that is not known, with what it could be. One that cannot be tried has no candidates.
struct OpenFact {
  struct Candidate {
    std::string words;
    std::function<void(Trial&)> put;
  };

  std::string name;
  UnknownPtr policy;  // why nobody has read it; null for a condition key
  std::vector<Candidate> candidates;
  bool all_tried = true;  // whatever the fact is, it does what one of the candidates does
};

/// What plays a part in an undetermined request.
struct OpenFacts {
  std::vector<OpenFact> facts;
  std::vector<std::string> others;  // that cannot be tried
};

/// Gathers from the statements that may match what they depend on: each unknown condition key
/// absent, with each value that some statement asks for, and with a value that none does; each
/// unread policy as one that allows the request, denies it, or says nothing.
OpenFacts find_open_facts(const Request& request, const PolicySet& policies);

}  // namespace remora
