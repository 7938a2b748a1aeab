#pragma once

#include "engine/json/read.h"

namespace remora::json {

/// Reads JSON text in which nothing is wrong, in one pass: plans of Terraform have tens of
/// megabytes. Null if anything is wrong or beyond the limits; what, `read_json` says.
DocumentPtr read_valid_json(const SourcePtr& source);

}  // namespace remora::json
