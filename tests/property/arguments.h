#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <system_error>

namespace remora::property {

/// An option of a program that tries random cases, and where its number goes.
struct NumberOption {
  std::string_view name;
  std::uint64_t* value;
};

/// Reads `--name NUMBER` pairs. False for anything else.
inline bool read_numbers(int argc, char** argv, std::span<const NumberOption> options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view text = i + 1 < argc ? argv[i + 1] : "";
    const char* const end = text.data() + text.size();
    bool read = false;
    for (const NumberOption& option : options) {
      if (option.name == name) {
        const auto result = std::from_chars(text.data(), end, *option.value);
        read = result.ec == std::errc() && result.ptr == end;
      }
    }
    if (!read) {
      return false;
    }
  }
  return true;
}

}  // namespace remora::property
