#pragma once

#include <string>

namespace remora::test {

/// The top folder of the project, without a slash at its end.
std::string source_dir();

/// The program `remora` that belongs to this build, or the installed one that REMORA_PROGRAM names
/// (its file is called `remora`).
std::string program_path();

/// What is put in front of it to let calls that write fail.
std::string faults_path();

}  // namespace remora::test
