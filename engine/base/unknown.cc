#include "engine/base/unknown.h"

#include <set>
#include <string_view>

namespace remora {

std::string whereabouts(const Unknown& fact) {
  // What stands in no file, such as what the command line might have said, has no place to open.
  const bool written = fact.place.known() && !fact.place.source->text().empty();
  const std::string place = written ? to_string(fact.place) : std::string();
  return place + (place.empty() || fact.reason.empty() ? "" : ": ") + fact.reason;
}

std::string describe(const std::vector<UnknownPtr>& missing) {
  std::string text;
  std::string supply;
  std::set<std::string_view> known;  // one value may settle several facts
  for (const UnknownPtr& fact : missing) {
    text += (text.empty() ? "it depends on " : ", and on ") + fact->what;
    const std::string where = whereabouts(*fact);
    text += where.empty() ? "" : " (" + where + ")";
    if (!fact->supply.empty() && known.insert(fact->supply).second) {
      supply += (supply.empty() ? "; give " : ", ") + fact->supply;
    }
  }
  return text + supply;
}

}  // namespace remora
