#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// The checksums that clients send along and expect back. None of them protects a secret here.
namespace remora::wire {

/// MD5, as ETag and Content-MD5 have it. Source: RFC 1321.
std::array<std::uint8_t, 16> md5(std::string_view text);

/// SHA-256, as x-amz-content-sha256 has it. Source: FIPS 180-4.
std::array<std::uint8_t, 32> sha256(std::string_view text);

/// CRC-32, big endian, as x-amz-checksum-crc32 has it. Source: RFC 1952.
std::array<std::uint8_t, 4> crc32(std::string_view text);

/// The bytes as lower-case hexadecimal digits.
template <std::size_t N>
std::string hex(const std::array<std::uint8_t, N>& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::string base64(std::string_view bytes);

template <std::size_t N>
std::string base64(const std::array<std::uint8_t, N>& bytes) {
  std::string text(bytes.begin(), bytes.end());
  return base64(std::string_view(text));
}

/// The bytes of a base64 text; what is none of its characters is left out.
std::string from_base64(std::string_view text);

}  // namespace remora::wire
