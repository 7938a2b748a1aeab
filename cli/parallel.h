#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace remora::cli {

/// Calls `work(i)` for every i below `count`, on up to `jobs` threads, this one among them. Who is
/// done takes the next, so long and short pieces of work mix well.
template <class Work>
void parallel_for(std::size_t count, std::size_t jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(jobs, count); ++i) {
    threads.emplace_back(run);
  }
  run();
}

}  // namespace remora::cli
