#pragma once

#include <string>

#include "engine/remedy/remedy.h"

namespace remora::report {

/// What an edit does, to stand before its statement: `Add this statement to FILE`, `Change the
/// statement at FILE:LINE:COLUMN: add "kms:Decrypt" to Action. It then reads`.
std::string headline(const remedy::Edit& edit);

/// Where an edit is made: the statement's place, the file, or whose policy it would be.
std::string place_of(const remedy::Edit& edit);

/// The policy's short name in results: bucket, key, identity, scp, ...
std::string_view policy_name(const remedy::Edit& edit);

}  // namespace remora::report
