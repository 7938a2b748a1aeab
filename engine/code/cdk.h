#pragma once

#include <string>

#include "engine/code/statement.h"
#include "engine/json/document.h"

namespace remora::code {

/// A text as a string of TypeScript, between single quotes.
std::string typescript_string(std::string_view text);

/// A statement as `new iam.PolicyStatement({...})`; where it is added, in the call that adds it:
/// `bucket.addToResourcePolicy(...)`.
/// Source: AWS CDK API Reference, "class PolicyStatement", and the principals of
/// aws-cdk-lib/aws-iam (StarPrincipal writes `"*"`, AnyPrincipal `{"AWS": "*"}`).
std::string cdk_statement(const json::Value& statement, const Use& use);

}  // namespace remora::code
