#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora::imports {

/// The documents of a text that has one event on each line (NDJSON, as pipelines of logs keep
/// them), with the places of that text; of many events those that concern a delivery, or else one.
/// None if it is no such text. Errors: a line behind the first that is no JSON.
Result<std::vector<json::DocumentPtr>> event_lines(const SourcePtr& text);

}  // namespace remora::imports
