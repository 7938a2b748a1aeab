#pragma once

#include "engine/input/member_reader.h"
#include "engine/request/names.h"
#include "engine/request/request.h"

namespace remora::input {

/// Reads what every request says: `principal`, `action`, `resource`, `resource_account` and
/// `context`, in which strings, numbers and booleans are single values, arrays are multivalued
/// keys,
/// `{"unknown": "why"}` is a key that nobody knows, `{"symbol": "name"}` one whose value AWS will
/// choose. Reports keys that differ only in case. Gives the names that are not known.
UnknownNames read_request(MemberReader& reader, Request& request);

/// An error that the text is no principal that makes requests, or no action, with what was probably
/// meant.
Diagnostic no_principal(std::string_view text, Place place = {});
Diagnostic no_action(std::string_view text, Place place = {});

}  // namespace remora::input
