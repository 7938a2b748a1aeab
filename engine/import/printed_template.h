#pragma once

#include <optional>

#include "engine/base/result.h"
#include "engine/import/file.h"

namespace remora::imports {

/// Whether a document is what `aws cloudformation get-template` prints.
bool is_printed_template(const json::Value& root);

/// The template in it, as a file of its own with the places of that; nothing if the document is
/// another one. Errors: what it holds cannot be parsed, or is no template. Source: AWS
/// CloudFormation API Reference, "GetTemplate": the AWS CLI prints a template of JSON as a
/// document, and one of YAML as a text.
Result<std::optional<File>> template_in(const File& file);

}  // namespace remora::imports
