#include "engine/edit/embedded.h"

#include <boost/test/unit_test.hpp>

#include "engine/json/embedded_text.h"
#include "tests/support/build.h"
#include "tests/support/embedded_case.h"

namespace remora::test {

namespace {

using property::Random;
using remora::edit::Change;
using remora::edit::Operation;

/// What a fix does, and more: a statement is added, one of its texts changes, a member goes.
std::vector<Change> changes(Random& random) {
  std::vector<Change> some = {
      {Operation::Add,
       "/Statement/-",
       R"({"Sid": "a/b é😀 'q' \"r\" \\", "Effect": "Allow", "Action": ["s3:*", "kms:*"]})"},
      {Operation::Replace, "/Statement/0/Sid", R"("<new> & 100% é")"},
      {Operation::Remove, "/Statement/0/Condition", ""},
      {Operation::Add, "/Statement/0/Action/0", R"("s3:Get*")"}};
  std::erase_if(some, [&](const Change& /*one*/) { return random.chance(40); });
  if (some.empty()) {
    some.push_back({Operation::Replace, "/Version", R"("2008-10-17")"});
  }
  return some;
}

void check_edit(Form form, const EmbeddedCase& one, Random& random) {
  const std::vector<Change> wanted_changes = changes(random);
  const SourcePtr text = embedded_policy(one.file);
  const auto document = value_of(remora::json::read(text));
  const std::string wanted(value_of(remora::edit::apply(document, wanted_changes))->text());
  const auto edited = value_of(
      remora::edit::in_file(text, value_of(remora::edit::splices_of(document, wanted_changes))));
  const std::string after = remora::edit::spliced(one.file, edited.splices);
  // The text is what it should be, and all around it is as it was.
  BOOST_TEST(text_of(slowly_decoded(form, one, after)) == wanted);
  BOOST_TEST(after.substr(0, one.begin) == one.file.substr(0, one.begin));
  const std::string behind = one.file.substr(one.end);
  BOOST_TEST(after.substr(after.size() - behind.size()) == behind);
  // The splices stay inside the text, and leave alone what does not change in it.
  std::size_t replaced = 0;
  for (const remora::edit::Splice& splice : edited.splices) {
    BOOST_TEST(splice.span.begin >= one.begin);
    BOOST_TEST(splice.span.end <= one.end);
    replaced += splice.span.end - splice.span.begin;
  }
  BOOST_TEST(replaced < one.end - one.begin);
}

std::string after(const std::string& file, const std::vector<Change>& wanted_changes) {
  const auto document = value_of(remora::json::read(embedded_policy(file)));
  const auto splices = value_of(remora::edit::splices_of(document, wanted_changes));
  const auto edited = remora::edit::in_file(document->source(), splices);
  return edited ? remora::edit::spliced(file, edited->splices)
                : text_of(edited.error().diagnostics);
}

const std::vector<Change> kNewValue = {{Operation::Replace, "/S", R"("é/\"n\"")"}};
const std::vector<Change> kNewMember = {{Operation::Add, "/T", "[1]"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(edit)
BOOST_AUTO_TEST_SUITE(embedded)

const CasesOfForms kEdits(boost::unit_test::framework::current_auto_test_suite(),
                          "only_the_text_changes",
                          check_edit);

BOOST_AUTO_TEST_CASE(what_is_new_is_written_with_the_escapes_of_the_text) {
  BOOST_TEST(after(R"({"outer": {"policy": "{\u0022S\u0022: \"\/\u00e8\"}"}})", kNewValue) ==
             R"({"outer": {"policy": "{\u0022S\u0022: \u0022\u00e9\/\\\u0022n\\\u0022\u0022}"}})");
  BOOST_TEST(after(R"({"outer": {"policy": "{\"S\": \"/è\"}"}})", kNewValue) ==
             R"({"outer": {"policy": "{\"S\": \"é/\\\"n\\\"\"}"}})");
  BOOST_TEST(after("%7b%22S%22:%22a/b%22%7d\n", kNewValue) ==
             "%7b%22S%22:%22%c3%a9%2f%5c%22n%5c%22%22%7d\n");
}

BOOST_AUTO_TEST_CASE(a_block_keeps_its_indentation_and_line_ends) {
  BOOST_TEST(
      after("outer:\n  policy: |  # a\n      {\n        \"S\": 1\n      }\n\nb: 1\n", kNewMember) ==
      "outer:\n  policy: |  # a\n      {\n        \"S\": 1,\n        \"T\": [\n"
      "          1\n        ]\n      }\n\nb: 1\n");
  BOOST_TEST(after("outer:\r\n  policy: |\r\n    {\r\n      \"S\": 1\r\n    }\r\n", kNewMember) ==
             "outer:\r\n  policy: |\r\n    {\r\n      \"S\": 1,\r\n      \"T\": [\r\n        1\r\n"
             "      ]\r\n    }\r\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_in_the_form_of_the_text_is_refused) {
  // The text holds a line break (an empty line between quotes), and what is new needs another.
  BOOST_TEST(after("outer:\n  policy: '{\n\n    \"S\": 1}'\n", kNewMember) ==
             "test.json:2:11: error: the change cannot be written here in the form that the text "
             "has\n");
  // It would change at both places.
  BOOST_TEST(after("outer:\n  policy: &a '{\"S\": 1}'\n  other: *a\n", kNewMember) ==
             "test.json:2:14: error: the change cannot be written here in the form that the text "
             "has\n");
}

BOOST_AUTO_TEST_CASE(a_text_with_variables_filled_in_is_not_edited) {
  remora::json::DocumentBuilder builder(source("['${{ x }}']"), /*yaml=*/true);
  builder.string({1, 11}, R"({"S": 1})");
  const auto whole = builder.finish();
  const auto document =
      value_of(remora::json::read(remora::json::embedded_document(whole->root())));
  const auto edited = remora::edit::in_file(
      document->source(), value_of(remora::edit::splices_of(document, kNewMember)));
  BOOST_TEST(text_of(edited.error().diagnostics) ==
             "test.json:1:2: error: the text is not written here as it reads\n");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
