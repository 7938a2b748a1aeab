#pragma once

#include <vector>

#include "engine/authorize/authorize.h"

namespace remora {

/// A request with its policies, in which missing facts are put in their places. What was given
/// stays as it is.
class Trial {
 public:
  Trial(const Request& request, const PolicySet& policies);
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  Request& request() { return request_; }

  /// Puts a policy in the place of one that nobody has read, wherever that stands.
  void replace(const CompiledPolicy* unread, const CompiledPolicyPtr& by);

  [[nodiscard]] Verdict verdict() const { return authorize(request_, set_).verdict; }

 private:
  Request request_;
  PolicySet set_;
  PolicyGroup identity_;
  PolicyGroup session_;
  std::vector<PolicyGroup> scps_;
  std::vector<PolicyGroup> rcps_;
};

}  // namespace remora
