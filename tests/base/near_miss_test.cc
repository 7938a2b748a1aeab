#include "engine/base/near_miss.h"

#include <array>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(near_miss)

namespace {

constexpr std::array<std::string_view, 4> kWords = {"Version", "Id", "Statement", "Effect"};

}  // namespace

TEST_TABLE(distance_counts_single_edits) {
  struct Row {
    const char* name;
    const char* a;
    const char* b;
    std::size_t distance;
  };

  const Row rows[] = {
      {"equal", "Action", "Action", 0},
      {"case does not count", "ACTION", "action", 0},
      {"insert", "Acton", "Action", 1},
      {"delete", "Actiion", "Action", 1},
      {"replace", "Actian", "Action", 1},
      {"swap of neighbours", "Acitno", "Action", 2},
      {"one swap", "Acitn", "Actin", 1},
      {"from nothing", "", "abc", 3},
      {"to nothing", "abc", "", 3},
      {"nothing alike", "abc", "xyz", 3},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(edit_distance(row.a, row.b) == row.distance);
      BOOST_TEST(edit_distance(row.b, row.a) == row.distance);
    }
  }
}

BOOST_AUTO_TEST_CASE(nearest_word_is_offered_up_to_a_third_of_the_letters) {
  BOOST_TEST(nearest("Statment", kWords) == "Statement");
  BOOST_TEST(nearest("effect", kWords) == "Effect");
  BOOST_TEST(nearest("Vresoin", kWords) == "Version");
  BOOST_TEST(nearest("Stotomont", kWords) == "Statement");  // three of nine
  BOOST_TEST(nearest("Stotomond", kWords).empty());         // four of nine
  BOOST_TEST(nearest("Principal", kWords).empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_near_to_nothing) {
  BOOST_TEST(nearest("", kWords).empty());
  BOOST_TEST(nearest("Version", {}).empty());
}

BOOST_AUTO_TEST_CASE(a_word_of_a_thousand_letters_is_no_typing_slip) {
  const std::string word(1000, 'a');
  const std::array<std::string_view, 1> candidates = {word};
  BOOST_TEST(nearest(word, candidates).empty());
}

BOOST_AUTO_TEST_CASE(question_names_the_word_or_is_not_asked) {
  BOOST_TEST(did_you_mean("Efect", kWords) == "did you mean \"Effect\"?");
  BOOST_TEST(did_you_mean("Resource", kWords).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
