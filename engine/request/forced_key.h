#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/request/request.h"

namespace remora {

/// What every request is made to carry, whatever it would carry by itself: to try what a key would
/// change. Without values the request does not carry the key.
struct ForcedKey {
  std::string name;
  std::optional<std::vector<std::string>> values;
  bool multivalued = false;  // by type
  bool unknown = false;      // nobody knows it
};

/// Sets or erases the keys in a request, over what it carries by itself.
void force_context(const std::vector<ForcedKey>& keys, Request& request);

}  // namespace remora
