#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// A page that stands alone, up to the first element of its body: it runs no script and loads
/// nothing. `title` is escaped. All pages of remora begin with this, and so look alike.
std::string page_head(std::string_view title);

/// What ends it.
std::string page_foot();

}  // namespace remora::report
