#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/property/arguments.h"
#include "tests/property/compare.h"

namespace {

using remora::property::ComparisonCounts;

constexpr std::uint64_t kRequestsPerCase = 50;
constexpr std::uint64_t kCasesAtATime = 100;

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t count = 1'000'000;  // decisions
  std::uint64_t jobs = 2;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  const remora::property::NumberOption known[] = {
      {"--seed", &options.seed}, {"--count", &options.count}, {"--jobs", &options.jobs}};
  const bool read = remora::property::read_numbers(argc, argv, known) && options.jobs > 0;
  return read ? std::optional(options) : std::nullopt;
}

/// Compares all cases, a share at a time in each thread.
class Comparison {
 public:
  explicit Comparison(const Options& options) : options_(options) {}

  void run() {
    std::vector<std::jthread> threads;
    for (std::uint64_t job = 0; job < options_.jobs; ++job) {
      threads.emplace_back([this] { work(); });
    }
  }

  [[nodiscard]] const ComparisonCounts& counts() const { return counts_; }

  [[nodiscard]] const std::optional<std::string>& disagreement() const { return disagreement_; }

 private:
  void work() {
    const std::uint64_t cases = (options_.count + kRequestsPerCase - 1) / kRequestsPerCase;
    ComparisonCounts counts;
    while (!stop_) {
      const std::uint64_t first = next_.fetch_add(kCasesAtATime);
      if (first >= cases) {
        break;
      }
      const std::uint64_t last = std::min(cases, first + kCasesAtATime);
      auto found =
          remora::property::compare_cases(options_.seed, first, last, kRequestsPerCase, counts);
      if (found) {
        stop_ = true;
        const std::lock_guard lock(mutex_);
        disagreement_ = std::move(found);
      }
    }
    const std::lock_guard lock(mutex_);
    counts_.add(counts);
  }

  Options options_;
  std::atomic<std::uint64_t> next_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex mutex_;
  ComparisonCounts counts_;
  std::optional<std::string> disagreement_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: remora_compare [--seed N] [--count N] [--jobs N]\n";
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  Comparison comparison(*options);
  comparison.run();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  const ComparisonCounts& counts = comparison.counts();
  std::cout << "seed " << options->seed << ", decisions " << counts.decisions << ", "
            << static_cast<std::uint64_t>(static_cast<double>(counts.decisions) / seconds.count())
            << " a second\n";
  for (std::size_t i = 0; i < counts.verdicts.size(); ++i) {
    std::cout << "  " << to_string(static_cast<remora::Verdict>(i)) << ": " << counts.verdicts.at(i)
              << " (" << 100 * counts.verdicts.at(i) / std::max<std::size_t>(counts.decisions, 1)
              << " %)\n";
  }
  if (comparison.disagreement()) {
    std::cout << "the engine disagrees with the reference:\n" << *comparison.disagreement() << '\n';
    return 1;
  }
  return 0;
}
