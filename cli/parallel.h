#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace remora::cli {

/// Calls `work(i)` for every i below `count`, on up to `jobs` threads, this one among them. Who is
/// done takes the next, so long and short pieces of work mix well. What one of them throws ends the
/// others soon and is thrown here.
template <class Work>
void parallel_for(std::size_t count, std::size_t jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr thrown;
  std::once_flag first;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) {
        work(i);
      }
    } catch (...) {
      std::call_once(first, [&] { thrown = std::current_exception(); });
      next = count;
    }
  };
#ifdef __cpp_lib_jthread
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(jobs, count); ++i) {
    threads.emplace_back(run);
  }
  run();
  threads.clear();
#else
  static_cast<void>(jobs);  // WebAssembly has no threads
  run();
#endif
  if (thrown) {
    std::rethrow_exception(thrown);
  }
}

}  // namespace remora::cli
