#include "engine/diagnose/sighting.h"

#include <algorithm>

#include "engine/diagnose/loose_match.h"
#include "engine/diagnose/normalise.h"

namespace remora::diagnose {

namespace {

using wrapping::Part;

// S3 keys have at most 1024 bytes; nothing that a hole stands for is longer.
constexpr std::size_t kLongestValue = 1100;
// So much of a literal must be there to end the value before it.
constexpr std::size_t kEnoughToEnd = 8;

bool opens_enclosure(char c) {
  return is_quote(c) || c == '[';
}

/// The values that people choose freely; the others (buckets, ARNs, ids) are single words.
bool may_have_blanks(std::string_view hole) {
  return hole == "prefix" || hole == "name" || hole == "value" || hole == "values";
}

/// A key's id is a UUID of 36 characters, or `mrk-` with 32.
/// Source: AWS KMS Developer Guide, "Key identifiers (KeyId)".
bool is_broken_key_arn(std::string_view value) {
  constexpr std::size_t kIdSize = 36;
  constexpr std::string_view kKey = ":key/";
  constexpr std::string_view kBegin = "arn:";
  if (!value.starts_with(kBegin)) {
    return !value.empty() && kBegin.starts_with(value);
  }
  const std::size_t key = value.find(kKey);
  return key == std::string_view::npos ? value.find(":alias/") == std::string_view::npos
                                       : value.size() - key - kKey.size() < kIdSize;
}

std::string without_line_breaks(std::string_view text) {
  std::string out;
  std::copy_if(
      text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != kLineBreak; });
  return out;
}

/// Lays one wording over the text.
class Reading {
 public:
  /// `part` and `offset`: where the text begins in the wording, if not at its first word.
  Reading(std::string_view text,
          std::size_t at,
          const Wording& wording,
          std::size_t part = 0,
          std::size_t offset = 0)
      : text_(text), parts_(wording.parts), at_(at), part_(part), offset_(offset) {
    sighting_.begin = at;
    sighting_.end = at;
    sighting_.wordings = {&wording};
  }

  /// How far the wording goes; `matched` is 0 if it does not begin here.
  Sighting run() {
    while (part_ < parts_.size() && (parts_[part_].is_hole ? read_hole() : read_literal())) {
      ++part_;
    }
    sighting_.complete = part_ == parts_.size();
    sighting_.end = at_;
    return std::move(sighting_);
  }

 private:
  /// The literal without the blanks beside its holes: where a value is missing, so are they.
  [[nodiscard]] std::string_view literal() const {
    return trim(std::string_view(parts_[part_].text).substr(offset_));
  }

  bool read_literal() {
    const std::string_view wanted = literal();
    offset_ = 0;
    const std::size_t from = part_ == 0 ? at_ : skip_blanks(text_, at_);
    const LiteralMatch found = match_literal(text_, from, wanted);
    sighting_.matched += found.matched;
    if (found.matched > 0) {
      at_ = found.end;
    }
    // A full stop at the very end is often lost, and nothing hangs on it.
    const bool last = part_ + 1 == parts_.size();
    return found.whole || (last && !has_words(wanted.substr(found.matched)) &&
                           wanted.substr(found.matched).find('!') == std::string_view::npos);
  }

  bool read_hole() {
    const std::size_t begin = skip_blanks(text_, at_);
    const bool enclosed = part_ > 0 && opens_enclosure(parts_[part_ - 1].text.back());
    const bool last = part_ + 1 == parts_.size() ||
                      (part_ + 2 == parts_.size() && !has_words(parts_[part_ + 1].text));
    if (!last) {
      if (const auto end = find_next_literal(begin, enclosed)) {
        put(begin, *end);
        return true;
      }
    }
    const bool blanks = enclosed && may_have_blanks(parts_[part_].text);
    const std::size_t end =
        blanks ? closing_end(begin) : whole_word_end(begin, enclosed, parts_[part_].text == "key");
    put(begin, end);
    return last;
  }

  void put(std::size_t begin, std::size_t end) {
    // An ellipsis at the end is no punctuation: it says that something was left out.
    const std::size_t behind = std::min(text_.find_first_not_of(".:,;", end), text_.size());
    const bool elided = text_.substr(end, behind - end).find("...") != std::string_view::npos;
    at_ = elided ? behind : end;
    const std::string_view value = text_.substr(begin, at_ - begin);
    sighting_.values.emplace_back(parts_[part_].text, without_line_breaks(trim(value)));
  }

