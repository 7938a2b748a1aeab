#include "tests/support/paths.h"

#include <cstdlib>

namespace remora::test {

std::string source_dir() {
  return REMORA_SOURCE_DIR;
}

std::string program_path() {
  const char* installed = std::getenv("REMORA_PROGRAM");
  return installed != nullptr ? installed : REMORA_BINARY;
}

std::string faults_path() {
  return REMORA_FAULTS;
}

}  // namespace remora::test
