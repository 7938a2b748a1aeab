#include <string>
#include <string_view>

#include "cli/command/command.h"
#include "cli/options.h"

namespace remora::cli {

namespace {

constexpr const char* kSnapshotEpilogue =
    "Prints a shell script that records what a delivery depends on, with read-only calls of the\n"
    "AWS CLI. It prints each call before it makes it. The folder that it fills is an input of\n"
    "`check`.\n"
    "\n"
    "Examples:\n"
    "  remora snapshot --script > snapshot.sh\n"
    "  sh snapshot.sh -n dump           says what would be called\n"
    "  sh snapshot.sh dump us-east-1    records; then: remora check dump\n";

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

// The script, put in by the build.
constexpr EmbeddedText kScript[] = {
#include "generated/snapshot.inc"
};

}  // namespace

CommandLine snapshot_line() {
  CommandLine line("snapshot", "--script", {"text"});
  line.add("Output", {{"script", Takes::Nothing, "print the script"}});
  line.set_epilogue(kSnapshotEpilogue);
  return line;
}

int run_snapshot(const CommandLine& line) {
  if (!line.common().inputs.empty() || !line.has("script")) {
    return line.usage_error("it prints a script: remora snapshot --script > snapshot.sh");
  }
  command::Output output;
  output.text = std::string(kScript[0].text);
  return line.finish(output);
}

}  // namespace remora::cli
