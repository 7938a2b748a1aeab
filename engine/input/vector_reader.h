#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/fixture/vector.h"
#include "engine/json/document.h"

namespace remora::input {

/// Which kind of resource-based policy the resource of that action has.
PolicyType resource_policy_type(std::string_view action_text);

/// Reads one vector. The context is complete as given: nothing is added to it. A context value
/// that is an array is multivalued by type; `{"unknown": "why"}` is a key nobody knows.
Result<fixture::Vector> read_vector(const json::DocumentPtr& json, json::Value value);

/// Reads a set of vectors: `{"format": 1, "vectors": [...]}` or a bare array. Each element
/// succeeds or fails by itself; the outer error means that this is no vector file at all.
Result<std::vector<Result<fixture::Vector>>> read_vectors(const json::DocumentPtr& json);

/// What is wrong with the object around the vectors of a file, which stands here without them.
Diagnostics check_frame(const SourcePtr& frame);

/// The id of a vector that could not be read, as far as it has one.
std::string id_of(json::Value value);

}  // namespace remora::input
