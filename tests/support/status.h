#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/outcome.h"

namespace remora::test {

/// The value of a status field, or `not reported`.
inline std::string field(const remora::delivery::DeliveryOutcome& outcome, std::string_view name) {
  for (const remora::delivery::StatusField& one : outcome.status) {
    if (one.name == name) {
      return one.value;
    }
  }
  return "not reported";
}

}  // namespace remora::test
