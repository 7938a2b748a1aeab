#pragma once

#include <string>
#include <string_view>

/// What programs that carry a text put around it, line by line.
namespace remora::diagnose {

/// A mail in quoted-printable (RFC 2045) as it was before; any other text as it is. One line may
/// end in `=` by chance.
std::string without_quoted_printable(std::string_view text);

/// The size of the time (ISO 8601) or the level that a log has before what was said, or 0.
std::size_t log_size(std::string_view line);

/// What every line has before a bar: `deploy-1  |`, as Docker Compose names a service. Empty if
/// there is one line, or one that has it not.
std::string_view common_label(std::string_view text);

}  // namespace remora::diagnose
