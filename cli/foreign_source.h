#pragma once

#include <string>

#include "engine/base/result.h"

namespace remora::cli {

/// A text that somebody else wrote, as far as it was read (one byte more than the limit shows that
/// it is larger), under its name.
/// Errors: it is larger than the limits allow; a mark of symbols (base/symbol.h) stands in it.
Result<SourcePtr> foreign_source(const std::string& name,
                                 std::string text,
                                 const LimitsPtr& limits);

}  // namespace remora::cli
