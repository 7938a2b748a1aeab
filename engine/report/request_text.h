#pragma once

#include <string>

#include "engine/authorize/explain.h"
#include "engine/report/style.h"

namespace remora::report {

/// Everything about one request: who asks what with which condition keys, its way through AWS's
/// flow chart, and every policy that was asked with its text.
std::string request_text(const Request& request,
                         const PolicySet& policies,
                         const Explanation& explanation,
                         const TextOptions& options);

/// The way of a request through AWS's flow chart, a box a line.
std::string flow_text(const Request& request,
                      const PolicySet& policies,
                      const Explanation& explanation,
                      const TextOptions& options);

}  // namespace remora::report
