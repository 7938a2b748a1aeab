#pragma once

#include <string>

#include "engine/policy/policy_type.h"
#include "tests/property/random.h"
#include "tests/property/vocabulary.h"

namespace remora::property {

/// How willing a generated policy is to allow.
enum class Mood : std::uint8_t {
  Plain,     // whatever comes
  Generous,  // holds an Allow of everything besides
};

/// One policy as JSON text. `clear` keeps to statements whose publicness AWS leaves no doubt
/// about, for buckets under RestrictPublicBuckets.
std::string policy_text(
    Random& random, const ServiceWords& service, PolicyType type, Mood mood, bool clear);

}  // namespace remora::property
