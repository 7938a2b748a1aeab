#pragma once

#include <string_view>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/command/output.h"
#include "engine/report/style.h"

namespace remora::command {

struct LintOptions {
  std::string type;             // identity, bucket, key, ...; empty: guessed
  std::string bucket;           // the bucket of a bucket policy
  std::string account;          // the owner's
  std::string topic;            // the ARN of a topic policy's topic
  bool deny_warnings = false;   // a warning is a failure, too
  std::string format = "text";  // json, sarif
  report::TextOptions text;
};

/// The names that `LintOptions::type` may have.
std::vector<std::string_view> policy_type_names();

/// What AWS refuses to store in some policy files, and the known traps. Status: failure if there is
/// an error among the findings, or a warning that is denied.
Output lint(const std::vector<std::string>& inputs, const LintOptions& options, FileReader& files);

}  // namespace remora::command
