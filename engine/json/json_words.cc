#include <array>

#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/visible.h"
#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

struct Meaning {
  std::string_view word;
  std::string_view json;  // empty: JSON has nothing for it
};

/// What other languages call true, false and null.
constexpr auto kMeanings = std::to_array<Meaning>({{"true", "true"},
                                                   {"false", "false"},
                                                   {"null", "null"},
                                                   {"none", "null"},
                                                   {"nil", "null"},
                                                   {"undefined", "null"},
                                                   {"nan", ""},
                                                   {"infinity", ""}});

bool ends_word(char c) {
  return is_json_blank(c) || std::string_view(",{}[]\"'()=;<>").find(c) != std::string_view::npos;
}

/// The name that begins at `at`, in front of a colon, an equals sign, a quote or a blank. A colon
/// with more behind it belongs to the name, as in aws:SourceArn.
std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !ends_word(text[end])) {
    const char next = end + 1 < text.size() ? text[end + 1] : ' ';
    if (text[end] == ':' && (ends_word(next) || is_ascii_digit(next))) {
      break;
    }
    ++end;
  }
  return text.substr(at, end - at);
}

/// The text without quotes that begins at `at`: to the end of its line, comma or bracket.
std::string_view value_at(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at);
  rest = rest.substr(0, rest.find_first_of(",{}[]\"\n"));
  rest = rest.substr(0, std::min(rest.find(" //"), rest.find(" #")));
  return rest.substr(0, rest.find_last_not_of(" \t\r") + 1);
}

Slip without_quotes(const JsonScan& scan, std::string_view what, std::string_view written) {
  const std::size_t begin = scan.token.span.begin;
  const std::size_t end = begin + std::max<std::size_t>(written.size(), 1);
  if (scan.at(end) == '"' && !written.empty()) {
    return {span_at(begin),
            "the opening quote of " + visible(written) + "\" is missing",
            "write " + visible_in_quotes(written)};
  }
  return {span_at(begin, end),
          "the " + std::string(what) + " " + visible(written) + " has no quotes",
          "write " + visible_in_quotes(written)};
}

Slip slip_of_name(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  const std::string_view name = name_at(scan.text, begin);
  const std::size_t behind = scan.text.find_first_not_of(" \t", begin + name.size());
  if (behind != std::string_view::npos && scan.text[behind] == '=' && scan.at(behind + 1) != '>') {
    return {
        span_at(begin, behind + 1),
        visible(name) + " = ... is Terraform's way (HCL), not JSON",
        "write " + visible_in_quotes(name) + ": ..., or let jsonencode or terraform show print it"};
  }
  return without_quotes(scan, "name", name);
}

Slip slip_of_text(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  const std::string_view text = value_at(scan.text, begin);
  const std::string_view word = text.substr(0, text.find_first_of(" \t:;("));
  for (const Meaning& meaning : kMeanings) {
    if (word.size() == text.size() && equal_ignoring_case(word, meaning.word)) {
      return {
          span_at(begin, begin + word.size()),
          "JSON has no " + std::string(word),
          meaning.json.empty() ? "write a number, or null" : "write " + std::string(meaning.json)};
    }
  }
  constexpr std::array<std::string_view, 3> kLiterals = {"true", "false", "null"};
  constexpr std::size_t kLongest = 10;
  if (word.size() == text.size() && word.size() <= kLongest) {
    if (std::string hint = did_you_mean(word, kLiterals); !hint.empty()) {
      return {span_at(begin, begin + word.size()),
              "there is no value " + visible(word),
              std::move(hint)};
    }
  }
  return without_quotes(scan, "text", text);
}

}  // namespace

Slip slip_of_word(const JsonScan& scan) {
  switch (scan.awaited) {
    case Awaited::Key:
    case Awaited::FirstKey:
      return slip_of_name(scan);
    case Awaited::Value:
    case Awaited::FirstElement:
      return slip_of_text(scan);
    case Awaited::End:
      return slip_behind_document(scan);
    case Awaited::Colon:
    case Awaited::Comma:
      break;
  }
  if (auto slip = slip_of_unended(scan)) {
    return *std::move(slip);
  }
  const std::size_t begin = scan.token.span.begin;
  const std::string_view word = name_at(scan.text, begin);
  const Span span = span_at(begin, begin + std::max<std::size_t>(word.size(), 1));
  return {
      span, visible_in_quotes(scan.slice(span)) + " does not belong here", what_belongs_here(scan)};
}

}  // namespace remora::json
