#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/place.h"

namespace remora {

/// How a text is written inside another one.
enum class Encoding : std::uint8_t {
  Opaque,        // nobody knows: all of it stands where it begins, and it is not edited
  DoubleQuoted,  // a string of JSON, a scalar of YAML in double quotes
  SingleQuoted,  // the other scalars of YAML
  Plain,
  Literal,
  Folded,
  Percent,  // RFC 3986, section 2.1
};

/// Leads from the bytes of a text to those that it is written as in the text around it.
class OffsetMap {
 public:
  /// The next `size` bytes stand there as they are, from `outer` on.
  void add_copy(std::uint32_t size, std::uint32_t outer);
  /// The next `size` bytes are written as these: an escape, a line break with its indentation.
  void add_piece(std::uint32_t size, Span outer);

  /// The bytes that a range is written as: from where its first byte begins to just behind its
  /// last one, whole escapes. An empty range stands where the byte behind it begins.
  [[nodiscard]] Span outward(Span inner) const;

  /// A part of the text that is written in one go.
  struct Segment {
    std::uint32_t inner = 0;
    std::uint32_t size = 0;
    Span outer;
    bool copy = false;
  };

  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }

  /// How many bytes of the text it knows.
  [[nodiscard]] std::uint32_t size() const;

 private:
  [[nodiscard]] const Segment& at(std::uint32_t inner) const;

  std::vector<Segment> segments_;
};

/// Where the text of a SourceText stands, when it is a text inside another one.
struct Embedding {
  Place outer;  // all of it, with its quotes
  Encoding encoding = Encoding::Opaque;
  OffsetMap map;
};

/// The same place in the text around, as far out as that goes: in the file.
Place outermost(Place place);

/// What is written at `outer` in percent-encoding, as a text of its own. A percent sign that no two
/// hexadecimal digits follow stands for itself.
/// Source: RFC 3986, section 2.1; IAM API Reference, "GetRole": policies are URL-encoded so.
SourcePtr percent_decoded(const Place& outer);

}  // namespace remora
