#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/json/document.h"

namespace remora::code {

/// A text as a string of HCL. A template's `${` and `%{` are doubled: they stand for themselves.
/// Source: HCL Native Syntax Specification, "Quoted Templates".
std::string hcl_string(std::string_view text);

/// A statement as a block of `aws_iam_policy_document`, where IAM's variables are written
/// `&{aws:username}`. Nothing for a statement that a block cannot say: a text with `&{` in it,
/// which would be read as a variable.
/// Source: Terraform Registry, hashicorp/aws, "aws_iam_policy_document", "Context Variable
/// Interpolation" and "principals".
std::optional<std::string> terraform_block(const json::Value& statement);

/// A statement as an object, for `jsonencode`, in the layout of `terraform fmt`.
std::string terraform_object(const json::Value& statement);

}  // namespace remora::code
