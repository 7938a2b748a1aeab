#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/authorize/authorize.h"
#include "engine/evaluate/trace.h"

namespace remora {

/// What one layer said, with all its policies' statements.
struct LayerTrace {
  Layer layer = Layer::Resource;
  PolicyType type = PolicyType::Resource;
  Verdict verdict = Verdict::ImplicitlyDenied;
  std::span<const PolicyTrace> policies;
};

/// A decision with its reasons. Views into the policies, which must outlive it; the request need
/// not.
struct Explanation {
  Decision decision;
  std::vector<LayerTrace> layers;      // those in force, in AWS's order
  std::shared_ptr<const Arena> arena;  // in which the traces stand
};

/// The same verdict as `authorize`, with every element of every statement examined.
Explanation explain(const Request& request, const PolicySet& policies);
/// The same for a request that is decided: `decision` is what `authorize` said.
Explanation explain(const Request& request, const PolicySet& policies, const Decision& decision);

}  // namespace remora
