#pragma once

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "engine/command/exit_status.h"
#include "engine/suite/case_result.h"

namespace remora::cli {

using command::ExitStatus;

/// Gathers what the failing cases would have to expect, shows it as a diff and rewrites the files.
class ExpectationUpdate {
 public:
  struct Change {
    std::string pointer;
    std::string expectation;  // JSON
  };

  void add(const suite::CaseResult& result);

  /// Shows the diff on `out`; on a terminal asks before it writes. `composed` are the
  /// files that take parts from elsewhere: those a person has to change. Success if everything
  /// that failed holds now.
  [[nodiscard]] ExitStatus apply(const std::set<std::string>& composed, std::ostream& out) const;

 private:
  std::map<std::string, std::vector<Change>> changes_;  // by file
  std::vector<std::string> others_;                     // names of cases that cannot be rewritten
};

}  // namespace remora::cli
