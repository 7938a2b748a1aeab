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
