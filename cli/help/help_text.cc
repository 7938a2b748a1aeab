#include "cli/help/help_text.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/help/paragraphs.h"
#include "engine/report/wrap.h"

namespace remora::cli {

namespace {

constexpr std::size_t kColumn = 30;  // where the texts of options begin
constexpr std::size_t kNarrow = 70;  // below that they stand on lines of their own
constexpr std::string_view kShared = "For every command";

/// Two columns, or one below the other where the terminal is narrow or the left one is long.
std::string row(const std::string& left,
                const std::string& shown_left,
                std::string_view right,
                std::size_t column,
                std::size_t width) {
  const bool below = width < kNarrow || left.size() + 2 > column;
  const std::size_t indent = width < kNarrow ? 8 : column;
  std::string text = shown_left;
  text += below ? "\n" : std::string(column - left.size(), ' ');
  if (below) {
    text += std::string(indent, ' ');
  }
  return text + report::wrap(right, indent, width) + "\n";
}

std::string option_row(const Option& option, const report::TextOptions& style) {
  const report::Style dress(style.color);
  const std::string letter = option.letter();
  const std::string names = (letter.empty() ? "      " : "  -" + letter + ", ");
  const std::string name = "--" + option.long_name();
  const std::string value = option.value_word();
  const std::string tail = value.empty() ? "" : " " + value;
  const std::string help =
      option.help + (option.fallback.empty() ? "" : " (default: " + option.fallback + ")");
  return row(names + name + tail, names + dress.bold(name) + tail, help, kColumn, style.width);
}

}  // namespace

std::string help_text(const CommandLine& line, const report::TextOptions& style) {
  const report::Style dress(style.color);
  std::string text =
      dress.bold("Usage") + "\n  remora " + line.command() + " " + line.usage() + "\n";
  for (const std::string_view section : line.sections()) {
    text += "\n" + dress.bold(section) + "\n";
    for (const Option& option : line.own()) {
      text += option.section == section ? option_row(option, style) : "";
    }
  }
  text += "\n" + dress.bold(kShared) + "\n";
  for (const Option& option : line.shared()) {
    text += option_row(option, style);
  }
  bool after_examples = false;
  for (const Paragraph& paragraph : paragraphs_of(line.epilogue())) {
    const bool heading = paragraph.text == "Examples:";
    text += paragraph.as_it_is && after_examples ? "" : "\n";
    text += heading              ? dress.bold("Examples")
            : paragraph.as_it_is ? paragraph.text
                                 : report::wrap(paragraph.text, 0, style.width);
    text += "\n";
    after_examples = !paragraph.as_it_is;
  }
  return text;
}

std::string overview(const report::TextOptions& style) {
  const report::Style dress(style.color);
  constexpr std::size_t kNames = 14;
  std::string text =
      report::wrap(
          "remora tells, without an AWS account, whether AWS Config and AWS CloudTrail would "
          "deliver into a bucket, and if not, AWS's own error, why, and the fix.",
          0,
          style.width) +
      "\n\n" + dress.bold("Usage") + "\n  remora COMMAND [options] ...\n";
  for (const CommandGroup& group : command_groups()) {
    text += "\n" + dress.bold(group.purpose) + "\n";
    for (const Command& command : group.commands) {
      const std::string name(command.name);
      text += row("  " + name, "  " + dress.bold(name), command.summary, kNames, style.width);
    }
  }
  text += "\n" + dress.bold("Begin with") + "\n";
  const auto begin = [&](const char* left, const char* right) {
    const std::string command = std::string("  ") + left;
    text += row(command, command, right, 34, style.width);
  };
  begin("remora demo", "the story from the beginning");
  begin("remora diagnose error.txt", "with the error that you met");
  begin("remora check template.yaml", "with a template, a plan, or output of the AWS CLI");
  text += "\n" +
          report::wrap(
              "`remora COMMAND --help` tells more about one, `remora help --topics` lists topics.",
              0,
              style.width) +
          "\n";
  return text;
}

}  // namespace remora::cli
