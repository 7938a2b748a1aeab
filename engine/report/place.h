#pragma once

#include <string>

#include "engine/base/source_text.h"

namespace remora::report {

/// `FILE:LINE:COLUMN`, the form that editors open.
std::string place(const SourcePtr& source, Span span);

}  // namespace remora::report
