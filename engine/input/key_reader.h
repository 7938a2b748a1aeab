#pragma once

#include <string>

#include "engine/input/policy_loader.h"
#include "engine/world/resources.h"

namespace remora::input {

/// Reads an element of `keys`; `path` is its own, as in `keys[0]`. Aliases and grants may stand as
/// list-aliases and list-grants print them.
world::Key read_key(const json::Value& value,
                    const std::string& path,
                    PolicyLoader& policies,
                    DiagnosticSink& sink);

}  // namespace remora::input
