#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "cli/command/command.h"
#include "cli/help/help_command.h"
#include "cli/serve/serve.h"

namespace remora::cli {

namespace {

constexpr auto kCause = std::to_array<Command>({
    {"diagnose", "start from an error text as you met it", diagnose_line, run_diagnose},
    {"check", "try every delivery that your files describe", check_line, run_check},
    {"explain", "why: every layer, statement and element", explain_line, run_explain},
    {"eval", "evaluate raw IAM requests, one decision each", eval_line, run_eval},
});

constexpr auto kMend = std::to_array<Command>({
    {"fix", "the smallest policy change that makes every delivery succeed", fix_line, run_fix},
    {"lint", "what AWS refuses to store, and the known traps", lint_line, run_lint},
    {"diff", "which decisions flip between two versions", diff_line, run_diff},
});

constexpr auto kKeep = std::to_array<Command>({
    {"init", "write a starter: policies, a scenario, a CI workflow", init_line, run_init},
    {"test", "run fixtures and compare them with what they expect", test_line, run_test},
    {"extract", "the world of any input as a scenario", extract_line, run_extract},
    {"snapshot", "a script that records what the AWS CLI says", snapshot_line, run_snapshot},
    {"schema", "JSON Schemas of the formats, for editors", schema_line, run_schema},
});

constexpr auto kLearn = std::to_array<Command>({
    {"demo", "a landing zone that fails, and what mends it", demo_line, run_demo},
    {"page", "the page that teaches, as one file", page_line, run_page},
    {"serve", "a local endpoint that refuses as AWS does", serve_line, run_serve},
    {"help", "help on a command or a topic", help_line, run_help},
    {"completion", "completions for bash, zsh and fish", completion_line, run_completion},
});

constexpr auto kGroups = std::to_array<CommandGroup>({
    {"Find the cause", kCause},
    {"Mend it", kMend},
    {"Keep it so", kKeep},
    {"See it, and learn", kLearn},
});

}  // namespace

std::span<const CommandGroup> command_groups() {
  return kGroups;
}

const Command* find_command(std::string_view name) {
  for (const CommandGroup& group : kGroups) {
    const auto found = std::find_if(group.commands.begin(),
                                    group.commands.end(),
                                    [&](const Command& one) { return one.name == name; });
    if (found != group.commands.end()) {
      return &*found;
    }
  }
  return nullptr;
}

}  // namespace remora::cli
