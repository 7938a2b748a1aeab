#include "engine/import/conceal.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/json/writer.h"

namespace remora::imports {

namespace {

constexpr std::size_t kShortestSecret = 4;
constexpr std::string_view kShown = "(sensitive)";
constexpr std::size_t kShortestRest = 3;

/// A text as a person reads it, whatever format it is in: references of HTML and escapes of
/// Markdown and JSON as what they stand for, without tags and the rulers of a tree; a line break
/// with the indentation behind it is one `\n`. Knows where each character stands in the text.
class Reading {
 public:
  explicit Reading(std::string_view text) {
    while (at_ < text.size()) {
      read(text);
    }
  }

  /// From where to where a secret stands that begins at the character, in the text; nothing if
  /// none does. Lines are broken at spaces, and behind slashes.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find(
      std::size_t first, std::string_view secret) const {
    std::size_t i = first;
    for (const char c : secret) {
      if (i > first && i < chars_.size() && chars_[i] == '\n' && c != ' ') {
        ++i;
      }
      if (i >= chars_.size() || (chars_[i] != c && !(c == ' ' && chars_[i] == '\n' && i > first))) {
        return std::nullopt;
      }
      ++i;
    }
    return std::pair(places_[first].first, places_[i - 1].second);
  }

  [[nodiscard]] const std::string& chars() const { return chars_; }

 private:
  void add(char c, std::size_t size) {
    chars_ += c;
    places_.emplace_back(at_, at_ + size);
    at_ += size;
  }

  void read(std::string_view all) {
    struct Spelling {
      std::string_view text;
      char c;
    };

    // The last three are read as nothing.
    static constexpr Spelling kSpellings[] = {{"&amp;", '&'},
                                              {"&lt;", '<'},
                                              {"&gt;", '>'},
                                              {"&quot;", '"'},
                                              {"&#39;", '\''},
                                              {"<wbr>", '\0'},
                                              {"<!-- -->", '\0'},
                                              {"\u2502", '\0'}};
    const std::string_view text = all.substr(at_);
    for (const Spelling& one : kSpellings) {
      if (text.starts_with(one.text)) {
        one.c == '\0' ? void(at_ += one.text.size()) : add(one.c, one.text.size());
        return;
      }
    }
    if (text.front() == '\n') {
      std::size_t size = 1;
      for (bool more = true; more;) {
        constexpr std::string_view kRuler = "\u2502";
        const std::size_t step = text.substr(size).starts_with(kRuler) ? kRuler.size()
                                 : text.substr(size).starts_with(' ')  ? 1
                                                                       : 0;
        size += step;
        more = step > 0;
      }
      add('\n', size);
    } else if (text.front() == '\\' && text.size() > 1 && is_ascii_punctuation(text[1])) {
      add(text[1], 2);
    } else {
      add(text.front(), 1);
    }
  }

  static bool is_ascii_punctuation(char c) {
    return c > ' ' && c < '\x7F' && !is_ascii_letter(c) && !is_ascii_digit(c);
  }

  std::size_t at_ = 0;
  std::string chars_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // of each in the text, begin and end
};

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

/// Where a secret stands whole.
void find_whole(const Reading& reading, std::string_view secret, Ranges& ranges) {
  for (std::size_t at = reading.chars().find(secret.front()); at != std::string::npos;
       at = reading.chars().find(secret.front(), at + 1)) {
    if (const auto range = reading.find(at, secret)) {
      ranges.push_back(*range);
    }
  }
}

/// What is left of a secret behind and in front of a place where a line was cut, or between two.
void find_rests(const Reading& reading,
                std::string_view secret,
                std::string_view cut,
                Ranges& ranges) {
  const std::string& chars = reading.chars();
  for (std::size_t at = chars.find(cut); at != std::string::npos; at = chars.find(cut, at + 1)) {
    const std::size_t behind = at + cut.size();
    const std::size_t next = std::min(chars.find(cut, behind), chars.size());
    const std::string_view between = std::string_view(chars).substr(behind, next - behind);
    if (between.size() >= kShortestRest && next < chars.size() &&
        secret.find(between) != std::string_view::npos) {
      ranges.push_back(*reading.find(behind, between));
    }
    bool found_behind = false;
    bool found_before = false;
    for (std::size_t size = secret.size() - 1; size >= kShortestRest; --size) {
      const auto rest = reading.find(behind, secret.substr(secret.size() - size));
      if (rest && !found_behind) {
        ranges.push_back(*rest);
        found_behind = true;
      }
      const auto begun =
          size <= at ? reading.find(at - size, secret.substr(0, size)) : std::nullopt;
      if (begun && !found_before) {
        ranges.push_back(*begun);
        found_before = true;
      }
    }
  }
}

/// The text without what stands in the ranges.
std::string without(const std::string& text, Ranges ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::string out;
  std::size_t done = 0;
  for (const auto& [begin, end] : ranges) {
    if (begin >= done) {
      out.append(text, done, begin - done).append(kShown);
    }
    done = std::max(done, end);
  }
  return out.append(text, done);
}

}  // namespace

bool gives_something_away(std::string_view text) {
  constexpr auto kCommon =
      std::to_array<std::string_view>({"true", "false", "bucket-owner-full-control", "aws:kms"});
  return text.size() >= kShortestSecret && !text.ends_with(".amazonaws.com") &&
         std::find(kCommon.begin(), kCommon.end(), text) == kCommon.end();
}

Concealer::Concealer(const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) {
    secrets_.insert(secret);
    // The texts of a page stand on lines of their own.
    for (std::size_t begin = 0; begin < secret.size();) {
      const std::size_t end = std::min(secret.find('\n', begin), secret.size());
      if (end - begin >= kShortestSecret) {
        secrets_.insert(secret.substr(begin, end - begin));
      }
      begin = end + 1;
    }
    const std::string quoted = json::quoted(secret);
    secrets_.insert(quoted.substr(1, quoted.size() - 2));
  }
  secrets_.erase("");
}

void Concealer::conceal(std::string& text) const {
  if (secrets_.empty()) {
    return;
  }
  const Reading reading(text);
  Ranges ranges;
  for (const std::string& secret : secrets_) {
    find_whole(reading, secret, ranges);
    find_rests(reading, secret, "...", ranges);
    find_rests(reading, secret, "\u2026", ranges);
  }
  if (!ranges.empty()) {
    text = without(text, std::move(ranges));
  }
}

void Concealer::conceal(Diagnostics& diagnostics) const {
  for (Diagnostic& one : diagnostics) {
    if (one.place.known() && !secrets_.empty()) {
      // The same place in a text of which there is nothing to see.
      one.place = {std::make_shared<const SourceText>(one.place.file(), "", one.place.begin()), {}};
    }
    conceal(one.message);
    conceal(one.hint);
  }
}

}  // namespace remora::imports
