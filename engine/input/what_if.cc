#include "engine/input/what_if.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/json/read.h"
#include "engine/world/policies_in_force.h"
#include "engine/world/policy_reference.h"
#include "engine/world/visit_policies.h"

namespace remora::input {

namespace {

Error problem(std::string message, std::string hint = {}) {
  return Error::at({}, std::move(message), std::move(hint));
}

/// The elements of `["a", "b"]` or `[a,b]`.
std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> found;
  if (const auto read = json::read_value(text, {nullptr, true})) {
    for (const json::Value& element : (*read)->root().elements()) {
      found.emplace_back(element.text());
    }
    return found;
  }
  text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    found.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return found;
}

Result<void> leave_out(world::World& world, const StatementReference& reference) {
  bool found_policy = false;
  bool found_statement = false;
  std::vector<std::string_view> sids;
  world::visit_policies(world, [&](const world::PolicyPlace& place, CompiledPolicyPtr& policy) {
    if (policy == nullptr || policy->is_unread() ||
        !world::names_policy(reference.policy, short_name(place.type), *policy)) {
      return;
    }
    found_policy = true;
    for (const Statement& statement : policy->document()->statements) {
      if (statement.sid) {
        sids.push_back(statement.sid->text);
      }
    }
    if (CompiledPolicyPtr changed = without_statement(*policy, reference.sid)) {
      found_statement = true;
      policy = std::move(changed);
    }
  });
  if (!found_policy) {
    return fail(problem("no policy here is called \"" + reference.policy + "\"",
                        "name its file, or its kind: bucket, key, topic, trust, identity, "
                        "boundary, scp, rcp"));
  }
  if (!found_statement) {
    return fail(
        problem("the policy " + reference.policy + " has no statement \"" + reference.sid + "\"",
                did_you_mean(reference.sid, sids)));
  }
  return {};
}

}  // namespace

std::optional<std::string> add_setting(WhatIf& what_if, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return "--set takes PATH=VALUE, as in keys[0].keyState=Disabled";
  }
  what_if.settings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  return std::nullopt;
}

std::optional<std::string> add_without(WhatIf& what_if, std::string_view text) {
  const std::size_t hash = text.find('#');
  if (hash == std::string_view::npos || hash == 0 || hash + 1 == text.size()) {
    return "--without-statement takes POLICY#SID, as in key#AllowConfig or bucket-policy.json#0";
  }
  what_if.without.push_back(
      {std::string(text.substr(0, hash)), std::string(text.substr(hash + 1))});
  return std::nullopt;
}

std::optional<std::string> add_context(WhatIf& what_if, std::string_view text) {
  const std::size_t equals = text.find('=');
  ForcedKey key;
  key.name = text.substr(0, equals);
  if (key.name.empty()) {
    return "--context takes KEY=VALUE, as in aws:SourceAccount=111122223333, or a KEY alone for "
           "one that is not carried";
  }
  if (equals == std::string_view::npos) {
    what_if.context.push_back(std::move(key));
    return std::nullopt;
  }
  const std::string_view value = text.substr(equals + 1);
  key.unknown = value == "?";
  key.multivalued = value.starts_with('[') && value.ends_with(']');
  key.values = key.multivalued ? list_of(value) : std::vector<std::string>{std::string(value)};
  // A key that is given again has both values, as in a request that the options describe.
  const auto same =
      std::find_if(what_if.context.begin(), what_if.context.end(), [&](const ForcedKey& other) {
        return other.values && !other.unknown && equal_ignoring_case(other.name, key.name);
      });
  if (same != what_if.context.end() && !key.unknown) {
    same->values->insert(same->values->end(), key.values->begin(), key.values->end());
    same->multivalued = true;
    return std::nullopt;
  }
  what_if.context.push_back(std::move(key));
  return std::nullopt;
}

CompiledPolicyPtr without_statement(const CompiledPolicy& policy, std::string_view sid) {
  auto changed = std::make_shared<PolicyDocument>(*policy.document());
  const auto removed = std::remove_if(
      changed->statements.begin(), changed->statements.end(), [&](const Statement& statement) {
        return world::names_statement(sid, statement);
      });
  if (removed == changed->statements.end()) {
    return nullptr;
  }
  changed->statements.erase(removed, changed->statements.end());
  for (std::size_t i = 0; i < changed->statements.size(); ++i) {
    changed->statements[i].index = i;
  }
  return compile(std::move(changed));
}

std::set<std::size_t> change(fixture::Vector& vector, const WhatIf& what_if) {
  std::set<std::size_t> used;
  const auto each = [&](std::string_view kind, CompiledPolicyPtr& policy) {
    for (std::size_t i = 0; i < what_if.without.size(); ++i) {
      const StatementReference& reference = what_if.without[i];
      if (policy == nullptr || policy->is_unread() ||
          !world::names_policy(reference.policy, kind, *policy)) {
        continue;
      }
      if (CompiledPolicyPtr changed = without_statement(*policy, reference.sid)) {
        policy = std::move(changed);
        used.insert(i);
      }
    }
  };
  const auto all = [&](std::string_view kind, PolicyGroup& group) {
    for (CompiledPolicyPtr& policy : group) {
      each(kind, policy);
    }
  };
  const auto levels = [&](std::string_view kind, std::optional<std::vector<PolicyGroup>>& groups) {
    if (groups) {
      for (PolicyGroup& group : *groups) {
        all(kind, group);
      }
    }
  };
  all("identity", vector.identity);
  each(layer_name(Layer::Resource, vector.resource_type), vector.resource);
  each("resource", vector.resource);
  each("boundary", vector.boundary);
  if (vector.session) {
    all("session", *vector.session);
  }
  levels("scp", vector.scps);
  levels("rcp", vector.rcps);
  each("vpce", vector.vpc_endpoint);
  force_context(what_if.context, vector.request);
  return used;
}

Result<void> check_used(const WhatIf& what_if, const std::set<std::size_t>& used) {
  for (std::size_t i = 0; i < what_if.without.size(); ++i) {
    const StatementReference& reference = what_if.without[i];
    if (!used.contains(i)) {
      return fail(problem("no policy " + reference.policy + " of the input has a statement \"" +
                              reference.sid + "\"",
                          "POLICY is a file or a kind: bucket, key, topic, trust, identity, "
                          "boundary, session, scp, rcp, vpce; the statement its Sid or number "
                          "from 0"));
    }
  }
  return {};
}

Result<void> leave_out_statements(world::World& world, const WhatIf& what_if) {
  for (const StatementReference& reference : what_if.without) {
    if (auto left = leave_out(world, reference); !left) {
      return left;
    }
  }
  return {};
}

}  // namespace remora::input
