#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/fixture/derivation.h"
#include "engine/fixture/finding.h"
#include "engine/json/document.h"

namespace remora::input {

/// A scenario whose world and deliveries come from files that people have, as one document.
struct FromInputs {
  json::DocumentPtr json;
  Diagnostics notes;  // what was assumed
  fixture::Findings findings;
  fixture::Derivations derivations;
  std::vector<std::string> secrets;  // texts that are shown to nobody
};

/// True if a scenario names inputs to take its world from.
bool takes_from_inputs(const json::Value& scenario);

/// Reads the inputs that the scenario's `from` names (a path, or several, relative to the file it
/// stands in; or an object with `inputs` and what the command line says about inputs), with its
/// `parameters`, and puts the scenario's own members over what they describe: a delivery with an id
/// that is there gets what it says, such as `expect`.
/// Errors: as import_sources; a member that there is not; a delivery that no input has and that is
/// no whole one, with those that there are.
Result<FromInputs> resolve_from(const json::DocumentPtr& scenario, FileReader& files);

}  // namespace remora::input
