// AWS Organizations: where SCPs and RCPs hang. Source: AWS Organizations API Reference.
#include <algorithm>

#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/organization.h"

namespace remora::wire {

namespace {

/// How many policies of a type one target can have.
/// Source: AWS Organizations User Guide, "Quotas for AWS Organizations".
constexpr std::size_t kMostAttached = 5;

/// What a change of an attachment is about.
struct Attachment {
  UnitTree tree;
  ControlPolicy policy;
  PolicyGroup* group = nullptr;  // of the target, in the tree
};

/// Finds the policy and the target that a request names.
std::optional<Fault> find_attachment(const Exchange& exchange, Attachment& found) {
  const State& state = exchange.state;
  found.tree = tree_of(state);
  const auto policy = policy_named(exchange, found.tree);
  if (!policy) {
    return policy.error();
  }
  found.policy = *policy;
  found.group = attached_to(found.tree, exchange.text_or("TargetId"), found.policy.type);
  if (found.group == nullptr) {
    return not_found(found.tree, Text::NoSuchTarget);
  }
  if (auto open = unless_read(*found.group)) {
    return open;
  }
  const world::Fact<bool>& enabled = in_force(*state.world->organization, found.policy.type);
  if (auto open = unless_known(enabled)) {
    return open;
  }
  return enabled == true ? std::nullopt : std::optional(fault(Text::PolicyTypeDisabled));
}

void write_target(json::Writer& writer,
                  const State& state,
                  const std::string& id,
                  const std::string& name,
                  std::string_view type) {
  const std::string_view kind = type == "ROOT" ? "root" : type == "ACCOUNT" ? "account" : "ou";
  writer.begin_object()
      .member("TargetId", id)
      .member("Arn", organization_arn(state, kind, id))
      .member("Name", name)
      .member("Type", type)
      .end_object();
}

}  // namespace

Reply list_targets(Exchange& exchange) {
  const State& state = exchange.state;
  UnitTree tree = tree_of(state);
  const auto found = policy_named(exchange, tree);
  if (!found) {
    return found.error();
  }
  const ControlPolicy& policy = *found;
  const world::Fact<bool>& enabled = in_force(*state.world->organization, policy.type);
  if (auto unsaid = unless_known(enabled)) {
    return *std::move(unsaid);
  }

  struct Target {
    std::string id;
    std::string name;
    std::string_view type;
  };

  std::vector<Target> targets;
  std::optional<Fault> open;
  const auto add = [&](Target target) {
    const PolicyGroup* const group = attached_to(tree, target.id, policy.type);
    if (group != nullptr) {
      open = open ? open : unless_read(*group);
      if (is_implied(policy) || has_policy(*group, policy.id)) {
        targets.push_back(std::move(target));
      }
    }
  };
  each_unit(*tree.root, [&](const Unit& unit) {
    if (unit.unknown != nullptr) {
      open = not_known({unit.unknown});
      return;
    }
    const auto named = state.organization.units.find(unit.id);
    add({unit.id,
         unit.id == tree.root->id                  ? "Root"
         : named == state.organization.units.end() ? unit.id
                                                   : named->second,
         unit.id == tree.root->id ? "ROOT" : "ORGANIZATIONAL_UNIT"});
    for (const std::string& account : unit.accounts) {
      const auto member = state.organization.members.find(account);
      add({account,
           member == state.organization.members.end() ? account : member->second.name,
           "ACCOUNT"});
    }
  });
  if (open) {
    return *std::move(open);
  }
  if (enabled == false) {
    targets.clear();
  }
  return in_pages(exchange, "Targets", targets.size(), [&](json::Writer& writer, std::size_t i) {
    write_target(writer, state, targets[i].id, targets[i].name, targets[i].type);
  });
}

Reply attach_control_policy(Exchange& exchange) {
  Attachment about;
  if (auto wrong = find_attachment(exchange, about)) {
    return *std::move(wrong);
  }
  if (is_implied(about.policy) || has_policy(*about.group, about.policy.id)) {
    return fault(Text::AlreadyAttached);
  }
  if (about.group->size() >= kMostAttached) {
    return fault(Text::TooManyAttached);
  }
  about.group->push_back(about.policy.policy);
  put_tree(exchange.state, about.tree);
  return empty_reply();
}

Reply detach_control_policy(Exchange& exchange) {
  Attachment about;
  if (auto wrong = find_attachment(exchange, about)) {
    return *std::move(wrong);
  }
  if (is_implied(about.policy)) {
    return fault(Text::LastControlPolicy);
  }
  if (!has_policy(*about.group, about.policy.id)) {
    return fault(Text::NotThere);
  }
  if (about.policy.type == PolicyType::Scp && about.group->size() == 1) {
    return fault(Text::LastControlPolicy);
  }
  std::erase_if(*about.group,
                [&](const CompiledPolicyPtr& one) { return policy_id_of(one) == about.policy.id; });
  keep_policy(exchange.state, about.policy);
  put_tree(exchange.state, about.tree);
  return empty_reply();
}

}  // namespace remora::wire
