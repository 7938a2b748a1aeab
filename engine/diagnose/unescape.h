#pragma once

#include <string>
#include <string_view>

namespace remora::diagnose {

/// `text` without the escapes of the formats that carried it (JSON, HTML entities and tags,
/// Markdown's backslashes, terminal colours), with straight quotes and three dots for an ellipsis.
std::string unescape(std::string_view text);

/// Only the quotes and ellipses, for texts that are AWS's own.
std::string straighten(std::string_view text);

}  // namespace remora::diagnose
