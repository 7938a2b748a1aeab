#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/delivery/assumptions.h"
#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/input/marker.h"
#include "engine/input/policy_cache.h"
#include "engine/json/document.h"
#include "engine/world/world.h"

namespace remora::input {

/// What a fixture expects to be at fault, in the words of a result's `cause`.
struct ExpectedCause {
  std::optional<std::string> kind;       // the stable name of a kind of cause
  std::optional<std::size_t> statement;  // its index in the policy, from 0
  std::optional<std::string> sid;
  std::optional<std::string> element;  // Principal, Action, Resource, Condition, ...
  std::optional<std::string> summary;
};

/// What a fixture expects of a delivery. What is left out is not checked.
struct Expectation {
  std::optional<delivery::Outcome> outcome;
  std::optional<std::string> error;
  std::optional<std::string> message;
  std::optional<std::string> denied_action;
  std::optional<std::string> denied_principal;
  std::optional<std::string> denied_policy;
  std::optional<ExpectedCause> cause;
  std::optional<std::size_t> requests;  // how many the service makes
  std::optional<std::vector<std::string>> objects_written;
  std::vector<std::pair<std::string, std::string>> status;  // fields that must be so
  /// How well the expectation itself is known; not compared with anything.
  std::optional<delivery::Origin> evidence;
};

struct ScenarioDelivery {
  delivery::DeliveryCall call;
  std::optional<Expectation> expect;
  std::optional<Marker> marker;
  Place place;
};

/// A raw request in a scenario: its policies come from the world.
struct ScenarioRequest {
  std::string id;
  Request request;
  std::optional<Verdict> expect;
  std::optional<Marker> marker;
  Place place;
};

/// A small AWS world and what to try in it.
struct Scenario {
  json::DocumentPtr json;
  std::string title;
  std::string provenance;
  std::optional<Marker> marker;  // of every case in it
  world::World world;
  delivery::Assumptions assumptions;
  std::vector<ScenarioDelivery> deliveries;
  std::vector<ScenarioRequest> requests;
  Diagnostics warnings;
};

/// Reads a scenario file, version 1. Errors: everything in it that the format does not know, each
/// with its place; files that it names and that cannot be read.
/// A file that extends others, or has variables or a matrix, goes through `Family` first.
/// With a cache, policy files that other scenarios have named are not read again.
Result<Scenario> read_scenario(const json::DocumentPtr& json,
                               FileReader& files,
                               PolicyCache* cache = nullptr);

}  // namespace remora::input
