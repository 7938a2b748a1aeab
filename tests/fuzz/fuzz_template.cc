#include "engine/delivery/deliver.h"
#include "engine/input/imported.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/memory_files.h"

using namespace remora;

// The same bytes as a template, as a file of parameters, and as a nested template.
void fuzz_one(std::string_view text) {
  test::MemoryFiles files;
  files.add("t", std::string(text));
  imports::Sources sources;
  sources.paths = {"t"};
  for (const bool with_parameters : {false, true}) {
    if (with_parameters) {
      sources.options.parameter_files = {"t"};
    }
    const auto loaded = input::load_imported(sources, {}, files);
    if (!loaded) {
      continue;
    }
    const fixture::Scenario& scenario = *loaded->scenario;
    for (const fixture::ScenarioDelivery& one : scenario.deliveries) {
      delivery::deliver(scenario.world, one.call, scenario.assumptions);
    }
  }
}
