#include "engine/base/near_miss.h"

#include <algorithm>
#include <vector>

#include "engine/base/ascii.h"

namespace remora {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Optimal string alignment: three rows of the classic table are enough for swaps.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = ascii_lower(a[i - 1]) == ascii_lower(b[j - 1]);
      current[j] =
          std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && ascii_lower(a[i - 1]) == ascii_lower(b[j - 2]) &&
          ascii_lower(a[i - 2]) == ascii_lower(b[j - 1])) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t kShortestStem = 4;
  constexpr std::size_t kLongestWord = 128;  // a longer word is no typing slip
  if (word.empty() || word.size() > kLongestWord) {
    return {};
  }
  std::string_view best;
  std::size_t best_distance = (word.size() + 2) / 3 + 1;
  for (const std::string_view candidate : candidates) {
    // Each letter that one has more is an edit.
    const std::size_t more =
        std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    const std::size_t distance =
        more < best_distance ? edit_distance(word, candidate) : best_distance;
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  if (!best.empty() || word.size() < kShortestStem) {
    return best;
  }
  // Who leaves off the end of a long name has not made many mistakes.
  for (const std::string_view candidate : candidates) {
    if (candidate.starts_with(word) && (best.empty() || candidate.size() < best.size())) {
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string_view found = nearest(word, candidates);
  if (found.empty()) {
    return {};
  }
  return "did you mean \"" + std::string(found) + "\"?";
}

}  // namespace remora
