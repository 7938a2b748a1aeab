#include "cli/help/version.h"

#include <string_view>

namespace remora::cli {

std::string version_text() {
  // Put in by the build, empty where it is made from an archive.
  constexpr std::string_view kCommit =
#include "generated/commit.inc"
      ;
  return "remora " REMORA_VERSION + (kCommit.empty() ? "" : " (" + std::string(kCommit) + ")") +
         "\nLicence: Apache-2.0 <https://www.apache.org/licenses/LICENSE-2.0>\n";
}

}  // namespace remora::cli
