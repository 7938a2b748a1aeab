#include "cli/inflate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <zlib.h>

namespace remora::cli {

tl::expected<std::string, InflateProblem> inflate(std::string_view packed, std::size_t most) {
  z_stream stream{};
  if (packed.size() > std::numeric_limits<uInt>::max() ||
      inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
    return tl::unexpected(InflateProblem::Broken);
  }
  // zlib reads its input, and writes nothing there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  std::array<char, 1U << 16U> chunk{};
  int status = Z_OK;
  while (status == Z_OK && text.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    status = ::inflate(&stream, Z_NO_FLUSH);
    text.append(chunk.data(), chunk.size() - stream.avail_out);
  }
  const bool whole = status == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (text.size() > most) {
    return tl::unexpected(InflateProblem::TooLarge);
  }
  return whole ? tl::expected<std::string, InflateProblem>(std::move(text))
               : tl::unexpected(InflateProblem::Broken);
}

}  // namespace remora::cli
