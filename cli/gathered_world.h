#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/command/check.h"

namespace remora::cli {

/// The world of some inputs as a page shares it (cli/share_link.h): their files and all that those
/// name. Names are as short as they can be: the folders that all have in common are left out, so
/// that nobody learns where they lie.
struct GatheredWorld {
  std::string json;
  command::Output output;  // of `check`: why there is none, and the remarks
};

/// Tries the inputs, and gathers what was read on the way. Without `json` they cannot be read, or
/// not be carried: what names a file from the root on would be looked for in vain.
GatheredWorld gather_world(const std::vector<std::string>& inputs,
                           const command::CheckOptions& options,
                           FileReader& files);

}  // namespace remora::cli
