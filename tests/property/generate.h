#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/request/request.h"
#include "tests/property/random.h"

namespace remora::property {

/// Policies of all layers, and requests that they decide about.
struct GeneratedCase {
  std::string policies;  // the "policies" member of a vector, as JSON text
  std::vector<Request> requests;
  bool described = false;  // the keys that AWS always sends have yet to be added
};

/// Makes one case; the same random numbers make the same case everywhere.
GeneratedCase generate_case(Random& random, std::size_t requests);

}  // namespace remora::property
