#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/command/output.h"
#include "engine/lint/lint.h"

namespace remora::command {

/// What was found in one file.
struct LintedFile {
  std::string name;
  std::string kind;         // in words: `a CloudFormation template`; empty for a bare policy
  std::size_t unknown = 0;  // policies that cannot be looked at
  std::vector<lint::LintResult> results;

  [[nodiscard]] std::size_t policies() const;
};

/// Looks at the policies of files, and of those in folders, however deep: bare ones, and those that
/// stand in templates, plans, states, events, scenarios, output of the AWS CLI; of templates and
/// plans also at what waits for what. What is none of these is passed over in a folder. Problems,
/// into `output`: a file that cannot be read; one that was named and holds no policy.
std::vector<LintedFile> lint_files(const std::vector<std::string>& inputs,
                                   const lint::LintOptions& options,
                                   FileReader& files,
                                   Output& output);

}  // namespace remora::command
