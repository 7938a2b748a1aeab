#include "engine/base/wildcard.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(wildcard)

// docs/semantics/actions.md: case-insensitive, `*` zero or more, `?` exactly one, anchored.
TEST_TABLE(patterns_are_anchored_and_case_insensitive) {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };

  const Row rows[] = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "anything", true},
      {"?", "", false},
      {"?", "a", true},
      {"?", "ab", false},
      {"Get*", "GetObject", true},
      {"get*", "GETOBJECT", true},
      {"Get*", "PutObject", false},
      {"Get*", "ForGet", false},
      {"*Object", "GetObject", true},
      {"*Object", "GetObjectAcl", false},
      {"Get*Acl", "GetAcl", true},
      {"Get*Acl", "GetBucketAcl", true},
      {"Get*Acl", "GetBucketAclAcl", true},
      {"Get?bject", "GetObject", true},
      {"Get?bject", "Getbject", false},
      {"*a*b*", "xxaxxbxx", true},
      {"*a*b*", "xxbxxaxx", false},
      {"**", "", true},
      {"a**b", "ab", true},
      {"*?", "", false},
      {"*?", "a", true},
  };
  for (const Row& row : rows) {
    if (table.row('"', row.pattern, "\" on \"", row.text, '"')) {
      BOOST_TEST(glob_ignoring_case(row.pattern, row.text) == row.matches);
    }
  }
}

namespace {

/// The definition itself, by trying everything.
bool by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern[0] == '*') {
    return by_definition(pattern.substr(1), text) ||
           (!text.empty() && by_definition(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         by_definition(pattern.substr(1), text.substr(1));
}

/// All words of up to `longest` letters.
std::vector<std::string> words(std::string_view letters, std::size_t longest) {
  std::vector<std::string> all = {""};
  std::size_t begin = 0;
  for (std::size_t size = 1; size <= longest; ++size) {
    const std::size_t end = all.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const char c : letters) {
        all.push_back(all[i] + c);
      }
    }
    begin = end;
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_small_pattern_matches_as_defined) {
  const std::vector<std::string> texts = words("ab", 5);
  std::size_t wrong = 0;
  for (const std::string& pattern : words("ab*?", 4)) {
    for (const std::string& text : texts) {
      wrong += glob_ignoring_case(pattern, text) == by_definition(pattern, text) ? 0U : 1U;
    }
  }
  BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_CASE(many_stars_do_not_backtrack_exponentially) {
  std::string pattern;
  for (int i = 0; i < 60; ++i) {
    pattern += "*a";
  }
  const std::string text(2000, 'a');
  BOOST_TEST(glob_ignoring_case(pattern, text));
  BOOST_TEST(!glob_ignoring_case(pattern + "b", text));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
