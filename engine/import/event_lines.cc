#include "engine/import/event_lines.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/import/event.h"
#include "engine/import/kind.h"
#include "engine/json/read.h"

namespace remora::imports {

Result<std::vector<json::DocumentPtr>> event_lines(const SourcePtr& text) {
  std::vector<json::DocumentPtr> found;
  json::DocumentPtr passed_over;
  std::string_view rest = text->text();
  for (std::uint32_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view written = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (written.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    const bool first = found.empty() && passed_over == nullptr;
    if (first && !written.starts_with('{')) {
      return found;
    }
    auto document = json::read_json(std::make_shared<const SourceText>(
        text->name(), std::string(written), Position{line, 1}, text->intake()));
    if (first && (!document || kind_of((*document)->root()) != FileKind::Event)) {
      return found;
    }
    if (!document) {
      return fail(document.error());
    }
    if (!events_in(*document).empty()) {
      found.push_back(*std::move(document));
    } else {
      passed_over = *std::move(document);
    }
  }
  if (found.empty() && passed_over != nullptr) {
    found.push_back(std::move(passed_over));
  }
  return found;
}

}  // namespace remora::imports
