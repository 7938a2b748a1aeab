#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/wire/operations.h"

/// Whether a caller may do what it asks for (`--enforce caller`): decided by the engine, in the
/// world of the endpoint.
namespace remora::wire {

/// The action that a caller of an operation needs: `s3:ListBucket` for HeadBucket.
/// Source: Amazon S3 API Reference, "Permissions"; elsewhere an action has its operation's name.
std::string action_of(const Operation& operation);

/// AWS's refusal of an action on a resource for the caller; nothing where it may, or where callers
/// are not looked at. What depends on something that nobody knows is `UndeterminedException`. The
/// root user of an account may what resource policies, SCPs and RCPs leave; the session of a role
/// what its policies, its boundary and its session policies let it besides. A role that is not in
/// the world has no policies. AWS lets no root user assume a role: for AssumeRole the key of an
/// account is that of `user/administrator`, which may do all (inferred: some user calls).
/// Source of the sentence: `denial_message`; of the codes: AWS's API references, "Common errors"
/// (AccessDeniedException in the JSON protocol, AccessDenied in XML, AuthorizationError of SNS).
std::optional<Fault> unless_allowed(const Exchange& exchange,
                                    std::string_view action,
                                    const std::string& resource);

/// The same for an operation, on what the request names. Where a resource is not told by the
/// request it is unknown: a policy that names single ones leaves the answer open.
/// Source: Service Authorization Reference, "Actions defined by" each service (documented); S3's
/// actions that have other names than its operations: Amazon S3 API Reference, "Permissions".
std::optional<Fault> unless_allowed(const Exchange& exchange, const Operation& operation);

}  // namespace remora::wire
