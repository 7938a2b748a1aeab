#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/diagnostics.h"
#include "cli/output_file.h"
#include "engine/report/suite/reporter.h"

namespace remora::cli {

/// The reports of a run and where they go. A file appears when its report is complete. Functions
/// return what went wrong, in words; empty if nothing did.
class SuiteOutputs {
 public:
  /// Adds a report; several may go to standard output. The format must be known.
  [[nodiscard]] std::string add(std::string_view format,
                                const std::string& path,
                                const report::TextOptions& options);

  [[nodiscard]] std::string begin();
  [[nodiscard]] std::string add(const suite::CaseResult& result);
  [[nodiscard]] std::string finish(const report::SuiteEnd& end);

  /// The files that are being written.
  [[nodiscard]] std::vector<std::string> files() const;

 private:
  struct Output {
    std::unique_ptr<report::SuiteReporter> reporter;
    std::unique_ptr<OutputFile> file;
    Target target;
  };

  [[nodiscard]] std::string write(Output& output, const std::string& text);

  std::vector<Output> outputs_;
};

}  // namespace remora::cli
