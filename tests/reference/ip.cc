#include "tests/reference/ip.h"

#include <cstddef>
#include <string>

namespace remora::reference {

namespace {

void append_bits(IpBits& bits, unsigned value, unsigned count) {
  for (unsigned i = count; i > 0; --i) {
    bits.push_back(((value >> (i - 1)) & 1U) != 0);
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == separator) {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return parts;
}

std::optional<unsigned> read_digits(std::string_view text, unsigned base, unsigned limit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  unsigned value = 0;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t digit = kDigits.find(lower);
    if (digit == std::string_view::npos || digit >= base) {
      return std::nullopt;
    }
    value = value * base + static_cast<unsigned>(digit);
    if (value > limit) {
      return std::nullopt;
    }
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

std::optional<IpBits> read_v4(std::string_view text) {
  IpBits bits;
  const auto octets = split(text, '.');
  for (const std::string_view octet : octets) {
    const auto value = read_digits(octet, 10, 255);
    if (!value) {
      return std::nullopt;
    }
    append_bits(bits, *value, 8);
  }
  return octets.size() == 4 ? std::optional(bits) : std::nullopt;
}

/// The groups of one side of `::`.
bool read_groups(std::string_view text, std::vector<unsigned>& groups) {
  if (text.empty()) {
    return true;
  }
  for (const std::string_view group : split(text, ':')) {
    const auto value = group.size() <= 4 ? read_digits(group, 16, 0xFFFF) : std::nullopt;
    if (!value) {
      return false;
    }
    groups.push_back(*value);
  }
  return true;
}

std::optional<IpBits> read_v6(std::string text) {
  if (const std::size_t three = text.find(":::"); three != std::string::npos) {
    text.erase(three, 1);
  }
  std::vector<unsigned> left;
  std::vector<unsigned> right;
  const std::size_t gap = text.find("::");
  const bool has_gap = gap != std::string::npos;
  const std::string_view whole = text;
  if (!read_groups(whole.substr(0, gap), left) ||
      (has_gap && !read_groups(whole.substr(gap + 2), right))) {
    return std::nullopt;
  }
  const std::size_t given = left.size() + right.size();
  if (has_gap ? given > 7 : given != 8) {
    return std::nullopt;
  }
  left.resize(8 - right.size(), 0);
  left.insert(left.end(), right.begin(), right.end());
  IpBits bits;
  for (const unsigned group : left) {
    append_bits(bits, group, 16);
  }
  return bits;
}

/// 80 zeros, then 16 ones.
bool starts_with_mapped_bits(const IpBits& bits) {
  for (std::size_t i = 0; i < 96; ++i) {
    if (bits[i] != (i >= 80)) {
      return false;
    }
  }
  return true;
}

bool starts_with_mapped(std::string_view text) {
  constexpr std::string_view kMapped = "::ffff:";
  if (text.size() < kMapped.size()) {
    return false;
  }
  for (std::size_t i = 0; i < kMapped.size(); ++i) {
    if (text[i] != kMapped[i] && !(text[i] == 'F' && kMapped[i] == 'f')) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<IpBits> read_ip(std::string_view text) {
  if (text.find(':') == std::string_view::npos) {
    return read_v4(text);
  }
  if (text.find('.') == std::string_view::npos) {
    auto bits = read_v6(std::string(text));
    // In hexadecimal the same address is the same IPv4 address.
    if (bits && starts_with_mapped_bits(*bits)) {
      bits->erase(bits->begin(), bits->begin() + 96);
    }
    return bits;
  }
  return starts_with_mapped(text) ? read_v4(text.substr(7)) : std::nullopt;
}

bool covers(std::string_view network, const IpBits& address) {
  const std::size_t slash = network.find('/');
  const std::string_view base = network.substr(0, slash);
  // Dotted IPv6 text is malformed in a policy, and a mapped network covers no IPv4 address.
  if (base.find(':') != std::string_view::npos && base.find('.') != std::string_view::npos) {
    return false;
  }
  const bool v6 = base.find(':') != std::string_view::npos;
  const auto bits = v6 ? read_v6(std::string(base)) : read_v4(base);
  if (!bits || bits->size() != address.size()) {
    return false;
  }
  std::size_t prefix = bits->size();
  if (slash != std::string_view::npos) {
    std::string_view text = network.substr(slash + 1);
    if (text.starts_with('+')) {
      text.remove_prefix(1);
    }
    const auto value = read_digits(text, 10, static_cast<unsigned>(bits->size()));
    if (!value) {
      return false;
    }
    prefix = *value;
  }
  for (std::size_t i = 0; i < bits->size(); ++i) {
    const bool host = i >= prefix;
    if (host && bits->size() == 128 && (*bits)[i]) {
      return false;
    }
    if (!host && (*bits)[i] != address[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace remora::reference