  /// Where the value at `begin` ends because the next literal goes on there.
  [[nodiscard]] std::optional<std::size_t> find_next_literal(std::size_t begin,
                                                             bool enclosed) const {
    const std::string_view next = trim(parts_[part_ + 1].text);
    const std::size_t limit = std::min(text_.size(), begin + kLongestValue);
    for (std::size_t at = begin; at < limit && text_[at] != kParagraphBreak; ++at) {
      const LiteralMatch found = match_literal(text_, skip_blanks(text_, at), next);
      const std::size_t words = has_words(next.substr(0, found.matched)) ? found.matched : 0;
      const bool starts_word = is_word_begin(text_, at) || !is_word_character(next.front());
      if (starts_word && (found.whole || words >= kEnoughToEnd)) {
        return at;
      }
      if (text_[at] == ' ' && !enclosed) {
        break;
      }
    }
    return std::nullopt;
  }

  /// The end of a word that a terminal may have broken: it goes on in the next line if its closing
  /// quote is there, or if it is a key's ARN that lacks a part of the key's id.
  [[nodiscard]] std::size_t whole_word_end(std::size_t begin, bool enclosed, bool key) const {
    std::size_t end = word_end(text_, begin);
    const std::size_t quote = text_.find_first_of("'\" \f", begin);
    if (enclosed && quote != std::string_view::npos && is_quote(text_[quote])) {
      return std::max(end, quote);
    }
    while (key) {
      const std::size_t line_end = text_.find_first_not_of(':', end);
      if (line_end == std::string_view::npos || text_[line_end] != kLineBreak ||
          !is_broken_key_arn(without_line_breaks(text_.substr(begin, line_end - begin)))) {
        return end;
      }
      end = word_end(text_, line_end + 1);
    }
    return end;
  }

  /// The end of a value in quotes: the next quote, or the end of the word if that was lost.
  [[nodiscard]] std::size_t closing_end(std::size_t begin) const {
    const std::size_t end = text_.find_first_of("'\"]\f", begin);
    const bool found = end != std::string_view::npos && end - begin < kLongestValue &&
                       text_[end] != kParagraphBreak;
    return found ? end : word_end(text_, begin);
  }

  std::string_view text_;
  const std::vector<Part>& parts_;
  std::size_t at_;
  std::size_t part_ = 0;
  std::size_t offset_ = 0;
  Sighting sighting_;
};

/// Whether so much of a message is there that it is surely this one.
bool is_enough(const Sighting& sighting, const CodePlaces& codes) {
  constexpr std::size_t kComplete = 20;     // the shortest message has more
  constexpr std::size_t kDistinct = 30;     // about five words in their order
  constexpr std::size_t kBesideCode = 14;   // "Unknown trail:"
  constexpr std::size_t kBehindValue = 20;  // "does not exist, or s3 bucket", no "does not exist"
  const Wording& wording = *sighting.wordings.front();
  if (sighting.complete) {
    return sighting.matched >= kComplete;
  }
  const bool says_code = codes.find(wording.code).has_value();
  if (says_code && !is_shared_code(wording.code) && !is_code_of_other_calls(wording.code)) {
    return sighting.matched >= kBesideCode;
  }
  const std::string_view first = wording.parts.front().text;
  if (is_shared_code(wording.code)) {
    // What other services say begins alike: the words behind the first value tell.
    return says_code && sighting.matched >= first.size() + kBehindValue;
  }
  if (sighting.matched < kDistinct) {
    return false;
  }
  if (is_common_beginning(first) && sighting.matched <= first.size()) {
    return false;
  }
  const bool first_whole = !has_words(first.substr(std::min(sighting.matched, first.size())));
  const bool goes_on = wording.parts.size() > 1;
  return (goes_on && first_whole) || sighting.matched * 10 >= wording.literal_size * 7;
}

/// Where a message's own text begins behind its code: `CODE: message`.
std::size_t message_begin(std::string_view text, const CodePlace& code) {
  const std::size_t colon = skip_blanks(text, code.end);
  std::size_t begin =
      colon < text.size() && text[colon] == ':' ? colon + 1 : std::string_view::npos;
  while (begin < text.size() &&
         (is_quote(text[begin]) || text[begin] == ' ' || text[begin] == kLineBreak)) {
    ++begin;
  }
  return begin;
}

/// A message of which people left out the beginning: behind its code one of its clauses begins, and
/// the whole of that clause is there.
std::optional<Sighting> tail_at(std::string_view text,
                                std::size_t at,
                                const CodePlaces& codes,
                                const Wording& wording) {
  constexpr std::size_t kClause = 20;  // "unable to assume role" has 21
  const auto code = codes.find(wording.code);
  if (!code || message_begin(text, *code) != at) {
    return std::nullopt;
  }
  for (std::size_t part = 1; part < wording.parts.size(); ++part) {
    const std::string_view literal = wording.parts[part].text;
    const std::size_t begin = literal.find_first_not_of(", '\".");
    if (wording.parts[part].is_hole || begin == std::string_view::npos) {
      continue;
    }
    const std::string_view clause =
        trim(literal.substr(begin, literal.find_first_of(",.:;", begin) - begin));
    if (clause.size() >= kClause && match_literal(text, at, clause).whole) {
      return Reading(text, at, wording, part, begin).run();
    }
  }
  return std::nullopt;
}

bool is_better(const Sighting& a, const Sighting& b) {
  return a.matched != b.matched ? a.matched > b.matched : a.complete && !b.complete;
}

/// The best reading that begins at `at`.
std::optional<Sighting> sighting_at(std::string_view text,
                                    std::size_t at,
                                    const CodePlaces& codes,
                                    const Wordings& wordings) {
  std::optional<Sighting> best;
  for (const Wording& wording : wordings.all()) {
    const Part& first = wording.parts.front();
    const bool begins = !first.is_hole && first.text.front() == text[at];
    std::optional<Sighting> reading;
    if (begins) {
      reading = Reading(text, at, wording).run();
    }
    if (!reading || reading->matched == 0 || !is_enough(*reading, codes)) {
      reading = tail_at(text, at, codes, wording);
    }
    if (!reading) {
      continue;
    }
    Sighting found = *std::move(reading);
    if (!best || is_better(found, *best)) {
      best = std::move(found);
    } else if (!is_better(*best, found)) {
      best->wordings.push_back(&wording);
    }
  }
  return best;
}

void drop_repetitions(std::vector<Sighting>& found) {
  std::vector<Sighting> kept;
  for (Sighting& one : found) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Sighting& other) {
      return other.wordings == one.wordings && other.values == one.values;
    });
    if (!known) {
      kept.push_back(std::move(one));
    }
  }
  found = std::move(kept);
}

