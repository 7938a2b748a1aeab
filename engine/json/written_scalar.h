#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/base/embedding.h"

namespace remora::json {

/// How a text was written as a scalar.
struct WrittenScalar {
  Span span;  // all of it: with its quotes, or from `|` to the last character
  Encoding encoding = Encoding::Opaque;
  OffsetMap map;
};

/// Finds out how the scalar that begins at `begin` (or behind the anchor and the tag there) was
/// written, knowing what a reader made of it: a string of JSON, or one of the five kinds of scalars
/// of YAML. Nothing if what is written does not read as `decoded`.
/// Source: RFC 8259, section 7; YAML 1.2.2, chapters 7.3 and 8.1.
std::optional<WrittenScalar> find_written(std::string_view text,
                                          std::size_t begin,
                                          std::string_view decoded);

}  // namespace remora::json
