#pragma once

#include <string>

namespace remora::cli {

/// The version, the commit if the build knew it, and the licence; what `--version` prints.
std::string version_text();

}  // namespace remora::cli
