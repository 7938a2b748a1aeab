#include "engine/request/forced_key.h"

namespace remora {

void force_context(const std::vector<ForcedKey>& keys, Request& request) {
  for (const ForcedKey& key : keys) {
    if (key.unknown) {
      request.context.set_unknown(key.name, "said to be not known");
    } else if (!key.values) {
      request.context.erase(key.name);
    } else if (key.multivalued) {
      const std::vector<std::string_view> values(key.values->begin(), key.values->end());
      request.context.set_multivalued(key.name, values);
    } else {
      request.context.set(key.name, key.values->front());
    }
  }
}

}  // namespace remora
