#include "engine/edit/unified_diff.h"

#include <algorithm>
#include <vector>

namespace remora::edit {

namespace {

constexpr std::size_t kContext = 3;

using TextLines = std::vector<std::string_view>;

/// Lines with their line ends.
TextLines split(std::string_view text) {
  TextLines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// A line of the one or the other text (' ' of both), with the lines of each before it.
struct Step {
  char sign = ' ';
  std::size_t old_line = 0;
  std::size_t new_line = 0;
};

/// The shortest way from the one text to the other. Source: Myers, "An O(ND) Difference Algorithm
/// and Its Variations" (1986), the greedy form.
class ShortestEdit {
 public:
  ShortestEdit(const TextLines& old_lines, const TextLines& new_lines)
      : old_(old_lines), new_(new_lines) {}

  std::vector<Step> steps() {
    const std::size_t moves = search();
    std::vector<Step> reversed;
    auto x = static_cast<std::ptrdiff_t>(old_.size());
    auto y = static_cast<std::ptrdiff_t>(new_.size());
    for (auto d = static_cast<std::ptrdiff_t>(moves); d >= 0; --d) {
      const std::ptrdiff_t k = x - y;
      const bool down = d > 0 && goes_down(d, k);
      const std::ptrdiff_t from = d == 0 ? 0 : furthest(d - 1, down ? k + 1 : k - 1);
      const std::ptrdiff_t begin = d == 0 ? 0 : (down ? from : from + 1);
      for (; x > begin; --x, --y) {
        reversed.push_back(step(' ', x - 1, y - 1));
      }
      if (d > 0) {
        (down ? y : x) -= 1;
        reversed.push_back(step(down ? '+' : '-', x, y));
      }
    }
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
  }

 private:
  static Step step(char sign, std::ptrdiff_t x, std::ptrdiff_t y) {
    return {sign, static_cast<std::size_t>(x), static_cast<std::size_t>(y)};
  }

  [[nodiscard]] std::ptrdiff_t furthest(std::ptrdiff_t d, std::ptrdiff_t k) const {
    return reached_[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d)];
  }

  /// Whether the way onto diagonal k with d moves ends with an insertion.
  [[nodiscard]] bool goes_down(std::ptrdiff_t d, std::ptrdiff_t k) const {
    return k == -d || (k != d && furthest(d - 1, k - 1) < furthest(d - 1, k + 1));
  }

  /// The number of moves; `reached_[d][k + d]` is how far d moves come on diagonal k.
  std::size_t search() {
    const auto olds = static_cast<std::ptrdiff_t>(old_.size());
    const auto news = static_cast<std::ptrdiff_t>(new_.size());
    for (std::ptrdiff_t d = 0;; ++d) {
      reached_.emplace_back(static_cast<std::size_t>(2 * d + 1), -1);
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t x = 0;
        if (d > 0) {
          x = goes_down(d, k) ? furthest(d - 1, k + 1) : furthest(d - 1, k - 1) + 1;
        }
        std::ptrdiff_t y = x - k;
        while (x < olds && y < news && y >= 0 &&
               old_[static_cast<std::size_t>(x)] == new_[static_cast<std::size_t>(y)]) {
          ++x;
          ++y;
        }
        reached_.back()[static_cast<std::size_t>(k + d)] = x;
        if (x >= olds && y >= news) {
          return static_cast<std::size_t>(d);
        }
      }
    }
  }

  const TextLines& old_;
  const TextLines& new_;
  std::vector<std::vector<std::ptrdiff_t>> reached_;
};

/// `FIRST,COUNT` as the format wants it: one line needs no count, none counts from the line
/// before.
std::string range(std::size_t first, std::size_t count) {
  const std::size_t shown = count == 0 ? first : first + 1;
  return std::to_string(shown) + (count == 1 ? "" : "," + std::to_string(count));
}

void write_hunk(std::string& out,
                const TextLines& old_lines,
                const TextLines& new_lines,
                const std::vector<Step>& steps,
                std::size_t begin,
                std::size_t end) {
  std::size_t olds = 0;
  std::size_t news = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    const Step& step = steps[i];
    const std::string_view line =
        step.sign == '+' ? new_lines[step.new_line] : old_lines[step.old_line];
    olds += step.sign == '+' ? 0 : 1;
    news += step.sign == '-' ? 0 : 1;
    body += step.sign;
    body += line;
    if (!line.ends_with('\n')) {
      body += "\n\\ No newline at end of file\n";
    }
  }
  out += "@@ -" + range(steps[begin].old_line, olds) + " +" + range(steps[begin].new_line, news) +
         " @@\n" + body;
}

std::string header_name(std::string_view prefix, std::string_view name) {
  return name.empty() ? "/dev/null"
                      : std::string(prefix) + std::string(name.substr(name.front() == '/' ? 1 : 0));
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, const DiffNames& names) {
  if (before == after) {
    return {};
  }
  const TextLines old_lines = split(before);
  const TextLines new_lines = split(after);
  const std::vector<Step> steps = ShortestEdit(old_lines, new_lines).steps();
  std::string out = "--- " + header_name("a/", names.old_name) + "\n+++ " +
                    header_name("b/", names.new_name) + "\n";
  const auto changed = [&](std::size_t from) {
    return static_cast<std::size_t>(
        std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(from),
                     steps.end(),
                     [](const Step& step) { return step.sign != ' '; }) -
        steps.begin());
  };
  for (std::size_t at = changed(0); at < steps.size();) {
    const std::size_t begin = at < kContext ? 0 : at - kContext;
    // Changes with no more than two contexts between them share a hunk.
    std::size_t last = at;
    std::size_t next = changed(at + 1);
    while (next < steps.size() && next - last <= 2 * kContext + 1) {
      last = next;
      next = changed(last + 1);
    }
    write_hunk(
        out, old_lines, new_lines, steps, begin, std::min(last + 1 + kContext, steps.size()));
    at = next;
  }
  return out;
}

}  // namespace remora::edit
