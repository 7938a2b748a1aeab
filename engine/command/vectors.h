#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/command/eval.h"
#include "engine/fixture/vector.h"
#include "engine/input/what_if.h"
#include "engine/json/document.h"

namespace remora::command {

using Vectors = std::vector<fixture::Vector>;

/// One element of a vector file with the settings that are to be tried: a vector, or those that an
/// input of `aws iam simulate-custom-policy` stands for. Errors: it is neither.
Result<Vectors> read_element(const json::DocumentPtr& as_it_is, const input::WhatIf& what_if);

/// Hands on every element of a vector file, which is an object with vectors, a bare array, or a
/// vector a line. Gives what is wrong with what stands around them.
Diagnostics for_each_element(const SourcePtr& source,
                             const std::function<void(const SourcePtr& element)>& take);

/// The text of a file that holds vectors, by its content, or by the name of one that has a vector a
/// line; null for another file. Errors: it holds vectors in YAML, which are read as JSON here.
Result<SourcePtr> vectors_in(const std::string& path, FileReader& files);

/// The request that options describe, with the changes that are to be tried. Errors: what the
/// options say is no request; a change that changes nothing.
Result<fixture::Vector> described(const RequestOptions& request,
                                  input::WhatIf what_if,
                                  FileReader& files);

}  // namespace remora::command
