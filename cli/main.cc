#include <array>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "engine/base/near_miss.h"
#include "engine/command/exit_status.h"
#include <fcntl.h>
#include <unistd.h>

namespace {

using remora::cli::Arguments;
using remora::command::ExitStatus;

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

constexpr auto kCommands = std::to_array<Command>({
    {"check", "try every delivery that the inputs describe", remora::cli::run_check},
    {"diagnose", "start from an error text as you met it", remora::cli::run_diagnose},
    {"diff", "which decisions flip between two versions", remora::cli::run_diff},
    {"eval", "evaluate raw IAM requests, one decision each", remora::cli::run_eval},
    {"explain", "why: every layer, statement and element", remora::cli::run_explain},
    {"extract", "the world of any input as a scenario", remora::cli::run_extract},
    {"fix", "the smallest policy change that makes every delivery succeed", remora::cli::run_fix},
    {"init", "write a starter: policies, a scenario, a CI workflow", remora::cli::run_init},
    {"lint", "what AWS refuses to store, and the known traps", remora::cli::run_lint},
    {"schema", "JSON Schemas of the formats, for editors", remora::cli::run_schema},
    {"snapshot", "a script that records what the AWS CLI says", remora::cli::run_snapshot},
    {"test", "run fixtures and compare them with what they expect", remora::cli::run_test},
});

void print_help() {
  std::cout << "remora tells, without an AWS account, whether AWS Config and AWS CloudTrail would\n"
               "deliver into a bucket, and if not, AWS's own error, why, and the fix.\n"
               "\n"
               "usage: remora COMMAND [options] ...\n"
               "\n"
               "Commands:\n";
  for (const Command& command : kCommands) {
    std::cout << "  " << command.name << std::string(10 - command.name.size(), ' ')
              << command.summary << "\n";
  }
  std::cout << "\n"
               "`remora COMMAND --help` tells more about one. Try first:\n"
               "  remora check fixtures/control-tower-kms/default-key-policy\n";
}

int unknown_command(const std::string& name) {
  std::array<std::string_view, kCommands.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = kCommands[i].name;
  }
  const std::string hint = remora::did_you_mean(name, names);
  remora::cli::say("remora: error: there is no command \"" + name + "\"" +
                   (hint.empty() ? "" : ", " + hint) + "\ntry `remora --help`");
  return static_cast<int>(ExitStatus::BadInput);
}

int run(const Arguments& arguments) {
  if (arguments.empty()) {
    std::cerr << "remora: error: name a command\ntry `remora --help`\n";
    return static_cast<int>(ExitStatus::BadInput);
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_help();
    return 0;
  }
  if (name == "--version") {
    std::cout << "remora " << REMORA_VERSION << "\n";
    return 0;
  }
  for (const Command& command : kCommands) {
    if (command.name == name) {
      return command.run(Arguments(arguments.begin() + 1, arguments.end()));
    }
  }
  return unknown_command(name);
}

/// A descriptor that the caller closed would go to the first file that is opened: a report would be
/// written where the result belongs. In its place stands one that reads and writes nothing.
void occupy_closed_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0) {
      // The lowest free one, which this is; opened the wrong way round, so that its use fails.
      (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_closed_descriptors();
  std::ios::sync_with_stdio(false);
  try {
    return run(Arguments(argv + 1, argv + argc));
  } catch (const std::exception& exception) {
    std::cerr << "remora: internal error: " << exception.what()
              << "\nplease report this with the input that caused it\n";
    return static_cast<int>(ExitStatus::Internal);
  }
}
