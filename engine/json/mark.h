#pragma once

#include <string_view>

#include "engine/base/symbol.h"
#include "engine/json/slip.h"

namespace remora::json {

/// A string of a text that is not ours holds a mark of symbols, written as an escape.
inline Slip slip_of_mark(std::string_view decoded, Span span) {
  const bool begin = decoded[decoded.find_first_of(kMarks)] == kSymbolBegin;
  return {span,
          std::string("the control character ") + (begin ? "U+001E" : "U+001F") +
              " stands in this text",
          "no text of AWS holds it, take it out",
          std::nullopt,
          "control-character"};
}

}  // namespace remora::json
