#pragma once

#include <string>
#include <vector>

#include "engine/authorize/authorize.h"
#include "tests/support/build.h"

namespace remora::test {

/// A request with the policies in force, as texts of single statements without their braces.
/// What stays empty is not in force.
struct Case {
  Request asked;
  PolicyType resource_type = PolicyType::Bucket;
  std::vector<std::string> identity;  // the statements of one policy
  std::vector<std::string> resource;
  std::vector<std::string> boundary;
  std::vector<std::string> session;
  std::vector<std::vector<std::string>> scps;  // levels, each with the statements of one policy
  std::vector<std::vector<std::string>> rcps;
  std::vector<std::string> endpoint;
  std::vector<Grant> grants;
};

/// Owns the policies of a case.
class Policies {
 public:
  explicit Policies(const Case& of)
      : identity_(group(of.identity, PolicyType::Identity)),
        resource_(group(of.resource, of.resource_type)),
        boundary_(group(of.boundary, PolicyType::Boundary)),
        session_(group(of.session, PolicyType::Session)),
        endpoint_(group(of.endpoint, PolicyType::VpcEndpoint)),
        grants_(of.grants) {
    for (const auto& level : of.scps) {
      scps_.push_back(group(level, PolicyType::Scp));
    }
    for (const auto& level : of.rcps) {
      rcps_.push_back(group(level, PolicyType::Rcp));
    }
    set_.identity = identity_;
    set_.resource = first(resource_);
    set_.resource_type = of.resource_type;
    set_.boundary = first(boundary_);
    if (!session_.empty()) {
      set_.session = session_;
    }
    if (!scps_.empty()) {
      set_.scps = scps_;
    }
    if (!rcps_.empty()) {
      set_.rcps = rcps_;
    }
    set_.vpc_endpoint = first(endpoint_);
    set_.grants = grants_;
  }

  Policies(const Policies&) = delete;
  Policies& operator=(const Policies&) = delete;

  [[nodiscard]] const PolicySet& set() const { return set_; }

  [[nodiscard]] PolicySet& set() { return set_; }

 private:
  static PolicyGroup group(const std::vector<std::string>& elements, PolicyType type) {
    if (elements.empty()) {
      return {};
    }
    std::string text;
    for (const std::string& one : elements) {
      text += (text.empty() ? "{" : ",{") + one + "}";
    }
    return {statements(text, type)};
  }

  static const CompiledPolicy* first(const PolicyGroup& group) {
    return group.empty() ? nullptr : group.front().get();
  }

  PolicyGroup identity_;
  PolicyGroup resource_;
  PolicyGroup boundary_;
  PolicyGroup session_;
  PolicyGroup endpoint_;
  std::vector<PolicyGroup> scps_;
  std::vector<PolicyGroup> rcps_;
  std::vector<Grant> grants_;
  PolicySet set_;
};

inline Decision decide(const Case& of) {
  const Policies policies(of);
  Decision decision = authorize(of.asked, policies.set());
  decision.policy = nullptr;  // it does not outlive this function
  return decision;
}

}  // namespace remora::test
