#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace remora {

/// An IP address: four bytes (IPv4) or sixteen.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool v6 = false;

  /// Reads dotted decimal (leading zeros allowed, still decimal) or colon-separated hexadecimal.
  /// `::ffff:a.b.c.d` is the IPv4 address in it; every other IPv6 address with a dotted part is
  /// malformed; `:::` is read as `::`. Source: capture of AWS, condition_ip.
  static std::optional<IpAddress> parse(std::string_view text);
};

/// An address range in CIDR notation.
class IpNetwork {
 public:
  /// Reads `address[/prefix]`; without a prefix the single address. The prefix may have zeros or
  /// one `+` in front (capture of AWS, condition_ip). Nothing for a prefix that is too long.
  static std::optional<IpNetwork> parse(std::string_view text);

  /// IPv4 networks ignore their host bits; an IPv6 network with host bits set contains nothing,
  /// not even its own address; IPv4 and IPv6 never meet. Source: capture of AWS, condition_ip.
  [[nodiscard]] bool contains(const IpAddress& address) const;

  /// An IPv6 network with host bits.
  [[nodiscard]] bool is_void() const { return void_; }

  [[nodiscard]] const IpAddress& address() const { return address_; }

  [[nodiscard]] int prefix() const { return prefix_; }

 private:
  IpAddress address_;
  int prefix_ = 0;
  bool void_ = false;
};

}  // namespace remora
