#include <atomic>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/property/arguments.h"
#include "tests/property/harm.h"

// Fixes of random worlds, each judged by what it does to others. Ends with the first that does
// harm, or after `--count` worlds.

namespace {

using remora::property::HarmCounts;

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t count = 100'000;  // worlds
  std::uint64_t jobs = 2;
  std::uint64_t most = 1;  // worlds with harm to show
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  const remora::property::NumberOption known[] = {{"--seed", &options.seed},
                                                  {"--first", &options.first},
                                                  {"--count", &options.count},
                                                  {"--jobs", &options.jobs},
                                                  {"--most", &options.most}};
  const bool read = remora::property::read_numbers(argc, argv, known) && options.jobs > 0;
  return read ? std::optional(options) : std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: remora_harm [--seed N] [--first N] [--count N] [--jobs N] [--most N]\n";
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const std::uint64_t last = options->first + options->count;
  std::atomic<std::uint64_t> next = options->first;
  std::mutex mutex;
  HarmCounts counts;
  std::uint64_t harmed = 0;
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t job = 0; job < options->jobs; ++job) {
      threads.emplace_back([&] {
        HarmCounts own;
        for (std::uint64_t i = next++; i < last; i = next++) {
          std::string harm = remora::property::harm_in_random_world(options->seed, i, own);
          harm += remora::property::harm_in_random_world(options->seed, i, own, true);
          if (!harm.empty()) {
            const std::lock_guard lock(mutex);
            if (++harmed <= options->most) {
              std::cout << harm << "\n\n";
            }
            if (harmed >= options->most) {
              next = last;
            }
          }
        }
        const std::lock_guard lock(mutex);
        counts.add(own);
      });
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << "seed " << options->seed << ", worlds " << counts.worlds << ", with a fix "
            << counts.fixed << ", fixes " << counts.fixes << ", deliveries made up "
            << counts.deliveries << ", requests of others " << counts.requests << ", in "
            << static_cast<std::uint64_t>(seconds.count()) << " s\n";
  if (harmed > 0) {
    std::cout << "worlds with a fix that does harm: " << harmed << '\n';
    return 1;
  }
  return 0;
}
