#pragma once

#include <string>

#include "engine/report/diagnose_report.h"

namespace remora::report {

/// The result of `diagnose` as JSON: of the first error in the text, what the text does not say is
/// null. With `--with` also what the check of those inputs found.
std::string diagnose_json(const DiagnoseReport& report);

}  // namespace remora::report
