#pragma once

#include <string_view>

#include "engine/evaluate/compiled_policy.h"

namespace remora::world {

/// True if a reference names this policy: its kind (`key`, `bucket`, ...), its file, or the end of
/// its file's path.
bool names_policy(std::string_view reference, std::string_view kind, const CompiledPolicy& policy);

/// True if a Sid, or an index from 0, names this statement.
bool names_statement(std::string_view sid, const Statement& statement);

}  // namespace remora::world
