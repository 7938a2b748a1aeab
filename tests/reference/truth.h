#pragma once

#include <algorithm>
#include <cstdint>

/// The naive evaluator: AWS's pages, sentence by sentence, and nothing of the engine's matching.
/// It compiles nothing and remembers nothing; what it says is what the engine is measured by.
namespace remora::reference {

/// A truth value of Kleene's logic, in the order in which "and" is the smaller of the two.
enum class Truth : std::uint8_t { False, Maybe, True };

constexpr Truth truth(bool holds) {
  return holds ? Truth::True : Truth::False;
}

constexpr Truth both(Truth a, Truth b) {
  return std::min(a, b);
}

constexpr Truth either(Truth a, Truth b) {
  return std::max(a, b);
}

constexpr Truth opposite(Truth a) {
  return a == Truth::Maybe ? Truth::Maybe : truth(a == Truth::False);
}

}  // namespace remora::reference
