#include "engine/import/dynamic_references.h"

namespace remora::imports {

std::string without_dynamic_references(
    std::string_view text,
    const std::function<std::string(const DynamicReference& reference)>& value) {
  constexpr std::string_view kBegin = "{{resolve:";
  constexpr std::string_view kEnd = "}}";
  std::string written;
  while (true) {
    const std::size_t begin = text.find(kBegin);
    const std::size_t end = begin == text.npos ? begin : text.find(kEnd, begin);
    if (end == text.npos) {
      return written.append(text);
    }
    const std::string_view inside = text.substr(begin + kBegin.size(), end - begin - kBegin.size());
    const std::size_t colon = inside.find(':');
    written.append(text.substr(0, begin));
    written += value({inside.substr(0, colon),
                      colon == inside.npos ? std::string_view() : inside.substr(colon + 1)});
    text.remove_prefix(end + kEnd.size());
  }
}

}  // namespace remora::imports
