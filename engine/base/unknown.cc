#include "engine/base/unknown.h"

#include <set>
#include <string_view>

namespace remora {

bool is_written(const Unknown& fact) {
  return fact.place.known() && !fact.place.source->text().empty();
}

std::string whereabouts(const Unknown& fact) {
  const std::string place = is_written(fact) ? to_string(fact.place) : std::string();
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
