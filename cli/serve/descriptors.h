#pragma once

#include <cstddef>

namespace remora::cli {

/// Takes as many descriptors as the system lets this process have. Returns how many that are.
std::size_t raise_descriptors();

}  // namespace remora::cli
