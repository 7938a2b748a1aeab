#pragma once

#include "engine/fixture/mutant_kind.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// Reads an element of `acceptedMutants`: `{"statement": "bucket#Acl", "change": "any-resource",
/// "why": "..."}`. Errors, into the sink: a change of no such name, a reason that is missing.
fixture::AcceptedMutant read_accepted_mutant(const json::Value& value, DiagnosticSink& sink);

}  // namespace remora::input
