#pragma once

#include <string>

#include "engine/input/policy_loader.h"
#include "engine/world/resources.h"

namespace remora::input {

/// Reads an element of `buckets`; `path` is its own, as in `buckets[0]`. A member that the AWS CLI
/// prints may stand as it prints it.
world::Bucket read_bucket(const json::Value& value,
                          const std::string& path,
                          PolicyLoader& policies,
                          DiagnosticSink& sink);

}  // namespace remora::input
