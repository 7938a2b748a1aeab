#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/delivery/deliver.h"
#include "engine/edit/change.h"
#include "engine/input/imported.h"
#include "engine/json/read.h"
#include "tests/support/build.h"
#include "tests/support/deletions.h"
#include "tests/support/fixture_inputs.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"

/// What must be true of every input, whatever it says.
namespace remora::test {

namespace {

using delivery::Outcome;

constexpr const char* kFile = "t.yaml";

/// What comes of a template's deliveries, by their ids; nothing if it is bad input.
using Outcomes = std::map<std::string, Outcome>;

std::optional<Outcomes> outcomes_of(const SourcePtr& text, const imports::Options& options) {
  MemoryFiles files;
  files.add(kFile, std::string(text->text()));
  imports::Sources sources;
  sources.paths = {kFile};
  sources.options = options;
  const auto loaded = input::load_imported(sources, {}, files);
  if (!loaded) {
    return std::nullopt;
  }
  Outcomes found;
  for (const fixture::ScenarioDelivery& one : loaded->scenario->deliveries) {
    found[one.call.id] =
        delivery::deliver(loaded->scenario->world, one.call, loaded->scenario->assumptions).outcome;
  }
  return found;
}

/// What the parameter may be: its default, what it allows, and what nobody thought of.
std::set<std::string> values_for(const json::Value& declared) {
  std::set<std::string> values = {"made-up", "made.up", "7", "true"};
  if (const auto otherwise = declared.find("Default")) {
    values.emplace(otherwise->text());
  }
  if (const auto allowed = declared.find("AllowedValues")) {
    for (const json::Value& one : allowed->elements()) {
      values.emplace(one.text());
    }
  }
  return values;
}

/// The template in which nobody says what the parameter is.
SourcePtr without_default(const json::DocumentPtr& document, const json::Value& declared) {
  const auto otherwise = declared.find("Default");
  return otherwise ? value_of(edit::apply(document, std::vector{edit::remove(*otherwise)}))
                   : document->source();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing)
BOOST_AUTO_TEST_SUITE(properties)

// What is decided while a parameter is not known holds for all of its values.
BOOST_AUTO_TEST_CASE(giving_a_parameter_a_value_never_changes_what_was_decided_without_it) {
  Trials decided("verdicts decided without a parameter and compared", 60);
  Trials open("verdicts that waited for one", 1);
  for (const FixtureInput& input : fixture_templates()) {
    cli::DiskReader disk;
    const auto document = value_of(json::read(value_of(disk.read(input.paths.front()))));
    const auto parameters = document->root().find("Parameters");
    for (const json::Member& parameter :
         parameters ? parameters->members() : std::vector<json::Member>()) {
      const std::string name(parameter.key.text());
      const SourcePtr text = without_default(document, parameter.value);
      const auto before = outcomes_of(text, {});
      if (!before) {
        continue;
      }
      for (const std::string& value : values_for(parameter.value)) {
        imports::Options options;
        options.parameters = {{name, value}};
        const auto after = outcomes_of(text, options);
        if (!after) {
          continue;  // the declaration does not allow it
        }
        for (const auto& [id, outcome] : *before) {
          const auto same = after->find(id);
          if (same == after->end()) {
            continue;  // with this value the template does not make it
          }
          if (outcome == Outcome::Undetermined) {
            ++open;
            continue;
          }
          ++decided;
          BOOST_TEST_CONTEXT(input.name << ", " << name << " = " << value) {
            BOOST_TEST(to_string(same->second) == to_string(outcome));
          }
        }
      }
    }
  }
}

// The default, given by hand, is the default.
BOOST_AUTO_TEST_CASE(giving_a_parameter_its_default_changes_nothing) {
  Trials tried("defaults", 12);
  for (const FixtureInput& input : fixture_templates()) {
    cli::DiskReader disk;
    const auto document = value_of(json::read(value_of(disk.read(input.paths.front()))));
    const auto before = outcomes_of(document->source(), {});
    BOOST_REQUIRE(before.has_value());
    const auto parameters = document->root().find("Parameters");
    for (const json::Member& parameter :
         parameters ? parameters->members() : std::vector<json::Member>()) {
      const auto otherwise = parameter.value.find("Default");
      if (!otherwise || otherwise->is_array()) {
        continue;
      }
      imports::Options options;
      options.parameters = {{std::string(parameter.key.text()), std::string(otherwise->text())}};
      const auto after = outcomes_of(document->source(), options);
      if (!after) {
        continue;  // it switches the only delivery off, which is then no longer assumed
      }
      ++tried;
      BOOST_TEST_CONTEXT(input.name << ", " << parameter.key.text()) {
        BOOST_TEST((*after == *before));
      }
    }
  }
}

// Permissions only shrink: what is refused, or may be, is not certain to be delivered with less.
TEST_TABLE(removing_an_allow_never_lets_a_delivery_through) {
  for (const FixtureInput& input : fixture_inputs()) {
    if (table.row(input.name)) {
      cli::DiskReader disk;
      const auto found = command::load_inputs(input.paths, input.options, disk);
      BOOST_REQUIRE_MESSAGE(found.inputs.size() == 1U, text_of(found.diagnostics));
      const fixture::Scenario& scenario = *found.inputs[0].loaded.scenario;
      for (const Deletion& deletion : deletions(scenario.world)) {
        const world::World less = after(scenario.world, deletion);
        for (const fixture::ScenarioDelivery& one : scenario.deliveries) {
          const Outcome before =
              delivery::deliver(scenario.world, one.call, scenario.assumptions).outcome;
          if (before != Outcome::Delivered) {
            BOOST_TEST_CONTEXT(one.call.id << " without statement " << deletion.statement << " of "
                                           << deletion.policy->document()->source()->name()) {
              BOOST_TEST((delivery::deliver(less, one.call, scenario.assumptions).outcome !=
                          Outcome::Delivered));
            }
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
