#include "engine/command/extract.h"

#include <regex>
#include <string>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/base/symbol.h"
#include "engine/fixture/run.h"
#include "engine/input/load.h"
#include "engine/input/standalone.h"
#include "engine/input/variables.h"
#include "tests/support/build.h"
#include "tests/support/fixture_inputs.h"
#include "tests/support/memory_files.h"
#include "tests/support/scenario_files.h"
#include "tests/support/table.h"

namespace remora::test::extracting {

namespace {

/// The text without the places in it.
std::string without_places(const std::string& text) {
  static const std::regex place("(the command line|[^ (]+):[0-9]+:[0-9]+(: )?");
  return std::regex_replace(text, place, "");
}

/// Everything that a scenario answers, in lines.
std::string answers(const std::shared_ptr<const fixture::Scenario>& scenario) {
  const auto report = fixture::run("scenario", scenario, scenario->assumptions);
  std::string text = scenario->title + "\n";
  for (const fixture::DeliveryReport& one : report.deliveries) {
    text += one.call->id + " " + std::string(to_string(one.outcome.outcome));
    if (one.outcome.error) {
      text += " " + one.outcome.error->code + ": " + one.outcome.error->message;
    }
    text += " " + one.outcome.reason + (one.cause ? one.cause->summary : "");
    for (const auto& field : one.outcome.status) {
      text += " " + field.name + "=" + field.value;
    }
    for (const auto& object : one.outcome.objects_written) {
      text += " " + object.key;
    }
    for (const std::string& difference : one.disagreements) {
      text += " [" + difference + "]";
    }
    if (one.reported) {
      text += " " + one.reported->sentence;
    }
    text += one.expect != nullptr ? " expected\n" : "\n";
  }
  for (const fixture::RequestReport& one : report.requests) {
    text += one.id + " " + std::string(to_string(one.explanation.decision.verdict)) +
            (one.agrees ? " agrees\n" : "\n");
  }
  return without_places(text);
}

std::shared_ptr<const fixture::Scenario> read_back(const std::string& text) {
  MemoryFiles files;
  files.add("elsewhere/scenario.json", text);
  return value_of(input::load_scenario("elsewhere/scenario.json", {}, files));
}

/// What is said beside the answers: what was assumed.
std::string remarks_of(const fixture::Scenario& scenario) {
  std::string text;
  for (const Diagnostic& one : scenario.warnings) {
    if (one.code == "assumed") {
      text += readable(one.message) + "\n";
    }
  }
  return text;
}

void check_same(const std::shared_ptr<const fixture::Scenario>& scenario, FileReader& files) {
  const std::string text = value_of(input::standalone(*scenario, files));
  const auto again = read_back(text);
  BOOST_TEST(answers(again) == answers(scenario));
  MemoryFiles none;
  BOOST_TEST(without_places(value_of(input::standalone(*again, none))) == without_places(text));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)
BOOST_AUTO_TEST_SUITE(extract)

TEST_TABLE(what_is_extracted_answers_as_the_fixture_does) {
  for (const std::string& path : scenario_fixtures()) {
    if (table.row(folder_of(path))) {
      cli::DiskReader files;
      for (const auto& loaded : value_of(input::load_scenarios(path, {}, files))) {
        BOOST_TEST_CONTEXT(loaded.label) {
          check_same(loaded.scenario, files);
        }
      }
    }
  }
}

// One table for every kind of input: what a template, a plan, a dump, an event says is all there.
TEST_TABLE(what_is_extracted_answers_as_the_inputs_do) {
  for (const FixtureInput& input : fixture_inputs()) {
    if (table.row(input.name)) {
      cli::DiskReader files;
      const command::LoadedInputs found = command::load_inputs(input.paths, input.options, files);
      BOOST_REQUIRE_MESSAGE(found.inputs.size() == 1U, text_of(found.diagnostics));
      const auto& scenario = found.inputs[0].loaded.scenario;
      check_same(scenario, files);
      const auto again = read_back(command::extract(input.paths, {input.options, {}}, files).text);
      BOOST_TEST(remarks_of(*again) == remarks_of(*scenario));
      BOOST_REQUIRE(again->findings.size() == scenario->findings.size());
      for (std::size_t i = 0; i < again->findings.size(); ++i) {
        BOOST_TEST(again->findings[i].message == readable(scenario->findings[i].message));
        BOOST_TEST(again->findings[i].hint == readable(scenario->findings[i].hint));
      }
    }
  }
}

TEST_TABLE(symbols_have_a_form_that_reads_back) {
  struct Row {
    const char* name;
    std::string text;
    const char* written;
  };

  const std::vector<Row> rows = {
      {"a symbol", make_symbol("bucket Logs"), "${{ symbol bucket Logs }}"},
      {"in a text",
       "arn:aws:s3:::" + make_symbol("bucket Logs") + "/*",
       "arn:aws:s3:::${{ symbol bucket Logs }}/*"},
      {"what nobody knows", make_unknown("account"), "${{ unknown account }}"},
      {"two", make_symbol("a") + make_unknown("b c"), "${{ symbol a }}${{ unknown b c }}"},
      {"none", "plain", "plain"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(input::with_symbol_expressions(row.text).value_or("") == row.written);
      MemoryFiles files;
      files.add("scenario.json", R"({"remora": 1, "title": ")" + std::string(row.written) + "\"}");
      BOOST_TEST(value_of(input::load_scenario("scenario.json", {}, files))->title == row.text);
    }
  }
}

BOOST_AUTO_TEST_CASE(several_scenarios_are_not_made_one) {
  MemoryFiles files;
  files.add("a.json", R"({"remora": 1, "title": "${{ n }}", "matrix": {"n": ["1", "2"]}})");
  const command::Output several = command::extract({"a.json"}, {}, files);
  BOOST_TEST(several.usage.find("n=1; n=2") != std::string::npos, several.usage);
  const command::Output one = command::extract({"a.json"}, {{}, "n=2"}, files);
  BOOST_TEST(one.text == "{\n  \"remora\": 1,\n  \"title\": \"2\"\n}\n");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test::extracting
