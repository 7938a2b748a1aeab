#pragma once

#include <cstdint>
#include <string_view>

#include "engine/condition/pattern.h"

namespace remora {

enum class ArnMatch : std::uint8_t { No, Yes, Unknown, NotAnArn };

/// True for a text of at least six colon-separated parts, which is all that AWS asks of a request
/// value under an ARN operator (capture of AWS, condition_values).
bool is_arn_shaped(std::string_view text);

/// Compares part by part: both are split at their first five colons, each part matches with
/// wildcards that do not cross a colon, the sixth part is the rest with its colons. The pattern
/// is split after its variables are replaced; `NotAnArn` if it has fewer than six parts then.
/// `value` must be ARN-shaped.
/// Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
ArnMatch match_arn(const Pattern& pattern, std::string_view value, const RequestContext& context);

}  // namespace remora
