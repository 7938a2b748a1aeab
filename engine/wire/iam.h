#pragma once

#include <string>

#include <tl/expected.hpp>

#include "engine/wire/exchange.h"

/// What the files of IAM share.
namespace remora::wire {

/// The document of a policy as it can be read; a fault if there is none, or if remora does not know
/// all of one of AWS's.
tl::expected<std::string, Fault> policy_document(const Exchange& exchange, const std::string& arn);

/// The policy of that ARN as it can be attached: AWS's own, or the account's. One of AWS's that
/// remora does not know is there, and nobody has read it.
CompiledPolicyPtr managed_policy(const Exchange& exchange, const std::string& arn, PolicyType type);

/// A role as CreateRole, GetRole and ListRoles answer it.
std::string role_xml(const Exchange& exchange, const world::Role& role);

}  // namespace remora::wire
