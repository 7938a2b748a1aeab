#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace remora {

/// Where the material of a KMS key comes from. Source: KMS API Reference, "CreateKey" (Origin).
inline constexpr auto kKeyOrigins =
    std::to_array<std::string_view>({"AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"});

inline bool is_key_origin(std::string_view origin) {
  return std::find(kKeyOrigins.begin(), kKeyOrigins.end(), origin) != kKeyOrigins.end();
}

}  // namespace remora
