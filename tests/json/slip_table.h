#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora::test {

/// A slip that people make, and all that is printed about it.
struct SlipRow {
  const char* name;
  std::string text;
  std::string printed;
};

/// Registers a case for each row, in a suite of that name. The rows must outlive the run.
struct RegisterSlips {
  RegisterSlips(const char* suite,
                const std::vector<SlipRow>& rows,
                Result<json::DocumentPtr> (*read)(const SourcePtr&));
};

}  // namespace remora::test
