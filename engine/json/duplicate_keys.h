#pragma once

#include "engine/base/diagnostic.h"
#include "engine/json/document.h"

namespace remora::json {

/// Reports each key of the (finished) object that stands there twice, at its second place.
/// `keys` is scratch space that callers reuse.
void report_duplicate_keys(const Document& document,
                           std::size_t object,
                           std::vector<std::size_t>& keys,
                           DiagnosticSink& sink);

}  // namespace remora::json
