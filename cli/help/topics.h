#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/style.h"

namespace remora::cli {

struct Topic {
  std::string name;
  std::string title;
};

/// What `remora help` knows beside the commands: short pages of the program's own, and the pages
/// of docs/ by their names.
std::vector<Topic> topics();

/// The text of a topic; nothing if there is none of that name.
std::optional<std::string> topic_text(std::string_view name, const report::TextOptions& style);

}  // namespace remora::cli
