#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/input/member_reader.h"

namespace remora::input {

/// That a case of a fixture is not like the others, and why.
struct Marker {
  enum class Kind : std::uint8_t {
    Skip,  // it is not run
    Todo,  // it is run, and known to fail
  };

  Kind kind = Kind::Skip;
  std::string reason;
};

/// Reads the members `skip` and `todo`, of which one at most may stand, with the reason as text.
/// Nothing if neither does.
std::optional<Marker> read_marker(MemberReader& reader);

}  // namespace remora::input
