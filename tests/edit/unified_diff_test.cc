#include "engine/edit/unified_diff.h"

#include <random>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/trials.h"

namespace remora::test {

namespace {

std::string diff(const std::string& before, const std::string& after) {
  return remora::edit::unified_diff(before, after, {"f.json", "f.json"});
}

std::string numbered(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) {
    text += std::to_string(i) + "\n";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(unified_diff)

BOOST_AUTO_TEST_CASE(the_same_text_has_no_diff) {
  BOOST_TEST(diff("a\nb\n", "a\nb\n").empty());
  BOOST_TEST(diff("", "").empty());
}

BOOST_AUTO_TEST_CASE(three_lines_of_context_stand_around_a_change) {
  BOOST_TEST(diff(numbered(1, 9), numbered(1, 4) + "new\n" + numbered(5, 9)) ==
             "--- a/f.json\n+++ b/f.json\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
}

BOOST_AUTO_TEST_CASE(near_changes_share_a_hunk_and_far_ones_do_not) {
  const auto hunks = [](int apart) {
    const std::string text =
        diff(numbered(1, 3) + "x\n" + numbered(4, 3 + apart) + "y\n" + numbered(90, 99),
             numbered(1, 3) + numbered(4, 3 + apart) + numbered(90, 99));
    std::size_t count = 0;
    for (std::size_t at = text.find("@@ -"); at != std::string::npos;
         at = text.find("@@ -", at + 1)) {
      ++count;
    }
    return count;
  };
  BOOST_TEST(hunks(6) == 1U);
  BOOST_TEST(hunks(7) == 2U);
}

BOOST_AUTO_TEST_CASE(a_missing_line_end_is_told) {
  BOOST_TEST(
      diff("a\nb", "a\nc\n") ==
      "--- a/f.json\n+++ b/f.json\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");
}

BOOST_AUTO_TEST_CASE(a_new_file_comes_from_nowhere) {
  BOOST_TEST(remora::edit::unified_diff("", "a\nb\n", {"", "/dir/f.json"}) ==
             "--- /dev/null\n+++ b/dir/f.json\n@@ -0,0 +1,2 @@\n+a\n+b\n");
}

// The program `patch` is the judge: it makes the one text out of the other.
BOOST_AUTO_TEST_CASE(patch_makes_the_new_text_from_the_old) {
  need("patch --version");
  std::mt19937 random(7);
  const TemporaryFolder folder;
  std::string script;
  std::vector<std::pair<std::string, std::string>> texts;
  test::Trials trials("texts that differ", 110);
  for (int i = 0; i < 120; ++i) {
    std::string before;
    std::string after;
    for (auto line = random() % 40; line > 0; --line) {
      const std::string text = std::to_string(random() % 5) + (random() % 6 == 0 ? "\r\n" : "\n");
      const auto fate = random() % 10;
      before += fate == 0 ? "" : text;
      after += fate == 1 ? "" : (fate == 2 ? "other\n" : text);
    }
    before += random() % 3 == 0 ? "end" : "";
    after += random() % 3 == 0 ? "end" : "";
    const std::string name = "t" + std::to_string(i);
    folder.write(name, before);
    folder.write(name + ".diff", remora::edit::unified_diff(before, after, {name, name}));
    if (before != after) {
      ++trials;
      script += "patch -s --binary -p1 <" + name + ".diff || echo " + name + " failed\n";
    }
    texts.emplace_back(name, after);
  }
  const ProgramRun run = run_shell("cd '" + folder.path().string() + "'\n" + script);
  BOOST_TEST(run.out + run.err == "");
  for (const auto& [name, after] : texts) {
    const std::filesystem::path file = folder.path() / name;
    BOOST_TEST((std::filesystem::exists(file) ? read_text(file) : "") == after, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
