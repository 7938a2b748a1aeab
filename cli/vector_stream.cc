#include "cli/vector_stream.h"

#include <memory>
#include <utility>

#include "engine/input/vector_reader.h"

namespace remora::cli {

Diagnostics cut_vectors(const VectorStream& stream,
                        const std::function<void(const Elements&)>& take,
                        const std::function<bool()>& stopped) {
  constexpr std::size_t kChunk = 1U << 16U;
  constexpr std::size_t kBatch = 1024;
  input::ElementSplitter splitter;
  splitter.feed(stream.begin);
  std::string chunk(kChunk, '\0');
  Elements batch;
  for (bool more = true; more && !stopped();) {
    stream.in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    const auto size = static_cast<std::size_t>(stream.in.gcount());
    splitter.feed(std::string_view(chunk).substr(0, size));
    more = size > 0;
    if (!more) {
      splitter.finish();
    }
    while (auto element = splitter.next()) {
      batch.push_back(*std::move(element));
      if (batch.size() == kBatch) {
        take(batch);
        batch.clear();
      }
    }
  }
  take(batch);
  return splitter.frame() && !stopped() ? input::check_frame(source_of(stream, *splitter.frame()))
                                        : Diagnostics();
}

SourcePtr source_of(const VectorStream& stream, const input::ElementSplitter::Element& element) {
  return std::make_shared<const SourceText>(
      stream.name, element.text, element.start, Intake{stream.limits, true});
}

}  // namespace remora::cli
