// AWS Organizations: SCPs and RCPs. Source: AWS Organizations API Reference.
#include <algorithm>

#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/organization.h"

namespace remora::wire {

namespace {

using Policies = std::map<std::string, ControlPolicy>;

/// Source: AWS Organizations API Reference, CreatePolicy and UpdatePolicy, "Description".
constexpr std::size_t kLongestDescription = 512;

std::string arn_of(const State& state, const ControlPolicy& policy) {
  const std::string resource = kind_of(policy.type) + "/" + policy.id;
  return policy.managed ? "arn:aws:organizations::aws:policy/" + resource
                        : organization_arn(state, "policy", resource);
}

void write_summary(json::Writer& writer, const State& state, const ControlPolicy& policy) {
  writer.begin_object()
      .member("Id", policy.id)
      .member("Arn", arn_of(state, policy))
      .member("Name", policy.name)
      .member("Description", policy.description)
      .member("Type", name_of(policy.type))
      .member("AwsManaged", policy.managed)
      .end_object();
}

Reply policy_reply(const State& state, const ControlPolicy& policy) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Policy").begin_object().key("PolicySummary");
  write_summary(writer, state, policy);
  writer.member("Content", policy_text(policy.policy)).end_object().end_object();
  return json_reply(writer);
}

Reply policy_page(const Exchange& exchange, const std::vector<ControlPolicy>& policies) {
  return in_pages(exchange, "Policies", policies.size(), [&](json::Writer& writer, std::size_t i) {
    write_summary(writer, exchange.state, policies[i]);
  });
}

Admitted admit(const std::string& text, PolicyType type, const std::string& name) {
  using admission::AdmissionOperation;
  return admit_policy(text,
                      std::string(type == PolicyType::Rcp ? "RCP " : "SCP ") + name,
                      {type == PolicyType::Rcp ? AdmissionOperation::CreateResourceControlPolicy
                                               : AdmissionOperation::CreateServiceControlPolicy,
                       {},
                       {},
                       {},
                       {}});
}

bool has_name(const Policies& policies, PolicyType type, const std::string& name) {
  return std::any_of(policies.begin(), policies.end(), [&](const auto& one) {
    return one.second.type == type && one.second.name == name;
  });
}

/// Every place where policies of a type hang: units, and accounts that have some of their own.
std::vector<PolicyGroup*> places(UnitTree& tree, PolicyType type) {
  const bool rcp = type == PolicyType::Rcp;
  std::vector<PolicyGroup*> found;
  each_unit(*tree.root, [&](Unit& unit) { found.push_back(rcp ? &unit.rcps : &unit.scps); });
  for (UnitTree::Account& account : tree.accounts) {
    if (auto& group = rcp ? account.rcps : account.scps) {
      found.push_back(&*group);
    }
  }
  return found;
}

}  // namespace

Reply create_control_policy(Exchange& exchange) {
  State& state = exchange.state;
  const auto type = control_type(exchange.text_or("Type"));
  const std::string name = exchange.text_or("Name");
  if (!type) {
    exchange.note = "only SCPs and RCPs are emulated";
    return fault(Text::PolicyTypeUnavailable);
  }
  if (auto open = unless_known(state.world->organization->all_features)) {
    return *std::move(open);
  }
  if (state.world->organization->all_features == false) {
    return fault(Text::PolicyTypeUnavailable);
  }
  const std::string description = exchange.text_or("Description");
  if (!is_organization_name(name) || description.size() > kLongestDescription) {
    return fault(Text::InvalidOrganizationInput);
  }
  UnitTree tree = tree_of(state);
  if (has_name(control_policies(state, tree), *type, name)) {
    return fault(Text::ControlPolicyExists);
  }
  const Admitted admitted = admit(exchange.text_or("Content"), *type, name);
  if (admitted.fault) {
    return *admitted.fault;
  }
  const ControlPolicy policy{
      organization_id(exchange, "p-", 10), name, description, *type, admitted.policy, false};
  keep_policy(state, policy);
  if (const Tags tags = exchange.tags("Tags"); !tags.empty()) {
    state.organization.tags[policy.id] = tags;
  }
  ++state.revision;
  return policy_reply(state, policy);
}

