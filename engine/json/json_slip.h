#pragma once

#include "engine/json/slip.h"

namespace remora::json {

/// What is wrong with a text that the parser refused at `stopped`, in words for the person who
/// wrote it. Where the parser stops behind the real slip (a missing comma, a quote or bracket that
/// is missing further up), the place is that of the slip. Linear in the length of the text.
Slip find_json_slip(const SourceText& source, std::size_t stopped);

}  // namespace remora::json
