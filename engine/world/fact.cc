#include "engine/world/fact.h"

namespace remora::world {

std::string describe(const std::vector<UnknownPtr>& missing) {
  std::string text;
  std::string supply;
  for (const UnknownPtr& fact : missing) {
    text += (text.empty() ? "it depends on " : ", and on ") + fact->what + " (";
    const std::string place = to_string(fact->place);
    text += place + (place.empty() || fact->reason.empty() ? "" : ": ") + fact->reason + ")";
    supply += fact->supply.empty() ? "" : (supply.empty() ? "; give " : ", ") + fact->supply;
  }
  return text + supply;
}

}  // namespace remora::world
