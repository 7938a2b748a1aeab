#pragma once

#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/report/fix_report.h"

namespace remora::command {

struct FixOptions {
  ScenarioOptions scenarios;            // how they are tried
  std::vector<std::string> deliveries;  // ids; none: all that are not refused as expected
  bool expected_too = false;            // mend what is refused as expected as well
  std::size_t way = 1;                  // which of several ways is shown, from 1
  std::string format = "text";          // json, diff, patch, statement
  std::string as_code;                  // show fixes in this language
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

/// Looks for a change of policies that makes every delivery of one scenario, or of whatever files
/// there are, succeed but those that are refused as expected. Files are edited where the policy
/// stands literally in a source of somebody's; that the edited files say what they should is proven
/// by reading them again. Status: success also if there is nothing to mend; failure where no change
/// of a policy helps.
Repair find_repair(const std::vector<std::string>& inputs,
                   const FixOptions& options,
                   FileReader& files);

/// That a file is not written, and why.
Diagnostic not_written(const remedy::FileChange& file, std::string problem);

std::string render(const report::FixReport& report, const FixOptions& options);

/// Both at once, nothing written.
Output fix(const std::vector<std::string>& inputs, const FixOptions& options, FileReader& files);

}  // namespace remora::command
