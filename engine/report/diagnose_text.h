#pragma once

#include <string>

#include "engine/report/diagnose_report.h"
#include "engine/report/style.h"

namespace remora::report {

/// The result of `diagnose` for people: what the text says, what can be behind it, where to look
/// and how to fetch it; with `--with`, which of the causes it is. The report must hold an error.
std::string diagnose_text(const DiagnoseReport& report, const TextOptions& options);

}  // namespace remora::report
