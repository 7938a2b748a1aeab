#pragma once

#include <cstddef>
#include <string>

namespace remora::test {

/// Counts what a property was tried on, and fails if that was less than intended, so that a
/// generator that yields nothing is noticed. `--log_level=message` shows the number where it ends.
class Trials {
 public:
  /// `what` is counted, in the plural: `refused texts`.
  Trials(std::string what, std::size_t at_least);
  Trials(const Trials&) = delete;
  Trials& operator=(const Trials&) = delete;
  ~Trials();

  void operator++() { ++count_; }

  void operator+=(std::size_t more) { count_ += more; }

  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::string what_;
  std::size_t at_least_;
  std::size_t count_ = 0;
};

}  // namespace remora::test
