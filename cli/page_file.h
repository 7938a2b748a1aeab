#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace remora::cli {

/// The text of the page, without a world: the file of that name, else the one that is installed
/// with the program (`share/remora/remora.html` beside its folder), else the one that `./dev page`
/// makes. Errors: it is not there, with how it is made.
Result<std::string> read_page(const std::string& named);

/// The page with a world (the JSON of cli/share_link.h) in it. Whatever stands in the world stays
/// a text: nothing of it ends the element that holds it.
/// Errors: this is no page of remora.
Result<std::string> page_with(std::string_view page, std::string_view world);

/// The page as an endpoint gives it out: it may reach its own origin, and nothing else, where the
/// file on disk may reach nothing. Source: CSP Level 3, "connect-src".
std::string reaching_its_origin(std::string page);

}  // namespace remora::cli
