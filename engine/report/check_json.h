#pragma once

#include <span>
#include <string>

#include "engine/fixture/run.h"
#include "engine/report/style.h"

namespace remora::report {

/// The results of `check` as JSON, schema version 1 (`docs/schema/result.schema.json`).
/// With `as.form`, each error also holds the refusal as that tool prints it (`wrapped`).
std::string check_json(std::span<const fixture::ScenarioReport> reports, const ShownAs& as = {});

/// One delivery, or one request, as `check_json` writes it, in one line.
std::string delivery_json(const std::string& input,
                          const fixture::DeliveryReport& report,
                          const delivery::Assumptions& assumptions);
std::string request_json(const std::string& input, const fixture::RequestReport& report);

}  // namespace remora::report
