#include "engine/json/duplicate_keys.h"

#include <algorithm>

namespace remora::json {

void report_duplicate_keys(const Document& document,
                           std::size_t object,
                           std::vector<std::size_t>& keys,
                           DiagnosticSink& sink) {
  keys.clear();
  for (std::size_t i = object + 1; i < document.node(object).next; i = document.node(i + 1).next) {
    keys.push_back(i);
  }
  // Most objects have few keys, and no two of them are alike.
  constexpr std::size_t kFew = 16;
  const auto is_new = [&](std::size_t index) {
    const std::string_view text = document.node(keys[index]).text;
    return std::none_of(keys.begin(),
                        keys.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](std::size_t other) { return document.node(other).text == text; });
  };
  bool all_new = keys.size() <= kFew;
  for (std::size_t i = 1; all_new && i < keys.size(); ++i) {
    all_new = is_new(i);
  }
  if (all_new) {
    return;
  }
  std::sort(keys.begin(), keys.end(), [&](std::size_t a, std::size_t b) {
    const int order = document.node(a).text.compare(document.node(b).text);
    return order != 0 ? order < 0 : a < b;
  });
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const Node& first = document.node(keys[i - 1]);
    const Node& second = document.node(keys[i]);
    if (first.text == second.text) {
      const Position at = document.source()->position(first.span.begin);
      sink.error(second.span,
                 "duplicate-key",
                 "\"" + std::string(second.text) + "\" stands twice in this object",
                 "the first one is in line " + std::to_string(at.line) + "; keep one of them");
    }
  }
}

}  // namespace remora::json
