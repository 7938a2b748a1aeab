#pragma once

#include <string>

#include "engine/base/result.h"

namespace remora::cli {

/// A text that somebody else wrote, as far as it was read (one byte more than the limit shows that
/// it is larger), under its name. UTF-16 with its mark is read as the same text in UTF-8.
/// Errors: it is larger than the limits allow; it is packed; a mark of symbols (base/symbol.h)
/// stands in it.
Result<SourcePtr> foreign_source(const std::string& name,
                                 std::string text,
                                 const LimitsPtr& limits);

}  // namespace remora::cli
