#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/place.h"

namespace remora {

/// Why a fact is not known, and what to do about it.
struct Unknown {
  std::string what;  // it is: `whether bucket logs is Requester Pays`, `the Region of bucket logs`
  std::string reason;  // nobody knows it here: `not in the dump`
  Place place;         // where it is missing
  std::string supply;  // how it can be given: `buckets[0].requesterPays`
};

using UnknownPtr = std::shared_ptr<const Unknown>;

/// Whether the place is one of a file that somebody can open: what the command line might have said
/// has none.
bool is_written(const Unknown& fact);

/// Where a fact is missing, and why: `scenario.json:12:5: not in the dump`.
std::string whereabouts(const Unknown& fact);

/// What an answer depends on: `it depends on whether bucket logs is Requester Pays
/// (scenario.json:12:5: not in the dump); give buckets[0].requesterPays`.
std::string describe(const std::vector<UnknownPtr>& missing);

}  // namespace remora
