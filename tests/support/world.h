#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/aws/arn.h"
#include "engine/world/world.h"
#include "tests/support/build.h"

/// The things of a world, in `us-east-1` where no ARN says otherwise. An empty text means that
/// there is no such policy; texts are statements, separated by commas.
namespace remora::test {

inline CompiledPolicyPtr policy_or_none(const std::string& text, PolicyType type) {
  return text.empty() ? nullptr : statements(text, type);
}

inline remora::world::Bucket bucket(std::string_view name,
                                    std::string_view account,
                                    const std::string& policy_text = {}) {
  remora::world::Bucket made;
  made.name = name;
  made.account = account;
  made.region = "us-east-1";
  made.policy = policy_or_none(policy_text, PolicyType::Bucket);
  return made;
}

inline remora::world::Key key(std::string_view arn, const std::string& policy_text = {}) {
  const auto parts = Arn::parse(arn);
  remora::world::Key made;
  made.arn = arn;
  made.account = parts.value().account;
  made.region = parts->region;
  made.policy = policy_or_none(policy_text, PolicyType::Key);
  return made;
}

inline remora::world::Topic topic(std::string_view arn, const std::string& policy_text = {}) {
  remora::world::Topic made;
  made.arn = arn;
  made.account = Arn::parse(arn).value().account;
  made.policy = policy_or_none(policy_text, PolicyType::Topic);
  return made;
}

inline remora::world::Role role(std::string_view arn,
                                const std::string& trust = {},
                                const std::string& identity = {}) {
  const auto parts = Arn::parse(arn);
  remora::world::Role made;
  made.arn = arn;
  made.account = parts.value().account;
  made.name = parts->resource.substr(parts->resource.rfind('/') + 1);
  made.trust = policy_or_none(trust, PolicyType::Trust);
  if (!identity.empty()) {
    made.policies.push_back(statements(identity, PolicyType::Identity));
  }
  return made;
}

inline remora::world::Organization organization(std::string_view id,
                                                std::string_view management_account,
                                                const std::vector<std::string>& accounts) {
  remora::world::Organization made;
  made.id = id;
  made.management_account = management_account;
  for (const std::string& account : accounts) {
    made.accounts[account] = {std::string(id) + "/r-ab12/", {}, {}};
  }
  return made;
}

}  // namespace remora::test
