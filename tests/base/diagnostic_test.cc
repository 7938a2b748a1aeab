#include "engine/base/diagnostic.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/build.h"
#include "tests/support/print.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(base)
BOOST_AUTO_TEST_SUITE(diagnostic)

// The form is fixed in docs/architecture.md: `FILE:LINE:COLUMN: error: ...`.
BOOST_AUTO_TEST_CASE(a_remark_reads_as_editors_expect) {
  const SourcePtr source = test::source("ab\ncd", "dir/policy.json");
  BOOST_TEST(to_string(Diagnostic{Severity::Error, "x", {source, {4, 5}}, "no good", ""}) ==
             "dir/policy.json:2:2: error: no good");
  BOOST_TEST(to_string(Diagnostic{Severity::Warning, "x", {source, {0, 1}}, "odd", "do this"}) ==
             "dir/policy.json:1:1: warning: odd, do this");
}

BOOST_AUTO_TEST_CASE(a_remark_without_source_has_no_place) {
  BOOST_TEST(to_string(Diagnostic{Severity::Error, "x", {}, "no such file", ""}) ==
             "error: no such file");
}

BOOST_AUTO_TEST_CASE(warnings_are_no_errors) {
  DiagnosticSink sink(test::source("text"));
  sink.warning(Span{0, 1}, "w", "odd");
  BOOST_TEST(!sink.has_errors());
  sink.error(Span{1, 2}, "e", "wrong");
  BOOST_TEST(sink.has_errors());
  BOOST_REQUIRE_EQUAL(sink.diagnostics().size(), 2U);
  BOOST_TEST(sink.diagnostics()[0].severity == Severity::Warning);
  BOOST_TEST(sink.diagnostics()[1].severity == Severity::Error);
}

BOOST_AUTO_TEST_CASE(errors_that_are_appended_count) {
  DiagnosticSink sink(test::source("text"));
  sink.append({{Severity::Warning, "w", {}, "odd", ""}});
  BOOST_TEST(!sink.has_errors());
  sink.append({{Severity::Error, "e", {}, "wrong", ""}});
  BOOST_TEST(sink.has_errors());
}

// An ARN has at most 2,048 characters; a name of a megabyte would stand in a hundred remarks.
BOOST_AUTO_TEST_CASE(a_long_name_is_cut) {
  const std::string name(100000, 'x');
  DiagnosticSink sink(test::source("text"));
  sink.error(Span{0, 1}, "e", "no \"" + name + "\" here", "take \"y\"");
  BOOST_TEST(sink.diagnostics().front().message == "no \"" + name.substr(0, 300) + "...\" here");
  BOOST_TEST(to_string(Diagnostic{Severity::Error, "e", {}, "\"" + name + "\" or \"z\"", ""}) ==
             "error: \"" + name.substr(0, 300) + "...\" or \"z\"");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
