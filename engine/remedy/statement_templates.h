#pragma once

#include <optional>
#include <string>

#include "engine/delivery/call.h"
#include "engine/delivery/documented_statement.h"
#include "engine/delivery/outcome.h"

namespace remora::remedy {

using delivery::ConditionTest;
using delivery::value_of;

/// A statement that AWS documents for a delivery's request, for one kind of policy.
struct StatementTemplate : delivery::DocumentedStatement {
  std::string principal_type;  // Service or AWS; empty: the policy type has no Principal
  std::string principal;
  std::string json;  // the whole statement, indented by two blanks a level
};

/// The documented statement that would let the denied request through, in a policy of that type;
/// nothing where AWS documents none (see `delivery::documented_statement`).
std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const delivery::Call& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy);

/// A Sid that no statement of the policy has: they must be unique.
std::string unique_sid(const CompiledPolicy* policy, const std::string& wanted);

/// The statement as JSON, its elements in AWS's usual order.
std::string to_json(const StatementTemplate& statement);

}  // namespace remora::remedy
