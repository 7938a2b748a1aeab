#pragma once

#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/evaluate/trace.h"

namespace remora {

/// What one layer said, with all its policies' statements.
struct LayerTrace {
  Layer layer = Layer::Resource;
  PolicyType type = PolicyType::Resource;
  Verdict verdict = Verdict::ImplicitlyDenied;
  std::vector<PolicyTrace> policies;
};

/// A decision with its reasons. Views into the policies, which must outlive it.
struct Explanation {
  Decision decision;
  std::vector<LayerTrace> layers;  // those in force, in AWS's order
};

/// The same verdict as `authorize`, with every element of every statement examined.
Explanation explain(const Request& request, const PolicySet& policies);

}  // namespace remora
