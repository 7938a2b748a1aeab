#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// Text as it may stand in XML and HTML, in elements and in quoted attributes. What is no character
/// of XML 1.0 becomes U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace remora::report
