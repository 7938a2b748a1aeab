#pragma once

#include <string>

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// A delivery for each trail and each delivery channel that the stack makes, with its logical id as
/// id. A channel has the recorder of its account and Region; where no stack makes one, a recorder
/// with Config's own role is assumed. Source: AWS CloudFormation Template Reference,
/// "AWS::CloudTrail::Trail", "AWS::Config::DeliveryChannel", "AWS::Config::ConfigurationRecorder".
void add_calls(const Stack& stack, Session& session);

/// Where the stack has trails or channels none of which is made: the first of those conditions that
/// is false by the defaults of parameters, with the resource that it keeps away. Nothing said on
/// the command line is undone.
struct HeldBack {
  const Resource* resource = nullptr;
  std::string_view condition;
};

HeldBack held_back(const Stack& stack);

}  // namespace remora::imports::cloudformation
