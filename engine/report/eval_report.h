#pragma once

#include <string>

#include "engine/authorize/explain.h"
#include "engine/fixture/vector.h"
#include "engine/report/style.h"

namespace remora::report {

/// One vector's decision as a line of JSON, as the contract of `eval` has it. What the service
/// refuses by itself comes with the code and status that it answers.
std::string eval_json_line(const fixture::Vector& vector,
                           const Decision& decision,
                           bool policy_arns = true);

/// A vector that could not be read, as a line of JSON.
std::string eval_json_error(const std::string& id, const Diagnostics& diagnostics);

/// One vector's decision for people: a line, and with `verbose` every statement.
std::string eval_text(const fixture::Vector& vector,
                      const Decision& decision,
                      const TextOptions& options);

}  // namespace remora::report
