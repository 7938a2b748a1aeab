#pragma once

#include <optional>

#include "engine/authorize/verdict.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// Reads an expected verdict (`Allowed`, `ExplicitlyDenied`, `ImplicitlyDenied`, `Undetermined`);
/// nothing if the member is absent or null.
std::optional<Verdict> read_verdict(MemberReader& reader, std::string_view name);

}  // namespace remora::input
