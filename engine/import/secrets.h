#pragma once

#include <string>
#include <vector>

#include "engine/import/file.h"

namespace remora::imports {

/// The texts in a file that nobody is to see: what a plan or a state of Terraform marks as
/// sensitive, and of a template the defaults of parameters with NoEcho.
std::vector<std::string> secrets_in(const File& file);

}  // namespace remora::imports
