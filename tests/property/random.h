#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace remora::property {

/// SplitMix64: small, and the same numbers on every platform, which the distributions of the
/// standard library do not promise.
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// A generator for case `index` of the run `seed`, so that cases can be made in any order.
  static Random for_case(std::uint64_t seed, std::uint64_t index) {
    Random random(seed);
    return Random(random.next() ^ (index * 0xD1342543DE82EF95ULL));
  }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  /// From 0 to `count` - 1. The bias of the remainder does not matter for small counts.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  /// True in `percent` of a hundred.
  bool chance(unsigned percent) { return below(100) < percent; }

  template <class T, std::size_t Extent>
  const T& pick(std::span<const T, Extent> choices) {
    return choices[below(choices.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace remora::property
