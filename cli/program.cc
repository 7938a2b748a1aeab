#include "cli/program.h"

#include <algorithm>
#include <array>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <string_view>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/journal.h"
#include "cli/serve/serve.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/command/exit_status.h"

namespace remora::cli {

namespace {

using command::ExitStatus;

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

constexpr auto kCommands = std::to_array<Command>({
    {"check", "try every delivery that the inputs describe", run_check},
    {"diagnose", "start from an error text as you met it", run_diagnose},
    {"diff", "which decisions flip between two versions", run_diff},
    {"eval", "evaluate raw IAM requests, one decision each", run_eval},
    {"explain", "why: every layer, statement and element", run_explain},
    {"extract", "the world of any input as a scenario", run_extract},
    {"fix", "the smallest policy change that makes every delivery succeed", run_fix},
    {"init", "write a starter: policies, a scenario, a CI workflow", run_init},
    {"lint", "what AWS refuses to store, and the known traps", run_lint},
    {"page", "the page that teaches, as one file", run_page},
    {"schema", "JSON Schemas of the formats, for editors", run_schema},
    {"serve", "a local endpoint that refuses as AWS does", run_serve},
    {"snapshot", "a script that records what the AWS CLI says", run_snapshot},
    {"test", "run fixtures and compare them with what they expect", run_test},
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
  const std::string hint = did_you_mean(name, names);
  say("remora: error: there is no command \"" + name + "\"" + (hint.empty() ? "" : ", " + hint) +
      "\ntry `remora --help`");
  return static_cast<int>(ExitStatus::BadInput);
}

int run(const Arguments& arguments) {
  if (arguments.empty()) {
    std::cerr << "remora: error: name a command\ntry `remora --help`\n";
    return static_cast<int>(ExitStatus::BadInput);
  }
  // The marks of symbols cannot be typed in, here neither.
  if (std::any_of(arguments.begin(), arguments.end(), has_mark)) {
    say("remora: error: a control character (U+001E or U+001F) stands in an argument");
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
      for (const std::string& line : recover()) {
        say("remora: note: " + line);
      }
      return command.run(Arguments(arguments.begin() + 1, arguments.end()));
    }
  }
  return unknown_command(name);
}

}  // namespace

int run_program(const Arguments& arguments) {
  try {
    return run(arguments);
  } catch (const std::bad_alloc&) {
    say("remora: error: the memory does not suffice for this input");
    return static_cast<int>(ExitStatus::BadInput);
  } catch (const std::exception& exception) {
    say(std::string("remora: internal error: ") + exception.what() +
        "\nplease report this with the input that caused it");
    return static_cast<int>(ExitStatus::Internal);
  }
}

}  // namespace remora::cli
