#pragma once

#include <optional>

#include "engine/fixture/marker.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// Reads the members `skip` and `todo`, of which one at most may stand, with the reason as text.
/// Nothing if neither does.
std::optional<fixture::Marker> read_marker(MemberReader& reader);

}  // namespace remora::input
