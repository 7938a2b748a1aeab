#pragma once

#include <cstdint>
#include <string_view>

namespace remora {

/// Where the text of an emulated message of AWS is known from: seen in AWS's own answers, printed
/// in AWS's documentation, or neither.
enum class Origin : std::uint8_t { Observed, Documented, Assumed };

constexpr std::string_view to_string(Origin origin) {
  switch (origin) {
    case Origin::Observed:
      return "observed";
    case Origin::Documented:
      return "documented";
    case Origin::Assumed:
      break;
  }
  return "assumed";
}

}  // namespace remora
