#pragma once

#include <string_view>

#include "engine/base/embedding.h"
#include "engine/json/document.h"

/// Documents that stand as a text in another one: the policy in the output of the AWS CLI, in a
/// plan, in a template.
namespace remora::json {

/// What a string means, as a text whose places are those of the string's characters in the file.
/// Where it is not written there as it reads (variables were filled in), all of it stands where
/// the string begins.
SourcePtr embedded_text(const Value& string);

/// True for a text that holds a JSON object: as it is, percent-encoded, or as a JSON string.
bool holds_document(std::string_view text);

/// The document that a string holds, decoded until it is JSON; null if it holds none.
SourcePtr embedded_document(const Value& string);

/// The document in a text that is percent-encoded as a whole; any other text as it is.
SourcePtr without_percent_encoding(const SourcePtr& source);

}  // namespace remora::json
