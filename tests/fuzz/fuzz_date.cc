#include "engine/condition/date.h"
#include "tests/fuzz/fuzz.h"

void fuzz_one(std::string_view text) {
  remora::parse_date(text);
}
