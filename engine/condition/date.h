#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remora {

/// Reads a date as IAM does and returns milliseconds since 1970-01-01T00:00Z, finer digits cut
/// off. Forms: seconds since the epoch (`1893456000`, also with a sign), `YYYY-MM`, `YYYY-MM-DD`,
/// and the last with `Thh:mm[:ss[.f]]` and `Z`, `+hh:mm`, `-hh:mm` or no zone, which means UTC.
/// Nothing for any other text or for days and times that do not exist.
/// Source: IAM User Guide, "Date condition operators"; milliseconds, the sign and the missing
/// zone: capture of AWS, condition_values.
std::optional<std::int64_t> parse_date(std::string_view text);

}  // namespace remora
