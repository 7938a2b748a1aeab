#include "cli/help/help_command.h"

#include <algorithm>
#include <string>

#include "cli/commands.h"
#include "cli/help/help_text.h"
#include "cli/help/man_page.h"
#include "cli/help/topics.h"
#include "engine/base/near_miss.h"
#include "engine/report/wrap.h"

namespace remora::cli {

namespace {

constexpr const char* kHelpEpilogue =
    "Without a name all commands are listed, with --topics the topics: the exit status, formats,\n"
    "switches, limits, how deliveries work, and IAM rule by rule. -f man prints a manual page.\n"
    "\n"
    "Examples:\n"
    "  remora help check\n"
    "  remora help exit-status\n"
    "  remora help semantics/evaluation\n";

std::string list_of_topics(const report::TextOptions& style) {
  const std::vector<Topic> all = topics();
  std::size_t names = 0;
  for (const Topic& topic : all) {
    names = std::max(names, topic.name.size() + 2);
  }
  std::string text;
  for (const Topic& topic : all) {
    text += report::pad(topic.name, names) + report::wrap(topic.title, names, style.width) + "\n";
  }
  return text;
}

std::string list_of_commands() {
  std::string text;
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      text += std::string(command.name) + "\n";
    }
  }
  return text;
}

std::string nearest(const std::string& wanted) {
  std::vector<std::string> names;
  for (const Topic& topic : topics()) {
    names.push_back(topic.name);
  }
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      names.emplace_back(command.name);
    }
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string hint = did_you_mean(wanted, views);
  return "there is no command and no topic \"" + wanted + "\"" +
         (hint.empty() ? ", `remora help --topics` lists them" : ", " + hint);
}

}  // namespace

CommandLine help_line() {
  CommandLine line("help", "[options] [COMMAND | TOPIC]", {"text", "man"});
  line.add("What is listed",
           {{"topics", Takes::Nothing, "list the topics"},
            {"list", Takes::Nothing, "list the commands, one a line"}});
  line.set_epilogue(kHelpEpilogue);
  return line;
}

int run_help(const CommandLine& line) {
  const CommonOptions& common = line.common();
  if (common.inputs.size() > 1) {
    return line.usage_error("name one command or topic");
  }
  const std::string name = common.inputs.empty() ? "" : common.inputs.front();
  const Command* const command = find_command(name);
  command::Output output;
  if (line.has("list")) {
    output.text = list_of_commands();
  } else if (line.has("topics")) {
    output.text = list_of_topics(common.text);
  } else if (common.format == "man") {
    if (command == nullptr && !name.empty()) {
      return line.usage_error(nearest(name));
    }
    output.text = command == nullptr ? man_page() : man_page(*command);
  } else if (name.empty()) {
    output.text = overview(common.text);
  } else if (command != nullptr) {
    output.text = help_text(command->line(), common.text);
  } else if (auto text = topic_text(name, common.text)) {
    output.text = *std::move(text);
  } else {
    return line.usage_error(nearest(name));
  }
  return line.finish(std::move(output));
}

}  // namespace remora::cli
