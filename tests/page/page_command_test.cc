#include <string>

#include <boost/test/unit_test.hpp>

#include "cli/page_file.h"
#include "engine/json/read.h"
#include "tests/cli/run_program.h"
#include "tests/support/json_fixture.h"
#include "tests/support/paths.h"
#include "tests/support/scenario.h"

namespace remora::test {

namespace {

constexpr const char* kPage =
    "<!doctype html><script type=\"application/json\" id=\"world\">null</script><p>text</p>\n";
constexpr std::string_view kPlace = "id=\"world\">";

/// What stands in the page's element for the world.
std::string world_in(const std::string& page) {
  const std::size_t begin = page.find(kPlace) + kPlace.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page)

BOOST_AUTO_TEST_CASE(a_world_stays_a_text_in_the_page) {
  const std::string hostile =
      R"({"title": "</script><script>alert(1)</script><!-- <SCRIPT &lt; ]]>"})";
  const std::string page = *cli::page_with(kPage, hostile);
  const std::string world = world_in(page);
  BOOST_TEST(!contains(world, "<"), world);
  const auto json = json::read_value(world);
  BOOST_REQUIRE(json.has_value());
  BOOST_TEST(text_of((*json)->root(), "title") ==
             text_of((*json::read_value(hostile))->root(), "title"));
  BOOST_TEST(page.ends_with("</script><p>text</p>\n"), page);
  BOOST_TEST(*cli::page_with(kPage, "null") == kPage);
}

BOOST_AUTO_TEST_CASE(what_is_no_page_is_said) {
  BOOST_TEST(!cli::page_with("<html></html>", "{}").has_value());
  BOOST_TEST(!cli::page_with(*cli::page_with(kPage, "{}"), "{}").has_value());
  const ProgramRun none = run_remora({"page", "--page", "nowhere.html"});
  BOOST_TEST(none.status == 2);
  BOOST_TEST(contains(none.err, "there is no page nowhere.html"), none.err);
  BOOST_TEST(contains(none.err, "./dev page"), none.err);
}

BOOST_AUTO_TEST_CASE(page_carries_the_files_and_what_they_name) {
  const TemporaryFolder folder;
  const std::string page = folder.write("page.html", kPage);
  const std::string scenario = folder.write("zone/scenario.json", kScenario);
  folder.write("zone/bucket-policy.json", kScenarioBucketPolicy);
  folder.write("zone/key-policy.json", kScenarioKeyPolicy);
  folder.write("zone/secret.txt", "not named by anything");
  for (const std::string& input : {scenario, (folder.path() / "zone").string()}) {
    const ProgramRun run =
        run_remora({"page", "--page", page, "--set", "title=<b>", "--as", "terraform", input});
    BOOST_TEST(run.status == 0, run.err);
    const auto json = json::read_value(world_in(run.out));
    BOOST_REQUIRE(json.has_value());
    const json::Value world = (*json)->root();
    const auto files = world.find("files")->members();
    BOOST_REQUIRE(files.size() == 3U);
    BOOST_TEST(files[0].key.text() == "bucket-policy.json");
    BOOST_TEST(files[0].value.text() == kScenarioBucketPolicy);
    BOOST_TEST(world.find("inputs")->elements().at(0).text() == "scenario.json");
    BOOST_TEST(world.find("options")->find("set")->elements().at(0).text() == "title=<b>");
    BOOST_TEST(text_of(*world.find("options"), "as") == "terraform");
    BOOST_TEST(!contains(run.out, folder.path().string()), run.out);
  }
}

// Its scripts are allowed by their digests, so not a byte may change: not even what looks like the
// marks of symbols.
BOOST_AUTO_TEST_CASE(the_bytes_of_the_page_stay_as_they_are) {
  const TemporaryFolder folder;
  const std::string marked = std::string(kPage) + "<script>a('\x1E', '\x1F', '\\u001e')</script>";
  const ProgramRun run = run_remora({"page", "--page", folder.write("page.html", marked)});
  BOOST_TEST(run.status == 0, run.err);
  BOOST_TEST(run.out == marked);
}

BOOST_AUTO_TEST_CASE(page_writes_nothing_where_an_input_cannot_be_read) {
  const TemporaryFolder folder;
  const std::string page = folder.write("page.html", kPage);
  const std::string out = (folder.path() / "out.html").string();
  const ProgramRun run = run_remora({"page", "--page", page, "-o", out, "nowhere.json"});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(!std::filesystem::exists(out));
  const ProgramRun empty = run_remora({"page", "--page", page, "-o", out});
  BOOST_TEST(empty.status == 0, empty.err);
  BOOST_TEST(read_text(out) == kPage);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
