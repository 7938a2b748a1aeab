#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// Text as it may stand in an HTML element or in a quoted attribute: nothing in it is markup.
/// Control characters, which HTML does not have, become U+FFFD; symbols are shown as people read
/// them.
std::string escape_html(std::string_view text);

/// The same, with a chance to break the line behind each slash: for paths in running text.
std::string escape_path(std::string_view text);

/// `<name class="...">text</name>` with the text escaped; no attribute if the class is empty.
std::string tagged(std::string_view name, std::string_view css_class, std::string_view text);

}  // namespace remora::report
