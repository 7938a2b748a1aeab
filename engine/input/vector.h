#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/authorize/policy_set.h"
#include "engine/authorize/verdict.h"
#include "engine/base/result.h"
#include "engine/input/marker.h"
#include "engine/json/document.h"
#include "engine/request/request.h"

namespace remora::input {

/// One raw IAM request with the policies in force: an element of a vector file.
struct Vector {
  std::string id;
  std::string rule;
  Request request;
  PolicyGroup identity;
  CompiledPolicyPtr resource;
  PolicyType resource_type = PolicyType::Resource;
  CompiledPolicyPtr boundary;
  std::optional<PolicyGroup> session;
  std::optional<std::vector<PolicyGroup>> scps;
  std::optional<std::vector<PolicyGroup>> rcps;
  CompiledPolicyPtr vpc_endpoint;
  std::vector<Grant> grants;
  std::optional<Verdict> expect;
  std::optional<Marker> marker;
  Place place;
  Diagnostics warnings;

  /// The policies as `authorize` takes them; views into this vector.
  [[nodiscard]] PolicySet policies() const;
};

/// Which kind of resource-based policy the resource of that action has.
PolicyType resource_policy_type(std::string_view action_text);

/// Reads one vector. The context is complete as given: nothing is added to it. A context value
/// that is an array is multivalued by type; `{"unknown": "why"}` is a key nobody knows.
Result<Vector> read_vector(const json::DocumentPtr& json, json::Value value);

/// Reads a set of vectors: `{"format": 1, "vectors": [...]}` or a bare array. Each element
/// succeeds or fails by itself; the outer error means that this is no vector file at all.
Result<std::vector<Result<Vector>>> read_vectors(const json::DocumentPtr& json);

/// The id of a vector that could not be read, as far as it has one.
std::string id_of(json::Value value);

}  // namespace remora::input
