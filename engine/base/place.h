#pragma once

#include <string>
#include <string_view>

#include "engine/base/source_text.h"

namespace remora {

/// Where something stands: a range of a text. Of a text that was embedded in another one (a policy
/// that is a string of a template) the place is in the embedded text, whose name and positions are
/// those of the outer file. Without a source: nowhere, for what nobody wrote.
struct Place {
  SourcePtr source;
  Span span;

  [[nodiscard]] bool known() const { return source != nullptr; }

  // What follows asks a place that is known.

  /// Where it begins and ends, as people count.
  [[nodiscard]] Position begin() const { return source->position(span.begin); }

  [[nodiscard]] Position end() const;

  /// The name of the file, as the user gave it.
  [[nodiscard]] const std::string& file() const { return source->name(); }

  [[nodiscard]] std::string_view text() const { return source->slice(span); }
};

/// `FILE:LINE:COLUMN`, the form that editors open; empty for a place that is not known.
std::string to_string(const Place& place);

}  // namespace remora
