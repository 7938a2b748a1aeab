#include "engine/diagnose/normalise.h"

#include <string>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(normalising)

BOOST_AUTO_TEST_CASE(what_carried_a_text_is_taken_away_and_what_was_said_stays) {
  struct Row {
    const char* name;
    std::string text;
    std::string normal;
  };

  for (const Row& row : {
           Row{"nothing", "", ""},
           Row{"plain", "a b", "a b"},
           Row{"runs of blanks", "a  \t b", "a b"},
           Row{"an empty line ends a paragraph", "a\nb\n\n\nc", "a\nb\fc"},
           Row{"Windows line ends", "a\r\nb", "a\nb"},
           Row{"quoted mail", "> a\n> b", "a\nb"},
           Row{"Terraform's box", "╷\n│ Error: a\n│ b\n╵", "Error: a\nb"},
           Row{"a table's row", "| a | b |", "a | b"},
           Row{"comments", "// a\n  // b\n# c", "a\nb\nc"},
           Row{"a list", "- a\n* b\n・c", "a\nb\nc"},
           Row{"a dash that belongs to a word", "-a", "-a"},
           Row{"a pager's line numbers", "  75   │ a\n       │ b", "a\nb"},
           Row{"numbers that are text", "75 a", "75 a"},
           Row{"a block of code", "a\n```text\nb\n```\nc", "a\fb\fc"},
           Row{"code in a line", "`a` and ```b c```", "a and b c"},
           Row{"bold", "**a** b", "a b"},
           Row{"a mask is not bold", "a-*** or ***", "a-*** or ***"},
           Row{"one bold mark alone stays", "a** b", "a** b"},
           Row{"entities", "&#39;a&#x27; &lt;b&gt; &amp;c; &nope;", "'a' <b> &c; &nope;"},
           Row{"tags", "<p>a<br/>b <code>c</code></p>", "a\nb c"},
           Row{"a placeholder is no tag", "<bucket>", "<bucket>"},
           Row{"JSON's escapes", R"(a \"b\" \u0027c\u0027\nd)", "a \"b\" 'c'\nd"},
           Row{"an escape that is none", R"(C:\dir \u00)", R"(C:\dir \u00)"},
           Row{"entities that were escaped twice", "&amp;#x27;a&amp;quot; &amp;c;", "'a\" &c;"},
           Row{"a sign by its number", R"(\x27a\x27 C:\x00)", R"('a' C:\x00)"},
           Row{"Markdown's escapes", R"(a\-b\_c\.d)", "a-b_c.d"},
           Row{"quoted-printable", "a b=\n-1, pr=\r\novided =27c=27", "a b-1, provided 'c'"},
           Row{"a line that ends so", "a=\nb =27", "a=\nb =27"},
           Row{"a log of GitHub Actions",
               "2024-05-05T10:11:12.1234567Z a:\n2024-05-05T10:11:12.1234567Z b",
               "a:\nb"},
           Row{"a log with its level", "2024-05-05 10:11:12,123 [INFO] a", "a"},
           Row{"a day that is text", "2024-05-05 a", "2024-05-05 a"},
           Row{"what Docker Compose puts before lines", "x-1  | a:\nx-1  | b", "a:\nb"},
           Row{"a bar in one line", "x-1 | a", "x-1 | a"},
           Row{"colours", "\x1b[31ma\x1b[0m", "a"},
           Row{"curly quotes, an ellipsis, hard blanks", "‘a’ “b”\u00a0c…", "'a' \"b\" c..."},
           Row{"other letters stay", "失敗: a", "失敗: a"},
       }) {
    BOOST_TEST(remora::diagnose::normalise(row.text) == row.normal, row.name);
  }
}

BOOST_AUTO_TEST_CASE(any_bytes_are_normalised_to_something) {
  std::string all;
  for (int c = 0; c < 256; ++c) {
    all += static_cast<char>(c);
    all += "\\u&#<";
  }
  BOOST_TEST(!remora::diagnose::normalise(all).empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
