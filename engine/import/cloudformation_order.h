#pragma once

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// Findings of code `order`: deliveries that CloudFormation may make, or must make, before the
/// policy that lets them in. Without DependsOn or a reference, directly or through others, it makes
/// two resources at the same time; a reference to the bucket does not wait for the bucket's policy.
/// Also recorders and channels that wait for each other. Whether a delivery needs the policy at all
/// is for the caller to find out: `others` has its place first. Source: AWS CloudFormation Template
/// Reference, "DependsOn attribute"; for recorder and channel AWS re:Post and issues, in which
/// NoAvailableConfigurationRecorderException and NoAvailableDeliveryChannelException are the
/// answers.
void find_order(const Stack& stack, Session& session);

}  // namespace remora::imports::cloudformation
