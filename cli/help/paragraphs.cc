#include "cli/help/paragraphs.h"

namespace remora::cli {

std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> found;
  bool open = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() < text.size() ? line.size() + 1 : text.size());
    if (line.empty()) {
      open = false;
      continue;
    }
    const bool as_it_is = line.front() == ' ';
    if (!open || found.back().as_it_is != as_it_is) {
      found.push_back({std::string(line), as_it_is});
    } else {
      found.back().text.append(as_it_is ? "\n" : " ").append(line);
    }
    open = true;
  }
  return found;
}

}  // namespace remora::cli
