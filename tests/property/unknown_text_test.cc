#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/authorize.h"
#include "engine/base/symbol.h"
#include "engine/condition/pattern.h"
#include "engine/json/read.h"
#include "tests/property/generate.h"
#include "tests/property/vector_text.h"
#include "tests/support/trials.h"

// An unknown text may be any text: whatever is decided without it must hold for every text that is
// put in its place.
namespace remora::property {

namespace {

constexpr std::uint64_t kSeed = 20261128;
constexpr std::string_view kInJson = "\\u001eunknown X\\u001f";

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += by.size()) {
    text.replace(at, part.size(), by);
  }
  return text;
}

/// Every text of at most `length` of the words.
std::vector<std::string> all_texts(const std::vector<std::string_view>& words, std::size_t length) {
  std::vector<std::string> texts = {""};
  for (std::size_t size = 0, first = 0; size < length; ++size) {
    const std::size_t last = texts.size();
    for (; first < last; ++first) {
      for (const std::string_view word : words) {
        texts.push_back(texts[first] + std::string(word));
      }
    }
  }
  return texts;
}

/// The places of texts in a policy or request that may be unknown: string values whose signs are
/// all plain, those of elements that have a fixed vocabulary left out.
void find_texts(const json::Value& value, std::vector<Span>& found) {  // NOLINT(misc-no-recursion)
  if (value.is_string()) {
    const std::string_view text = value.text();
    if (!text.empty() && text.find_first_of("$\\\"{}\n") == text.npos &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; })) {
      found.push_back(value.span());
    }
    return;
  }
  for (const json::Value& element : value.elements()) {
    find_texts(element, found);
  }
  for (const json::Member& member : value.members()) {
    const std::string_view name = member.key.text();
    if (name != "Version" && name != "Effect" && name != "id" && name != "action" &&
        name != "principal" && name != "unknown") {
      find_texts(member.value, found);
    }
  }
}

/// The vector with a part of one of its texts made unknown; empty if the part could be no unknown
/// text's: of an ARN it would hold a colon before the resource.
std::string with_unknown_part(const std::string& text, Random& random) {
  const auto json = json::read_json(std::make_shared<SourceText>("generated", text));
  std::vector<Span> places;
  find_texts((*json)->root(), places);
  const Span place = places[random.below(places.size())];
  const std::size_t first = place.begin + 1;  // behind the quote
  const std::size_t size = place.end - 1 - first;
  const std::size_t begin = random.below(size);
  const std::size_t length = 1 + random.below(size - begin);
  const std::string_view before = std::string_view(text).substr(first, begin);
  const std::string_view part = std::string_view(text).substr(first + begin, length);
  constexpr auto kColonsOfArn = 5;
  if (part.find(':') != part.npos && std::count(before.begin(), before.end(), ':') < kColonsOfArn) {
    return {};
  }
  return std::string(text).replace(first + begin, length, kInJson);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(property)

BOOST_AUTO_TEST_SUITE(unknown_text)

BOOST_AUTO_TEST_CASE(every_text_agrees_with_what_was_decided_about_patterns) {
  const std::string unknown = make_unknown("X");
  const auto patterns = all_texts({"*", "?", "a", "b", unknown}, 4);
  const auto texts = all_texts({"a", "b", unknown}, 4);
  auto values = all_texts({"a", "b"}, 3);
  values.insert(values.end(), {"*", "a?", "?*"});  // a policy's text may be a pattern itself
  const RequestContext context;
  test::Trials decided("patterns on texts that are decided", 30'000);
  test::Trials open("that are open", 50'000);
  for (const std::string& pattern : patterns) {
    const Pattern compiled(pattern, PatternSyntax{});
    for (const std::string& text : texts) {
      if (!has_unknown(pattern) && !has_unknown(text)) {
        continue;
      }
      const Match match = compiled.matches(text, context);
      ++(match == Match::Unknown ? open : decided);
      for (const std::string& value : values) {
        const std::string put = replaced(pattern, unknown, value);
        const Match concrete =
            Pattern(put, PatternSyntax{}).matches(replaced(text, unknown, value), context);
        if (match != Match::Unknown && match != concrete) {
          BOOST_ERROR(readable(pattern) << " on " << readable(text) << " is " << to_string(match)
                                        << ", with \"" << value << "\" " << to_string(concrete));
        }
      }
    }
  }
  BOOST_TEST(decided.count() > open.count() / 2);
}

// The other direction, where there is no wildcard: what is open is open for a reason.
BOOST_AUTO_TEST_CASE(what_is_open_can_go_either_way) {
  const std::string unknown = make_unknown("X");
  const auto patterns = all_texts({"a", "b", unknown}, 3);
  const auto texts = all_texts({"a", "b"}, 4);
  const auto values = all_texts({"a", "b"}, 4);
  const RequestContext context;
  test::Trials trials("patterns on texts", 500);
  for (const std::string& pattern : patterns) {
    const bool once = pattern.find(unknown) == pattern.rfind(unknown);
    if (!has_unknown(pattern) || !once) {
      continue;  // one unknown text in two places may ask for what no text is
    }
    for (const std::string& text : texts) {
      ++trials;
      bool some = false;
      for (const std::string& value : values) {
        some = some || replaced(pattern, unknown, value) == text;
      }
      const Match match = Pattern(pattern, PatternSyntax{}).matches(text, context);
      BOOST_TEST((match == Match::Unknown) == some);
      BOOST_TEST((Pattern(text, PatternSyntax{}).matches(pattern, context) == match));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_part_that_is_unknown_never_flips_the_verdict) {
  constexpr std::size_t kCases = 3000;
  constexpr std::size_t kRequests = 5;
  test::Trials tried("requests", kCases * kRequests * 2 / 3);
  test::Trials settled("of them decided", kCases * kRequests / 2);
  for (std::size_t i = 0; i < kCases; ++i) {
    Random random = Random::for_case(kSeed, i);
    const GeneratedCase made = generate_case(random, kRequests);
    for (const Request& request : made.requests) {
      const std::string text = vector_text(made.policies, request);
      const auto known = read_vector_text(text);
      const std::string changed = with_unknown_part(text, random);
      const auto unknown = changed.empty() ? std::nullopt : read_vector_text(changed);
      BOOST_REQUIRE(known.has_value());
      if (!unknown) {
        continue;  // the part was one that a vector cannot do without
      }
      ++tried;
      const Verdict before = authorize(known->request, known->policies()).verdict;
      const Decision after = authorize(unknown->request, unknown->policies());
      settled += after.verdict != Verdict::Undetermined ? 1 : 0;
      const bool possible = after.verdict == Verdict::Undetermined
                                ? !(after.denied_either_way && before == Verdict::Allowed)
                                : after.verdict == before;
      if (!possible) {
        BOOST_ERROR(to_string(before) << " became " << to_string(after.verdict) << ":\n"
                                      << text << "\n"
                                      << changed);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::property
