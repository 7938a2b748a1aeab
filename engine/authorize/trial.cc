#include "engine/authorize/trial.h"

namespace remora {

namespace {

void replace_in(PolicyGroup& group, const CompiledPolicy* unread, const CompiledPolicyPtr& by) {
  for (CompiledPolicyPtr& policy : group) {
    policy = policy.get() == unread ? by : policy;
  }
}

}  // namespace

Trial::Trial(const Request& request, const PolicySet& policies)
    : request_(request),
      set_(policies),
      identity_(policies.identity.begin(), policies.identity.end()) {
  if (policies.session) {
    session_.assign(policies.session->begin(), policies.session->end());
    set_.session = session_;
  }
  if (policies.scps) {
    scps_.assign(policies.scps->begin(), policies.scps->end());
    set_.scps = scps_;
  }
  if (policies.rcps) {
    rcps_.assign(policies.rcps->begin(), policies.rcps->end());
    set_.rcps = rcps_;
  }
  set_.identity = identity_;
}

void Trial::replace(const CompiledPolicy* unread, const CompiledPolicyPtr& by) {
  for (const CompiledPolicy** one : {&set_.resource, &set_.boundary, &set_.vpc_endpoint}) {
    *one = *one == unread ? by.get() : *one;
  }
  replace_in(identity_, unread, by);
  replace_in(session_, unread, by);
  for (std::vector<PolicyGroup>* levels : {&scps_, &rcps_}) {
    for (PolicyGroup& level : *levels) {
      replace_in(level, unread, by);
    }
  }
}

}  // namespace remora
