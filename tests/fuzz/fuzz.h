#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/source_text.h"

/// Each target defines this one.
void fuzz_one(std::string_view text);

inline remora::SourcePtr source_of(std::string_view text) {
  return std::make_shared<const remora::SourceText>("fuzz", std::string(text));
}

// Each target is a program of its own, so the definition stands here once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz_one(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
