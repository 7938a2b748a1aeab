#include "engine/command/conceal.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::command {

BOOST_AUTO_TEST_SUITE(commands)

TEST_TABLE(what_is_sensitive_is_not_shown) {
  struct Row {
    const char* name;
    const char* text;
    const char* shown;
  };

  for (const Row& row : std::vector<Row>{
           {"nothing of it", "a text", "a text"},
           {"alone", "secret-logs", "(sensitive)"},
           {"in an ARN, twice",
            "arn:aws:s3:::secret-logs/AWSLogs, secret-logs",
            "arn:aws:s3:::(sensitive)/AWSLogs, (sensitive)"},
           {"escaped in JSON", "x \"a\\\"b\" y", "x \"(sensitive)\" y"},
           {"the rest of it behind a cut", "...ret-logs/x", "...(sensitive)/x"},
           {"the rest of it in front of a cut", "x/secre...", "x/(sensitive)..."},
           {"the rest of it behind an ellipsis", "…t-logs/x…", "…(sensitive)/x…"},
           {"a piece of it between two cuts", "x …cret-l… y", "x …(sensitive)… y"},
           {"as Markdown has it", "my secret\\-logs\\!", "my (sensitive)\\!"},
           {"as HTML has it", "<i>a&quot;b</i>", "<i>(sensitive)</i>"},
           {"over the end of a line", "write secret-\n      logs/x", "write (sensitive)/x"},
           {"in a tree", "\u2502 secret-\n  \u2502   logs/x", "\u2502 (sensitive)/x"},
           {"a symbol", "key/\x1Ekey Key\x1F", "key/<key Key>"},
           {"a symbol in JSON", R"("\u001ekey Key\u001f")", R"("<key Key>")"},
           {"a symbol in JSON in JSON",
            R"("{\"a\": \"\\u001ekey Key\\u001f\"}")",
            R"("{\"a\": \"<key Key>\"}")"},
           {"a symbol in HTML",
            "<!doctype html><i>\x1Ekey Key\x1F",
            "<!doctype html><i>&lt;key Key&gt;"},
           {"other escapes", R"("\u001b \\ \" u001e")", R"("\u001b \\ \" u001e")"},
           {"two words that are no secret", "secret logs", "secret logs"},
           {"a longer one that holds a shorter one", "secret-logs-eu", "(sensitive)"},
       }) {
    if (table.row(row.name)) {
      Output output;
      output.text = row.text;
      output.message = row.text;
      conceal(output, {"secret-logs", "secret-logs-eu", "a\"b"});
      BOOST_TEST(output.text == row.shown);
      BOOST_TEST(output.message == row.shown);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_remark_keeps_its_place_and_shows_no_line) {
  const SourcePtr text = test::source("\n  \"bucket\": \"secret-logs\"");
  Output output;
  output.diagnostics.push_back(
      {Severity::Error, "x", {text, {3, 11}}, "no bucket secret-logs", "not secret-logs"});
  conceal(output, {"secret-logs"});
  const Diagnostic& shown = output.diagnostics.front();
  BOOST_TEST(to_string(shown) == "test.json:2:3: error: no bucket (sensitive), not (sensitive)");
  BOOST_TEST(shown.place.source->text() == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::command
