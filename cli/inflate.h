#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace remora::cli {

enum class InflateProblem : std::uint8_t {
  Broken,    // no such data, or not all of it
  TooLarge,  // it unpacks to more than is wanted
};

/// What was packed by DEFLATE without a frame (RFC 1951), as browsers call it `deflate-raw`. At
/// most `most` bytes are unpacked: a kilobyte can stand for a megabyte.
tl::expected<std::string, InflateProblem> inflate(std::string_view packed, std::size_t most);

}  // namespace remora::cli
