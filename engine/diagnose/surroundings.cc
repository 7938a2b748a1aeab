#include "engine/diagnose/surroundings.h"

#include <algorithm>

#include "engine/diagnose/loose_match.h"
#include "engine/diagnose/normalise.h"
#include "engine/wrapping/template.h"

namespace remora::diagnose {

namespace {

using wrapping::Part;
using wrapping::WrappingInfo;

constexpr std::size_t kLongestHole = 300;  // a stack's ARN; a path to a log file
constexpr std::size_t kLongestGap = 3000;  // the other members of an event
constexpr std::size_t kEnough = 8;

bool is_message(const Part& part) {
  return part.is_hole && (part.text == "message" || part.text == "json_message");
}

bool has_gap(std::span<const Part> parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
    return part.is_hole && part.text == "gap";
  });
}

/// What was found of one row.
struct Found {
  std::size_t matched = 0;
  std::size_t missing = 0;
  HoleValues values;
};

/// Marks that may stand between a tool's words and the message.
bool is_decoration(char c) {
  return is_quote(c) || c == ' ' || c == kLineBreak || c == '*';
}

class Walk {
 public:
  Walk(std::string_view text, std::string_view service, const Wordings& wordings)
      : text_(text), service_(service), wordings_(wordings) {}

  /// Goes through the parts before the message, from its side outwards.
  void back(std::span<const Part> parts, std::size_t at) {
    std::size_t waiting = 0;  // holes between `at` and the literal that is looked for
    for (std::size_t i = parts.size(); i-- > 0;) {
      if (parts[i].is_hole) {
        ++waiting;
        continue;
      }
      const auto holes = parts.subspan(i + 1, waiting);
      if (has_gap(holes) && !has_words(parts[i].text)) {
        // A bare quote or comma could be any before the gap: look for the words before it.
        ++waiting;
        continue;
      }
      if (const auto begin = literal_before(parts[i].text, at, holes)) {
        found_.matched += parts[i].text.size();
        at = *begin;
        waiting = 0;
      } else if (parts[i].group != 0) {
        // The whole group is missing, with the holes in it.
        while (i > 0 && parts[i - 1].group == parts[i].group) {
          --i;
        }
        waiting = outside(holes, parts[i].group);
      } else {
        missing_literals(parts.first(i + 1));
        take_word_before(holes, at);
        return;
      }
    }
    take_word_before(parts.first(waiting), at);
  }

