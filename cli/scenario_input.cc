#include "cli/scenario_input.h"

#include <utility>

#include "cli/files.h"
#include "engine/input/input_kind.h"
#include "engine/json/read.h"

namespace remora::cli {

Result<std::shared_ptr<const input::Scenario>> load_scenario(const std::string& path) {
  DiskReader files;
  auto source = files.read(path);
  if (!source) {
    return fail(source.error());
  }
  auto json = json::read(*source);
  if (!json) {
    return fail(json.error());
  }
  const input::InputKind kind = input::detect((*json)->root());
  if (kind != input::InputKind::Scenario) {
    return fail(
        Error::at(*source,
                  (*json)->root().span(),
                  "this is " + std::string(describe(kind)) + ", which this version does not read",
                  "write a scenario file instead, see docs/scenario-format.md"));
  }
  auto scenario = input::read_scenario(*json, files);
  if (!scenario) {
    return fail(scenario.error());
  }
  return std::make_shared<const input::Scenario>(*std::move(scenario));
}

}  // namespace remora::cli
