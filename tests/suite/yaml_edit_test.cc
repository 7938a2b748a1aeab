#include "engine/suite/yaml_edit.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(suite)
BOOST_AUTO_TEST_SUITE(yaml_edit)

namespace {

/// The text after one change at /d/0/expect, or the error.
std::string changed(const std::string& text, const std::string& value) {
  const auto json = value_of(json::read(source(text, "scenario.yaml")));
  const std::vector<remora::suite::YamlChange> changes = {{"/d/0/expect", value}};
  const auto after = remora::suite::replace_in_yaml(json, changes);
  return after ? std::string((*after)->text()) : text_of(after.error().diagnostics);
}

}  // namespace

TEST_TABLE(everything_around_the_value_stays) {
  struct Row {
    const char* name;
    const char* text;
    const char* value;
    const char* expected;
  };

  const std::vector<Row> rows = {
      {"a block",
       "# first\nd:\n  - expect: # why\n      outcome: delivered # now\n      x: 1\n    # behind\n "
       "   id: a\n",
       R"({"outcome": "refused", "deniedBy": {"action": "s3:PutObject"}, "objectsWritten": ["a: b"]})",
       "# first\nd:\n  - expect: # why\n      outcome: refused\n      deniedBy:\n        action: "
       "\"s3:PutObject\"\n"
       "      objectsWritten:\n        - \"a: b\"\n    # behind\n    id: a\n"},
      {"a flow mapping",
       "d:\n  - { id: a, expect: { outcome: delivered, message: '}' }, x: y }\n",
       R"({"outcome": "refused"})",
       "d:\n  - { id: a, expect: {\"outcome\":\"refused\"}, x: y }\n"},
      {"a scalar",
       "d:\n  - expect: Allowed # yes\n",
       R"("ImplicitlyDenied")",
       "d:\n  - expect: ImplicitlyDenied # yes\n"},
      {"what YAML would not read as text",
       "d:\n  - expect: a\n",
       R"("no")",
       "d:\n  - expect: \"no\"\n"},
      {"no line end at the end",
       "d:\n  - expect:\n      outcome: delivered",
       R"({"outcome": "refused", "objectsWritten": []})",
       "d:\n  - expect:\n      outcome: refused\n      objectsWritten: []"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(changed(row.text, row.value) == row.expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_an_error_and_not_a_guess) {
  BOOST_TEST(
      changed("a: &x\n  outcome: delivered\nd:\n  - expect: *x\n", R"({"outcome": "refused"})")
          .find("this cannot be rewritten here, change it by hand") != std::string::npos);
  BOOST_TEST(changed("d: []\n", "1").find("this cannot be rewritten here") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
