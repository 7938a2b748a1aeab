#pragma once

#include <span>
#include <string_view>

#include "cli/options.h"

namespace remora::cli {

/// A command: what it takes, and what runs it once that was read.
struct Command {
  std::string_view name;
  std::string_view summary;
  CommandLine (*line)();
  int (*run)(const CommandLine& line);
};

/// Commands that serve one purpose.
struct CommandGroup {
  std::string_view purpose;
  std::span<const Command> commands;
};

/// All commands, as the help lists them.
std::span<const CommandGroup> command_groups();

/// The command of that name; null if there is none.
const Command* find_command(std::string_view name);

}  // namespace remora::cli
