#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace remora::reference {

/// The bits of an address, from the left: 32 of them (IPv4) or 128.
using IpBits = std::vector<bool>;

/// Source: capture of AWS, condition_ip: leading zeros in octets are decimal, `:::` is read as
/// `::`, `::ffff:a.b.c.d` is the IPv4 address, any other dotted IPv6 text is malformed.
std::optional<IpBits> read_ip(std::string_view text);

/// True if the policy's `address[/prefix]` covers the address.
/// Source: IAM User Guide, "IP address condition operators"; capture of AWS, condition_ip:
/// malformed networks cover nothing, IPv4 networks ignore their host bits, IPv6 networks with host
/// bits cover nothing, mapped networks cover no IPv4 address.
bool covers(std::string_view network, const IpBits& address);

}  // namespace remora::reference
