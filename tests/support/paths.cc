#include "tests/support/paths.h"

namespace remora::test {

std::string source_dir() {
  return REMORA_SOURCE_DIR;
}

std::string program_path() {
  return REMORA_BINARY;
}

std::string faults_path() {
  return REMORA_FAULTS;
}

}  // namespace remora::test
