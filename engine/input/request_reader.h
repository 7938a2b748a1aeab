#pragma once

#include "engine/input/member_reader.h"
#include "engine/request/request.h"

namespace remora::input {

/// Reads `context`: strings, numbers and booleans are single values, arrays are multivalued keys,
/// `{"unknown": "why"}` is a key that nobody knows, `{"symbol": "name"}` one whose value AWS will
/// choose. Reports keys that differ only in case.
void read_context(const json::Value& value, RequestContext& context, DiagnosticSink& sink);

/// Reads a principal, or reports what it may be.
Principal read_principal(MemberReader& reader, std::string_view name);

/// Reads `resource_account`, which need not be there: the id of the resource's owner.
std::string read_owner(MemberReader& reader);

/// Reads an action, or reports how one is written.
std::string read_action(MemberReader& reader, std::string_view name);

}  // namespace remora::input
