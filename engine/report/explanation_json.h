#pragma once

#include "engine/authorize/explain.h"
#include "engine/base/place.h"
#include "engine/json/writer.h"

namespace remora::report {

/// Members of an object that is begun, as `docs/schema/result.schema.json` has them.

/// `line` and `column` of a place that is known.
void write_place(json::Writer& writer, const Place& place);

/// Who asks whom for what, with the context keys. `same`: a request with the same keys in the same
/// order, whose values are left out.
void write_request(json::Writer& writer,
                   const Request& request,
                   const RequestContext* same = nullptr);

/// Why the request came out as it did: flow, absent keys, layers, statements.
void write_explanation(json::Writer& writer,
                       const Request& request,
                       const PolicySet& policies,
                       const Explanation& explanation);

}  // namespace remora::report
