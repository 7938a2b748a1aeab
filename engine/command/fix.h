#pragma once

#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/fix_report.h"

namespace remora::command {

struct FixOptions {
  std::vector<std::string> assume;      // NAME=VALUE
  std::vector<std::string> deliveries;  // ids; none: all that are not refused as expected
  bool expected_too = false;            // mend what is refused as expected as well
  std::size_t way = 1;                  // which of several ways is shown, from 1
  std::string format = "text";          // json, diff, patch, statement
  report::TextOptions text;
};

/// A fix before it is shown or written: whoever can write files does so in between, notes them in
/// `report.written`, and then lets it be rendered.
struct Repair {
  report::FixReport report;
  Output output;  // without its text

  /// False if the input cannot be read, or the options make no sense for it.
  [[nodiscard]] bool found() const { return output.status != ExitStatus::BadInput; }
};

/// Looks for a change of policies that makes every delivery of one scenario succeed but those that
/// are refused as expected. Status: success also if there is nothing to mend; failure where no
/// change of a policy helps.
Repair find_repair(const std::string& input, const FixOptions& options, FileReader& files);

std::string render(const report::FixReport& report, const FixOptions& options);

/// Both at once, nothing written.
Output fix(const std::string& input, const FixOptions& options, FileReader& files);

}  // namespace remora::command
