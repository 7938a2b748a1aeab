#include "engine/report/request_table.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/report/paint.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using delivery::ProbeResult;

/// How wide each column is, blanks between them included.
struct Columns {
  std::size_t number = 0;
  std::size_t who = 0;
  std::size_t action = 0;
  std::size_t verdict = 0;
  std::size_t purpose = 0;  // the longest

  [[nodiscard]] std::size_t before_purpose() const {
    return 2 + number + 2 + who + action + verdict;
  }
};

Columns measure(const std::vector<ProbeResult>& probes, Language language) {
  Columns columns;
  columns.number = std::max<std::size_t>(2, std::to_string(probes.size()).size());
  for (const ProbeResult& probe : probes) {
    columns.who =
        std::max(columns.who, utf8::display_width(requester(probe.request, language)) + 2);
    columns.action = std::max(columns.action, probe.request.action.size() + 2);
    columns.verdict =
        std::max(columns.verdict, utf8::display_width(verdict_word(probe, language)) + 2);
    columns.purpose = std::max(columns.purpose, utf8::display_width(purpose_of(probe, language)));
  }
  return columns;
}

}  // namespace

std::string request_table(const delivery::DeliveryOutcome& outcome, const TextOptions& options) {
  constexpr std::size_t kLeastForPurpose = 36;
  const Style style(options.color);
  const Columns columns = measure(outcome.probes, options.language);
  const std::size_t before = columns.before_purpose();
  // In a narrow window the purpose goes to a line of its own, in a still narrower one the action.
  const bool beside = before + std::min(columns.purpose, kLeastForPurpose) <= options.width;
  const bool who_alone = before > options.width;
  std::string out;
  for (std::size_t i = 0; i < outcome.probes.size(); ++i) {
    const ProbeResult& probe = outcome.probes[i];
    const std::string number = std::to_string(i + 1);
    const std::string who = requester(probe.request, options.language);
    std::string what = pad(probe.request.action, columns.action);
    what += paint(style, probe, pad(verdict_word(probe, options.language), columns.verdict));
    const std::string under(2 + columns.number + 2, ' ');
    out += outcome.cause == i ? style.red("> ") : "  ";
    out.append(columns.number - number.size(), ' ').append(number).append("  ");
    out.append(who_alone ? one_line(who) : pad(who, columns.who))
        .append(who_alone ? "\n" + under : "");
    out += what;
    if (beside) {
      out +=
          style.dim(wrap_paths(purpose_of(probe, options.language), before, options.width)) + "\n";
    } else {
      while (out.ends_with(' ')) {
        out.pop_back();
      }
      out.append("\n").append(under);
      out +=
          style.dim(wrap_paths(purpose_of(probe, options.language), under.size(), options.width)) +
          "\n";
    }
  }
  return out;
}

}  // namespace remora::report