  /// Goes through the parts behind the message.
  void forth(std::span<const Part> parts, std::size_t at) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].is_hole) {
        const std::size_t begin = skip_blanks(text_, at);
        at = word_end(text_, begin);
        if (parts[i].text == "code" && !is_our_code(text_.substr(begin, at - begin))) {
          return;
        }
        put(parts[i].text, text_.substr(begin, at - begin));
        continue;
      }
      const LiteralMatch match = match_literal(text_, skip_blanks(text_, at), trim(parts[i].text));
      if (match.whole) {
        found_.matched += parts[i].text.size();
        at = match.end;
      } else if (parts[i].group == 0) {
        missing_literals(parts.subspan(i));
        return;
      }
    }
  }

  [[nodiscard]] Found take() { return std::move(found_); }

 private:
  static std::size_t outside(std::span<const Part> holes, std::uint8_t group) {
    return static_cast<std::size_t>(std::count_if(
        holes.begin(), holes.end(), [&](const Part& hole) { return hole.group != group; }));
  }

  void missing_literals(std::span<const Part> parts) {
    for (const Part& part : parts) {
      found_.missing += part.is_hole || part.group != 0 ? 0 : part.text.size();
    }
  }

  void put(std::string_view hole, std::string_view value) {
    if (hole == "code") {
      found_.matched += value.size();  // only known codes come here
    }
    std::string text(value);
    std::erase(text, kLineBreak);
    found_.values.emplace_back(hole, std::move(text));
  }

  /// The hole that a template begins with takes the word before.
  void take_word_before(std::span<const Part> holes, std::size_t at) {
    if (holes.empty() || holes.back().text != "code") {
      return;
    }
    // The word may have been broken once: with its beginning in the line before, or without.
    std::size_t begin = at;
    for (int lines = 0; lines < 2; ++lines) {
      while (begin > 0 && is_word_character(text_[begin - 1])) {
        --begin;
      }
      if (is_our_code(text_.substr(begin, at - begin))) {
        put("code", text_.substr(begin, at - begin));
        return;
      }
      if (begin == 0 || text_[begin - 1] != kLineBreak) {
        return;
      }
      --begin;
    }
  }

  [[nodiscard]] bool is_our_code(std::string_view code) const {
    std::string text(code);
    std::erase(text, kLineBreak);
    return std::any_of(wordings_.all().begin(), wordings_.all().end(), [&](const Wording& one) {
      return one.code == text && one.service == service_;
    });
  }

  /// The begin of the literal that stands before `at`, with the values of the holes between.
  std::optional<std::size_t> literal_before(std::string_view literal,
                                            std::size_t at,
                                            std::span<const Part> holes) {
    const bool gap = has_gap(holes);
    const std::size_t slack = literal.size() + 16;
    const std::size_t reach = slack + (gap ? kLongestGap : holes.empty() ? 0 : kLongestHole);
    const std::size_t first = at > reach ? at - reach : 0;
    for (std::size_t begin = at; begin-- > first && text_[begin] != kParagraphBreak;) {
      const LiteralMatch match = match_literal(text_, begin, literal);
      if (!match.whole || match.end > at || is_quote(text_[begin]) != is_quote(literal.front())) {
        continue;
      }
      const std::string_view between = text_.substr(match.end, at - match.end);
      if (holes.empty() ? std::all_of(between.begin(), between.end(), is_decoration)
                        : take_values(holes, trim(between))) {
        return begin;
      }
    }
    return std::nullopt;
  }

  /// Gives the holes their values; false if they cannot have them.
  bool take_values(std::span<const Part> holes, std::string_view text) {
    if (holes.size() == 1) {
      const std::string_view hole = holes.front().text;
      const bool word = text.find(' ') == std::string_view::npos;
      if (hole == "code" ? !is_our_code(text) : !word) {
        return false;
      }
      put(hole, text);
      return true;
    }
    if (has_gap(holes)) {
      put(holes.front().text, text.substr(0, word_end(text, 0)));
      return true;
    }
    // Of two holes side by side the latter is a word, the former what is left. The word may be
    // broken, or be the whole of a line.
    for (const std::size_t space : {text.find_last_of(" \n"), text.rfind(' ')}) {
      const std::string_view last = text.substr(space == std::string_view::npos ? 0 : space + 1);
      if (holes.back().text != "code" || is_our_code(last)) {
        put(holes.back().text, last);
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  std::string_view service_;
  const Wordings& wordings_;
  Found found_;
};

}  // namespace

std::optional<Surroundings> find_surroundings(std::string_view text,
                                              std::size_t begin,
                                              std::size_t end,
                                              std::string_view service,
                                              const Wordings& wordings) {
  std::optional<Surroundings> best;
  std::size_t best_score = 0;
  for (const WrappingInfo& row : wrapping::wrapping_table()) {
    if (!row.service.empty() && row.service != service) {
      continue;
    }
    const std::string whole = wrapping::whole_template(row, service);
    const std::vector<Part> parts = wrapping::split_template(whole);
    const auto message = std::find_if(parts.begin(), parts.end(), is_message);
    const auto before = static_cast<std::size_t>(message - parts.begin());
    Walk walk(text, service, wordings);
    walk.back(std::span(parts).first(before), begin);
    walk.forth(std::span(parts).subspan(before + 1), end);
    Found found = walk.take();
    // What is missing speaks against a row, but less than what is there speaks for it.
    const std::size_t score = std::max(4 * found.matched, found.missing + 1) - found.missing;
    if (found.matched >= kEnough && score > best_score) {
      best_score = score;
      best = Surroundings{row.form, row.operation, std::move(found.values)};
    }
  }
  return best;
}

}  // namespace remora::diagnose
