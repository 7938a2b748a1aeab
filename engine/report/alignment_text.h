#pragma once

#include <string>

#include "engine/explanation/alignment.h"
#include "engine/report/language.h"
#include "engine/report/style.h"

namespace remora::report {

/// An alignment cut to a width, so that its first difference can be seen.
struct AlignmentLines {
  std::string wanted;
  std::string got;
  std::string caret;  // blanks, `^`, and what is there
};

/// At most `width` columns a line; what is cut off is replaced by `…`.
AlignmentLines alignment_lines(const explanation::Alignment& alignment,
                               std::size_t width,
                               Language language = Language::English);

}  // namespace remora::report
