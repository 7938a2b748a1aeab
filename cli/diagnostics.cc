#include "cli/diagnostics.h"

#include <iostream>

#include "engine/report/diagnostic_text.h"

namespace remora::cli {

namespace {

bool in_color = false;

}  // namespace

void print_in_color(bool color) {
  in_color = color;
}

void print(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << report::diagnostic_text(diagnostic, report::Style(in_color));
  }
}

}  // namespace remora::cli
