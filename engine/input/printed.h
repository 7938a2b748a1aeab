#pragma once

#include <initializer_list>
#include <string_view>

#include "engine/json/document.h"

namespace remora::input {

/// What a member of a scenario stands for, inside of what a command of the AWS CLI prints for it:
/// `{"Rules": [{"ObjectOwnership": "..."}]}` along `OwnershipControls`, `Rules`, `0`,
/// `ObjectOwnership`. A step that is not there is passed over, so that people paste the whole
/// answer or a part of it. `0` is the first element of a list.
json::Value printed(const json::Value& value, std::initializer_list<std::string_view> steps);

/// The policy in what the AWS CLI prints of one: get-bucket-policy, get-key-policy,
/// get-topic-attributes, get-role, get-role-policy, get-policy-version, describe-policy,
/// describe-vpc-endpoints. Anything else as it is.
json::Value printed_policy(const json::Value& value);

}  // namespace remora::input
