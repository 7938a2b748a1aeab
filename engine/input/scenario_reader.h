#pragma once

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/fixture/scenario.h"
#include "engine/input/policy_cache.h"

namespace remora::input {

/// Reads a scenario file, version 1. Errors: everything in it that the format does not know, each
/// with its place; files that it names and that cannot be read.
/// A file that extends others, or has variables or a matrix, goes through `Family` first.
/// With a cache, policy files that other scenarios have named are not read again.
Result<fixture::Scenario> read_scenario(const json::DocumentPtr& json,
                                        FileReader& files,
                                        PolicyCache* cache = nullptr);

}  // namespace remora::input
