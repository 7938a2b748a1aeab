#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/outcome.h"
#include "engine/explanation/flow.h"
#include "engine/report/style.h"
#include "engine/report/words.h"

namespace remora::report {

inline std::string paint(const Style& style, Match match, std::string_view text) {
  switch (match) {
    case Match::Yes:
      return style.green(text);
    case Match::No:
      return style.red(text);
    case Match::Unknown:
      break;
  }
  return style.yellow(text);
}

inline std::string paint(const Style& style, delivery::Outcome outcome, std::string_view text) {
  return paint(style, match_of(outcome), text);
}

inline std::string paint(const Style& style, explanation::Passage passage, std::string_view text) {
  const auto match = match_of(passage);
  return match ? paint(style, *match, text) : style.dim(text);
}

/// The verdict of a request, where a denial that does no harm is no alarm.
inline std::string paint(const Style& style,
                         const delivery::ProbeResult& probe,
                         std::string_view text) {
  const Match succeeded = probe.succeeded();
  return succeeded == Match::No && !probe.required ? style.yellow(text)
                                                   : paint(style, succeeded, text);
}

}  // namespace remora::report