Reply update_control_policy(Exchange& exchange) {
  State& state = exchange.state;
  UnitTree tree = tree_of(state);
  const auto found = policy_named(exchange, tree);
  if (!found) {
    return found.error();
  }
  ControlPolicy policy = *found;
  if (policy.managed) {
    return fault(Text::ManagedControlPolicy);
  }
  if (auto open = unless_read({policy.policy})) {
    return *std::move(open);
  }
  const std::string name = exchange.text_or("Name", policy.name);
  const std::string description = exchange.text_or("Description", policy.description);
  if (!is_organization_name(name) || description.size() > kLongestDescription) {
    return fault(Text::InvalidOrganizationInput);
  }
  if (name != policy.name && has_name(control_policies(state, tree), policy.type, name)) {
    return fault(Text::ControlPolicyExists);
  }
  const auto content = exchange.text("Content");
  if (content) {
    Admitted admitted = admit(*content, policy.type, name);
    if (admitted.fault) {
      return *admitted.fault;
    }
    policy.policy = with_arn(admitted.policy, arn_of(state, policy));
    for (PolicyGroup* const group : places(tree, policy.type)) {
      for (CompiledPolicyPtr& one : *group) {
        one = policy_id_of(one) == policy.id ? policy.policy : one;
      }
    }
  }
  policy.name = name;
  policy.description = description;
  keep_policy(state, policy);
  if (content) {
    put_tree(state, tree);
  }
  ++state.revision;
  return policy_reply(state, policy);
}

Reply delete_control_policy(Exchange& exchange) {
  State& state = exchange.state;
  UnitTree tree = tree_of(state);
  const auto policy = policy_named(exchange, tree);
  if (!policy) {
    return policy.error();
  }
  if (policy->managed) {
    return fault(Text::ManagedControlPolicy);
  }
  for (const PolicyGroup* const group : places(tree, policy->type)) {
    if (auto open = unless_read(*group)) {
      return *std::move(open);
    }
    if (has_policy(*group, policy->id)) {
      return fault(Text::ControlPolicyInUse);
    }
  }
  state.organization.policies.erase(policy->id);
  state.organization.tags.erase(policy->id);
  ++state.revision;
  return empty_reply();
}

Reply describe_control_policy(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const auto policy = policy_named(exchange, tree);
  if (!policy) {
    return policy.error();
  }
  if (auto open = unless_read({policy->policy})) {
    return *std::move(open);
  }
  return policy_reply(exchange.state, *policy);
}

Reply list_control_policies(Exchange& exchange) {
  const auto type = control_type(exchange.text_or("Filter"));
  UnitTree tree = tree_of(exchange.state);
  std::vector<ControlPolicy> found;
  for (const auto& [id, policy] : control_policies(exchange.state, tree)) {
    if (type && policy.type == *type) {
      if (auto open = unless_read({policy.policy})) {
        return *std::move(open);
      }
      found.push_back(policy);
    }
  }
  return policy_page(exchange, found);
}

Reply list_policies_of_target(Exchange& exchange) {
  const State& state = exchange.state;
  const auto type = control_type(exchange.text_or("Filter"));
  UnitTree tree = tree_of(state);
  const Policies policies = control_policies(state, tree);
  const PolicyGroup* const group =
      attached_to(tree, exchange.text_or("TargetId"), type.value_or(PolicyType::Scp));
  if (group == nullptr) {
    return not_found(tree, Text::NoSuchTarget);
  }
  if (auto open = unless_read(*group)) {
    return *std::move(open);
  }
  std::vector<ControlPolicy> found;
  if (type) {
    const world::Fact<bool>& enabled = in_force(*state.world->organization, *type);
    if (auto open = unless_known(enabled)) {
      return *std::move(open);
    }
    for (const auto& [id, policy] : policies) {
      if (enabled == true && policy.type == *type &&
          (is_implied(policy) || has_policy(*group, id))) {
        found.push_back(policy);
      }
    }
  }
  return policy_page(exchange, found);
}

}  // namespace remora::wire
