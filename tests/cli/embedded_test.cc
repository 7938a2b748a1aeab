#include <filesystem>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(embedded)

namespace {

namespace ut = boost::unit_test;

struct EmbeddedRow {
  const char* folder;
  const char* file;
  const char* statement;  // where `check` finds it
  const char* added;      // a part of what `fix` adds, as the text is written
};

const std::vector<EmbeddedRow> kEmbeddedRows = {
    {"escaped-string",
     "scenario.json",
     ":11:77  ",
     R"(,\n    {\n      \"Sid\": \"AWSCloudTrailAclCheck20150319\")"},
    {"percent-encoded",
     "scenario.json",
     ":11:140  ",
     "%2C%0A%20%20%20%20%20%20%20%20%7B%0A%20%20%20%20%20%20%20%20%20%20%20%20%22Sid%22%3A"},
    {"block-of-yaml",
     "scenario.yaml",
     ":13:11  ",
     ",\n          {\n            \"Sid\": \"AWSCloudTrailAclCheck20150319\""},
};

/// The statement is found where it stands in the file; `fix --write` puts one more behind it, and
/// all that was there stays.
void check_row(const EmbeddedRow& row) {
  const std::string name = std::string("fixtures/embedded/") + row.folder + "/" + row.file;
  BOOST_TEST(contains(run_remora({"check", name}).out, name + row.statement));
  const std::string before = read_text(std::filesystem::path(remora::test::source_dir()) / name);
  const TemporaryFolder folder;
  folder.write(row.file, before);
  const std::string copy = (folder.path() / row.file).string();
  const ProgramRun run = run_remora({"fix", copy, "--write"});
  BOOST_TEST(run.status == 0, run.err);
  const std::string after = read_text(folder.path() / row.file);
  std::size_t same = 0;
  while (same < before.size() && before[same] == after[same]) {
    ++same;
  }
  const std::string rest = before.substr(same);
  BOOST_TEST_REQUIRE(after.size() > before.size());
  BOOST_TEST(after.substr(after.size() - rest.size()) == rest);
  BOOST_TEST(contains(after, row.added), after);
  BOOST_TEST(contains(run_remora({"check", "-q", copy}).out, "audit-trail  delivered"));
}

struct EmbeddedRows {
  explicit EmbeddedRows(ut::test_suite& suite) {
    for (const EmbeddedRow& row : kEmbeddedRows) {
      suite.add(ut::make_test_case([&row] { check_row(row); }, row.folder, __FILE__, __LINE__));
    }
  }
};

const EmbeddedRows embedded_rows(ut::framework::current_auto_test_suite());

}  // namespace

BOOST_AUTO_TEST_CASE(lines_are_those_of_the_policy_where_the_file_has_none) {
  const ProgramRun text = run_remora({"explain", "fixtures/embedded/escaped-string"});
  BOOST_TEST(contains(text.out, "line 4 of the policy"), text.out);
  const ProgramRun block = run_remora({"explain", "fixtures/embedded/block-of-yaml"});
  BOOST_TEST(contains(block.out, ", line 13,"), block.out);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_percent_encoded_is_linted) {
  const TemporaryFolder folder;
  folder.write("policy.txt", "%7B%22Statement%22%3A%20%5B%5D%2C%20%22Ix%22%3A%201%7D\n");
  const ProgramRun run = run_remora({"lint", (folder.path() / "policy.txt").string()});
  BOOST_TEST(contains(run.out + run.err, "policy.txt:1:37: "), run.out + run.err);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
