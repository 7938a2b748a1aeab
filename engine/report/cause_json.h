#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/unknown.h"
#include "engine/code/language.h"
#include "engine/fixture/run.h"
#include "engine/json/writer.h"

namespace remora::report {

/// Members of the object of a delivery, as `docs/schema/result.schema.json` has them.

/// The facts that are missing, each with the place where it is and what to give; nothing for none.
void write_missing(json::Writer& writer, const std::vector<UnknownPtr>& missing);

/// What is at fault, null where nothing is. `number`: of the cause that the delivery shares with
/// others, 0 if it stands alone.
void write_cause(json::Writer& writer, const fixture::DeliveryReport& report, std::size_t number);

/// The first fix, and what to do after it.
void write_remedies(json::Writer& writer,
                    const fixture::DeliveryReport& report,
                    std::optional<code::Language> as_code);

/// What another setting of a switch would make of the delivery.
void write_alternatives(json::Writer& writer, const fixture::DeliveryReport& report);

}  // namespace remora::report
