#include <cstdlib>

#include "engine/condition/ip_network.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

void fuzz_one(std::string_view text) {
  const auto network = IpNetwork::parse(text);
  const auto address = IpAddress::parse(text);
  if (network && address) {
    static_cast<void>(network->contains(*address));
  }
  // A bare address that is no mapped one is a network of itself.
  const bool bare = text.find('/') == std::string_view::npos;
  if (bare && network && address && address->v6 == network->address().v6 &&
      !network->contains(*address)) {
    std::abort();
  }
}
