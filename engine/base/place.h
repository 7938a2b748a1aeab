#pragma once

#include "engine/base/source_text.h"

namespace remora {

/// Where something stands: a range of a text. Of a text that was embedded in another one (a policy
/// that is a string of a template) the place is in the embedded text, whose name and positions are
/// those of the outer file. Without a source: nowhere, for what nobody wrote.
struct Place {
  SourcePtr source;
  Span span;

  [[nodiscard]] bool known() const { return source != nullptr; }
};

}  // namespace remora
