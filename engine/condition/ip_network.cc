#include "engine/condition/ip_network.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace remora {

namespace {

constexpr int kV4Bits = 32;
constexpr int kV6Bits = 128;
constexpr std::size_t kGroups = 8;

bool parse_v4(std::string_view text, std::uint8_t* bytes) {
  for (std::size_t octet = 0; octet < 4; ++octet) {
    const std::size_t dot = octet < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) {
      return false;
    }
    const std::string_view digits = text.substr(0, dot);
    if (!all_digits(digits)) {
      return false;
    }
    int value = 0;
    for (const char c : digits) {
      value = std::min(1000, value * 10 + (c - '0'));
    }
    if (value > 255) {
      return false;
    }
    bytes[octet] = static_cast<std::uint8_t>(value);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return true;
}

std::optional<std::uint16_t> parse_group(std::string_view text) {
  if (text.empty() || text.size() > 4) {
    return std::nullopt;
  }
  unsigned value = 0;
  for (const char c : text) {
    const char lower = ascii_lower(c);
    if (is_ascii_digit(lower)) {
      value = value * 16 + static_cast<unsigned>(lower - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<unsigned>(lower - 'a') + 10;
    } else {
      return std::nullopt;
    }
  }
  return static_cast<std::uint16_t>(value);
}

struct Groups {
  std::array<std::uint16_t, kGroups> values{};
  std::size_t size = 0;

  /// Appends colon-separated groups; an empty text has none.
  bool append(std::string_view text) {
    while (!text.empty()) {
      const std::size_t colon = std::min(text.find(':'), text.size());
      const auto group = parse_group(text.substr(0, colon));
      if (!group || size == kGroups || colon + 1 == text.size()) {
        return false;
      }
      values[size++] = *group;
      text.remove_prefix(std::min(colon + 1, text.size()));
    }
    return true;
  }
};

bool parse_v6(std::string_view text, std::array<std::uint8_t, 16>& bytes) {
  Groups groups;
  std::size_t tail = 0;
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    if (!groups.append(text) || groups.size != kGroups) {
      return false;
    }
    tail = kGroups;
  } else {
    std::size_t after = gap + 2;
    if (after < text.size() && text[after] == ':') {
      ++after;
    }
    if (!groups.append(text.substr(0, gap))) {
      return false;
    }
    tail = groups.size;
    const std::string_view rest = text.substr(after);
    if (rest.find("::") != std::string_view::npos || !groups.append(rest) ||
        groups.size == kGroups) {
      return false;
    }
  }
  bytes.fill(0);
  const std::size_t zeros = kGroups - groups.size;
  for (std::size_t i = 0; i < groups.size; ++i) {
    const std::size_t at = 2 * (i < tail ? i : i + zeros);
    bytes[at] = static_cast<std::uint8_t>(groups.values[i] >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(groups.values[i] & 0xFFU);
  }
  return true;
}

bool is_v4_mapped(const std::array<std::uint8_t, 16>& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) &&
         bytes[10] == 0xFF && bytes[11] == 0xFF;
}

/// True if the first `bits` of both are equal.
bool same_prefix(const std::uint8_t* a, const std::uint8_t* b, int bits) {
  for (; bits >= 8; bits -= 8, ++a, ++b) {
    if (*a != *b) {
      return false;
    }
  }
  if (bits == 0) {
    return true;
  }
  const auto mask = static_cast<unsigned>(0xFF00 >> bits) & 0xFFU;
  return ((*a ^ *b) & mask) == 0;
}

bool has_host_bits(const IpAddress& address, int prefix, int bits) {
  for (int bit = prefix; bit < bits; ++bit) {
    const auto byte = static_cast<unsigned>(address.bytes[static_cast<std::size_t>(bit / 8)]);
    if (((byte >> (7 - bit % 8)) & 1U) != 0) {
      return true;
    }
  }
  return false;
}

/// The address without turning a mapped IPv6 address into IPv4.
std::optional<IpAddress> parse_unmapped(std::string_view text) {
  IpAddress address;
  if (text.find(':') == std::string_view::npos) {
    if (!parse_v4(text, address.bytes.data())) {
      return std::nullopt;
    }
    return address;
  }
  address.v6 = true;
  if (!parse_v6(text, address.bytes)) {
    return std::nullopt;
  }
  return address;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  constexpr std::string_view kMapped = "::ffff:";
  IpAddress address;
  if (text.size() > kMapped.size() &&
      equal_ignoring_case(text.substr(0, kMapped.size()), kMapped) &&
      parse_v4(text.substr(kMapped.size()), address.bytes.data())) {
    return address;
  }
  const auto parsed = parse_unmapped(text);
  if (parsed && parsed->v6 && is_v4_mapped(parsed->bytes)) {
    std::copy_n(parsed->bytes.begin() + 12, 4, address.bytes.begin());
    return address;
  }
  return parsed;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_unmapped(text.substr(0, slash));
  if (!address) {
    return std::nullopt;
  }
  const int bits = address->v6 ? kV6Bits : kV4Bits;
  IpNetwork network;
  network.address_ = *address;
  network.prefix_ = bits;
  if (slash != std::string_view::npos) {
    std::string_view digits = text.substr(slash + 1);
    if (digits.starts_with('+')) {
      digits.remove_prefix(1);
    }
    if (!all_digits(digits)) {
      return std::nullopt;
    }
    network.prefix_ = 0;
    for (const char c : digits) {
      network.prefix_ = std::min(1000, network.prefix_ * 10 + (c - '0'));
    }
    if (network.prefix_ > bits) {
      return std::nullopt;
    }
  }
  network.void_ = address->v6 && has_host_bits(*address, network.prefix_, bits);
  return network;
}

bool IpNetwork::contains(const IpAddress& address) const {
  return !void_ && address.v6 == address_.v6 &&
         same_prefix(address.bytes.data(), address_.bytes.data(), prefix_);
}

}  // namespace remora