/// The beginning of a message says nothing where another message of the same code stands whole.
void drop_beginnings(std::vector<Sighting>& found) {
  const std::vector<Sighting> all = found;
  std::erase_if(found, [&](const Sighting& one) {
    return !one.complete && std::any_of(all.begin(), all.end(), [&](const Sighting& other) {
      return other.complete && other.wordings.front()->code == one.wordings.front()->code;
    });
  });
}

}  // namespace

std::optional<std::string_view> find_value(const HoleValues& values, std::string_view hole) {
  const auto found = std::find_if(
      values.begin(), values.end(), [&](const auto& one) { return one.first == hole; });
  return found == values.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<CodePlace> find_code(std::string_view text, std::string_view code) {
  for (std::size_t at = text.find(code.front()); at != std::string_view::npos;
       at = text.find(code.front(), at + 1)) {
    if (is_word_begin(text, at)) {
      const LiteralMatch found = match_literal(text, at, code);
      if (found.whole) {
        return CodePlace{at, found.end};
      }
    }
  }
  return std::nullopt;
}

CodePlaces::CodePlaces(std::string_view text, const Wordings& wordings) {
  for (const std::string_view code : wordings.codes()) {
    if (const auto place = find_code(text, code)) {
      places_.emplace_back(code, *place);
    }
  }
}

std::optional<CodePlace> CodePlaces::find(std::string_view code) const {
  const auto found = std::find_if(
      places_.begin(), places_.end(), [&](const auto& one) { return one.first == code; });
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Sighting> find_sightings(std::string_view text,
                                     const CodePlaces& codes,
                                     const Wordings& wordings) {
  std::vector<Sighting> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    // Words of Japanese have no blanks between them: each of its characters may be the first.
    const bool begins = is_word_character(text[at]) ? is_word_begin(text, at)
                                                    : static_cast<unsigned char>(text[at]) >= 0xC2U;
    if (!begins) {
      continue;
    }
    auto sighting = sighting_at(text, at, codes, wordings);
    if (!sighting) {
      continue;
    }
    if (!found.empty() && sighting->begin < found.back().end) {
      if (is_better(*sighting, found.back())) {
        found.back() = *std::move(sighting);
      }
    } else {
      found.push_back(*std::move(sighting));
    }
  }
  drop_repetitions(found);
  drop_beginnings(found);
  return found;
}

}  // namespace remora::diagnose
