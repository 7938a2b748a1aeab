#pragma once

#include <optional>

#include "cli/options.h"

namespace remora::cli {

/// `check` of the link that stands in the place of the inputs; nothing if there is none.
std::optional<int> check_link(const CommandLine& line);

/// `test` of such a link: whether what came out when it was made still does. Beside that holds what
/// its files expect themselves, where they say more of the same outcome.
std::optional<int> test_link(const CommandLine& line);

}  // namespace remora::cli
