#pragma once

#include <optional>

#include "engine/import/part.h"
#include "engine/json/document.h"

namespace remora::imports {

/// A value of a template with stand-ins for what its functions give, to look at its form alone: a
/// text with an unknown one in it, of Fn::If the first branch that is one, in a list both. All
/// scalars are texts, as CloudFormation hands them on. Nothing for AWS::NoValue, and for a function
/// of which not even the kind of its value is known where a policy or a statement is wanted.
std::optional<Part> stand_in(const json::Value& value);

}  // namespace remora::imports
