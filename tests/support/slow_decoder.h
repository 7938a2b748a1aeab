#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source_text.h"

/// A decoder of embedded texts that goes one character at a time, written from the pages (RFC 8259
/// section 7, RFC 3986 section 2.1, YAML 1.2.2 chapters 7.3 and 8.1) and without a line in common
/// with the engine. Slow, and only for tests.
namespace remora::test {

/// One byte of a decoded text, with the bytes that it was written as.
struct DecodedByte {
  char value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

using Decoded = std::vector<DecodedByte>;

/// A string in double quotes that begins at `at`; with escapes and folded lines as YAML has them,
/// of which JSON's are a part.
Decoded slowly_double_quoted(std::string_view text, std::size_t at);
Decoded slowly_single_quoted(std::string_view text, std::size_t at);
/// The block behind the line at `at`, whose lines are indented by `indent`; chomped to one line
/// break at most. Folded if asked.
Decoded slowly_block(std::string_view text, std::size_t at, std::size_t indent, bool folded);
/// The text of another decoder, percent-encoded.
Decoded slowly_percent(const Decoded& written);

std::string text_of(const Decoded& decoded);
/// Counted from the beginning of the text, byte by byte.
Position slow_position(std::string_view text, std::size_t offset);

}  // namespace remora::test
