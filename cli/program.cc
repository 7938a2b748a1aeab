#include "cli/program.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/diagnostics.h"
#include "cli/help/complete.h"
#include "cli/help/help_text.h"
#include "cli/help/version.h"
#include "cli/journal.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/command/exit_status.h"
#include "engine/report/wrap.h"

namespace remora::cli {

namespace {

int unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      names.push_back(command.name);
    }
  }
  const std::string hint = did_you_mean(name, names);
  say("remora: error: there is no command \"" + name + "\"" + (hint.empty() ? "" : ", " + hint) +
      "\ntry `remora --help`");
  return static_cast<int>(ExitStatus::BadInput);
}

/// `remora complete -- WORD...`: what the shells ask for (cli/help/shells), a candidate a line.
int complete(const Arguments& arguments) {
  constexpr std::size_t kWords = 2;
  if (arguments.size() <= kWords) {
    return static_cast<int>(ExitStatus::BadInput);
  }
  const Candidates found = candidates(Arguments(arguments.begin() + kWords, arguments.end()));
  const auto safe = [](const std::string& text) {
    return shown(report::one_line(text), {"text", false, false});
  };
  for (const Candidate& one : found.words) {
    std::cout << safe(one.text) << (one.help.empty() ? "" : "\t" + safe(one.help)) << "\n";
  }
  std::cout << (found.files ? ":files\n" : "") << (found.folders ? ":folders\n" : "") << std::flush;
  return static_cast<int>(ExitStatus::Success);
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
  if (name == "--help" || name == "-h") {
    const report::TextOptions style = help_style();
    std::cout << shown(overview(style), {"text", style.color, false});
    return 0;
  }
  if (name == "--version") {
    std::cout << version_text();
    return 0;
  }
  if (name == "complete") {
    return complete(arguments);
  }
  const Command* const command = find_command(name);
  if (command == nullptr) {
    return unknown_command(name);
  }
  for (const std::string& line : recover()) {
    say("remora: note: " + line);
  }
  CommandLine line = command->line();
  const auto status = line.parse(Arguments(arguments.begin() + 1, arguments.end()));
  return status ? *status : command->run(line);
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
