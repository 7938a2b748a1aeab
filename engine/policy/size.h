#pragma once

#include <optional>

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora {

/// The error about a policy that is larger than its limit (base/limits.h), a multiple of what AWS
/// stores; nothing for any other.
inline std::optional<Error> too_large(const json::Value& policy) {
  const Span span = policy.span();
  if (span.end - span.begin <= policy.source()->limits()[Limit::PolicyBytes]) {
    return std::nullopt;
  }
  return beyond({policy.source(), {span.begin, span.begin}}, Limit::PolicyBytes);
}

}  // namespace remora
