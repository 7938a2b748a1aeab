#include <cstdlib>

#include "engine/diagnose/looks.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

void fuzz_one(std::string_view text) {
  static const diagnose::Wordings wordings;
  for (const diagnose::Diagnosis& found : diagnose::diagnose(text, wordings)) {
    const auto causes = diagnose::possible_causes(found, wordings);
    if (causes.empty() || diagnose::looks_for(found, causes).empty()) {
      std::abort();
    }
  }
}
