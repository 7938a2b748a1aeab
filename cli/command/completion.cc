#include <algorithm>
#include <array>
#include <string_view>

#include "cli/command/command.h"
#include "engine/base/near_miss.h"

namespace remora::cli {

namespace {

constexpr const char* kCompletionEpilogue =
    "Prints what a shell needs to complete commands, options, their values, and the ids of the\n"
    "deliveries in the files that stand on the line.\n"
    "\n"
    "Examples:\n"
    "  source <(remora completion bash)\n"
    "  remora completion zsh > ~/.zfunc/_remora\n"
    "  remora completion fish > ~/.config/fish/completions/remora.fish\n";

struct Shell {
  std::string_view name;
  std::string_view text;
};

// The files of cli/help/shells, put in by the build.
constexpr auto kShells = std::to_array<Shell>({
#include "generated/shells.inc"
});

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const Shell& shell : kShells) {
    found.emplace_back(shell.name);
  }
  return found;
}

}  // namespace

CommandLine completion_line() {
  CommandLine line("completion", "bash|zsh|fish", {"text"});
  line.set_operands(names());
  line.set_epilogue(kCompletionEpilogue);
  return line;
}

int run_completion(const CommandLine& line) {
  const std::vector<std::string>& inputs = line.common().inputs;
  if (inputs.size() != 1) {
    return line.usage_error("name a shell: bash, zsh or fish");
  }
  const auto* const found = std::find_if(
      kShells.begin(), kShells.end(), [&](const Shell& one) { return one.name == inputs[0]; });
  if (found == kShells.end()) {
    const std::vector<std::string> known = names();
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string hint = did_you_mean(inputs.front(), views);
    return line.usage_error("there are completions for bash, zsh and fish, not for \"" +
                            inputs.front() + "\"" + (hint.empty() ? "" : ", " + hint));
  }
  command::Output output;
  output.text = found->text;
  return line.finish(std::move(output));
}

}  // namespace remora::cli
