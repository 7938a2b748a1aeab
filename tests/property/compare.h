#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/authorize/verdict.h"

namespace remora::property {

struct ComparisonCounts {
  std::size_t decisions = 0;
  std::array<std::size_t, 4> verdicts{};  // by Verdict

  void add(const ComparisonCounts& other);
};

/// Compares the engine with the reference on generated cases `first` to `last` - 1 of the run
/// `seed`, each with `requests` requests. Returns the first disagreement, made as small as it
/// goes, as a vector that a fixture can hold (`expect` is the reference's verdict, `why` says the
/// engine's); nothing if they agree. A generated vector that cannot be read is returned as it is.
std::optional<std::string> compare_cases(std::uint64_t seed,
                                         std::uint64_t first,
                                         std::uint64_t last,
                                         std::size_t requests,
                                         ComparisonCounts& counts);

/// The two verdicts on a vector, if it can be read and they differ.
struct Disagreement {
  Verdict engine = Verdict::Undetermined;
  Verdict reference = Verdict::Undetermined;
};

std::optional<Disagreement> disagreement_on(const std::string& vector);

/// Removes what can be removed from a vector while the disagreement lasts: policies, statements,
/// elements, values, context keys.
std::string shrink(const std::string& vector);

}  // namespace remora::property
