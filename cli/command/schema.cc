#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cli/command/command.h"
#include "cli/options.h"
#include "engine/base/near_miss.h"

namespace remora::cli {

namespace {

constexpr const char* kSchemaEpilogue =
    "Prints the JSON Schema of scenario files (default), of vector files, or of the results of\n"
    "`check`, `explain` and `test` with `-f json`. With it an editor completes and checks while\n"
    "one types.\n"
    "\n"
    "More: `remora help ci`.\n"
    "\n"
    "Examples:\n"
    "  remora schema > scenario.schema.json\n"
    "  remora schema result > result.schema.json\n";

struct Schema {
  std::string_view name;
  std::string_view text;
};

// The files of docs/schema, put in by the build.
constexpr auto kSchemas = std::to_array<Schema>({
#include "generated/schemas.inc"
});

}  // namespace

CommandLine schema_line() {
  CommandLine line("schema", "[scenario|vectors|result]", {"json"});
  line.set_operands({"scenario", "vectors", "result"});
  line.set_epilogue(kSchemaEpilogue);
  return line;
}

int run_schema(const CommandLine& line) {
  const CommonOptions& options = line.common();
  if (options.inputs.size() > 1) {
    return line.usage_error("name one format");
  }
  const std::string wanted = options.inputs.empty() ? "scenario" : options.inputs.front();
  const auto* found = std::find_if(
      kSchemas.begin(), kSchemas.end(), [&](const Schema& one) { return one.name == wanted; });
  if (found == kSchemas.end()) {
    std::vector<std::string_view> names;
    names.reserve(kSchemas.size());
    for (const Schema& schema : kSchemas) {
      names.push_back(schema.name);
    }
    const std::string hint = did_you_mean(wanted, names);
    return line.usage_error(
        "there is no schema of \"" + wanted + "\"" +
        (hint.empty() ? ", there are scenario, vectors and result" : ", " + hint));
  }
  return static_cast<int>(write_output(options, std::string(found->text)) ? ExitStatus::Success
                                                                          : ExitStatus::BadInput);
}

}  // namespace remora::cli
