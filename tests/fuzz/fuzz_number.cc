#include <cstdlib>

#include "engine/condition/decimal.h"
#include "tests/fuzz/fuzz.h"

using remora::Decimal;

void fuzz_one(std::string_view text) {
  const std::size_t half = text.size() / 2;
  const auto a = Decimal::parse(text.substr(0, half));
  const auto b = Decimal::parse(text.substr(half));
  if (a && !(*a == *a)) {
    std::abort();
  }
  if (a && b && (*a < *b) != (*b > *a)) {
    std::abort();
  }
}
