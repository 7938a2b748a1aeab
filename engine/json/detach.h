#pragma once

#include "engine/json/document.h"

namespace remora::json {

/// A document of its own that holds this value, with its places in the text that it came from: of
/// a document that was put together from several texts, in the part that the value stands in.
DocumentPtr detach(const Value& value);

}  // namespace remora::json
