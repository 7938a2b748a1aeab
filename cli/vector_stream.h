#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/input/element_splitter.h"

namespace remora::cli {

using Elements = std::vector<input::ElementSplitter::Element>;

struct VectorStream {
  std::istream& in;
  std::string name;        // in messages
  std::string_view begin;  // what was read of it already
  LimitsPtr limits;
};

/// Cuts a stream into the vectors that it holds and hands them on, many at a time and not yet read,
/// until `stopped`. Returns what is wrong with the object around them, if anything.
Diagnostics cut_vectors(const VectorStream& stream,
                        const std::function<void(const Elements&)>& take,
                        const std::function<bool()>& stopped);

/// The text of an element, with its place in the stream.
SourcePtr source_of(const VectorStream& stream, const input::ElementSplitter::Element& element);

}  // namespace remora::cli
