#pragma once

#include <vector>

#include "engine/json/document.h"

namespace remora::imports {

/// What several commands of the AWS CLI printed into one file, one value behind the other, each
/// with its places in the file; nothing if the text is anything else, a single value included.
std::vector<json::DocumentPtr> several_answers(const SourcePtr& text);

}  // namespace remora::imports
