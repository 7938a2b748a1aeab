#pragma once

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// Puts a role into the snapshot, with every policy that its stack attaches to it: in the role, by
/// AWS::IAM::Policy, AWS::IAM::RolePolicy and AWS::IAM::ManagedPolicy. A managed policy whose
/// document is in no input and unknown to remora is unknown by name.
/// Source: AWS CloudFormation Template Reference, the pages of these types.
void add_role(const Resource& resource, Resolver& resolver, Session& session);

}  // namespace remora::imports::cloudformation
