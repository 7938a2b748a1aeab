#include "cli/options.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <utility>

#include <boost/program_options.hpp>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/help/help_text.h"
#include "cli/help/version.h"
#include "engine/base/ascii.h"
#include "engine/base/words.h"
#include "engine/command/conceal.h"
#include <sys/ioctl.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace po = boost::program_options;
using Texts = std::vector<std::string>;

/// The options as boost reads them.
po::options_description described(const std::vector<Option>& options) {
  const auto text = [](const Option& option) {
    auto* value = po::value<std::string>();
    return option.fallback.empty() ? value : value->default_value(option.fallback);
  };
  const auto number = [](const Option& option) {
    auto* value = po::value<unsigned>();
    return option.fallback.empty()
               ? value
               : value->default_value(static_cast<unsigned>(std::stoul(option.fallback)));
  };
  po::options_description all;
  auto add = all.add_options();
  for (const Option& option : options) {
    const std::string names = option.name.substr(0, option.name.find(' '));
    const char* const name = names.c_str();
    const char* const help = option.help.c_str();
    switch (option.takes) {
      case Takes::Nothing:
        add(name, help);
        break;
      case Takes::Text:
        add(name, text(option), help);
        break;
      case Takes::Texts:
        add(name, po::value<Texts>()->composing(), help);
        break;
      case Takes::Number:
        add(name, number(option), help);
        break;
      case Takes::Percentage:
        add(name, po::value<double>(), help);
        break;
    }
  }
  return all;
}

/// What boost read; an option that takes nothing has an empty text.
OptionValue converted(const boost::any& from) {
  OptionValue value;
  const auto take = [&]<class T>(const T* held) {
    if (held != nullptr) {
      value = *held;
    }
  };
  take(boost::any_cast<std::string>(&from));
  take(boost::any_cast<Texts>(&from));
  take(boost::any_cast<unsigned>(&from));
  take(boost::any_cast<double>(&from));
  return value;
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Colour only on a terminal, unless the user's environment says otherwise (NO_COLOR,
/// CLICOLOR_FORCE) or the option does.
bool wants_color(const std::string& option, bool to_terminal) {
  if (option == "always" || option == "never") {
    return option == "always";
  }
  if (is_set("NO_COLOR")) {
    return false;
  }
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  const char* force = std::getenv("CLICOLOR_FORCE");
  return (to_terminal && !dumb) ||
         (force != nullptr && std::string_view(force) != "0" && *force != '\0');
}

/// The language of messages that the user's environment names, where there is one; as POSIX has it
/// the first of three variables that is set. Other character sets than UTF-8 are not written.
std::optional<report::Language> language_of_environment() {
  for (const char* const variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (!is_set(variable)) {
      continue;
    }
    const std::string_view locale = std::getenv(variable);
    const std::size_t dot = locale.find('.');
    const std::string charset =
        dot == locale.npos ? std::string() : to_ascii_lower(locale.substr(dot + 1));
    const bool readable =
        charset.empty() || charset.starts_with("utf-8") || charset.starts_with("utf8");
    return readable ? report::find_language(locale.substr(0, locale.find_first_of("_.@")))
                    : std::nullopt;
  }
  return std::nullopt;
}

std::size_t terminal_width() {
  constexpr std::size_t kDefault = 100;
  constexpr std::size_t kNarrowest = 40;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::max<std::size_t>(kNarrowest, size.ws_col);
  }
  if (const char* columns = std::getenv("COLUMNS")) {
    const int width = std::atoi(columns);
    return width > 0 ? std::max(kNarrowest, static_cast<std::size_t>(width)) : kDefault;
  }
  return kDefault;
}

}  // namespace

CommandLine::CommandLine(std::string command, std::string usage, OptionSet options)
    : OptionSet(std::move(options)), command_(std::move(command)), usage_(std::move(usage)) {
  share({{"format,f FORMAT",
          Takes::Text,
          "what to print: " + joined(formats_, "|"),
          formats_.front()},
         {"output,o FILE", Takes::Text, "write there instead of standard output"},
         assume_option(),
         {"root FOLDER", Takes::Text, "let the inputs name files below this folder, too"},
         {"limit NAME=NUMBER",
          Takes::Texts,
          "another limit of what an input may ask for; `list` prints them"},
         {"color WHEN", Takes::Text, "auto, always or never", "auto"},
         {"quiet,q", Takes::Nothing, "print the verdicts alone"},
         {"verbose,v", Takes::Nothing, "print every statement"},
         {"help,h", Takes::Nothing, "print this help"},
         {"version", Takes::Nothing, "print the version"}});
}

int CommandLine::finish(command::Output output) const {
  command::conceal(output, output.secrets);
  print(output.diagnostics);
  if (!output.message.empty()) {
    std::string message = output.message;
    message.erase(message.find_last_not_of('\n') + 1);
    say(message);
  }
  if (!output.usage.empty()) {
    return usage_error(output.usage);
  }
  // No success without a word: who reads an empty page cannot tell it from a run that never was.
  if (output.status == ExitStatus::Success && output.text.empty() && output.diagnostics.empty() &&
      output.message.empty()) {
    say("remora " + command_ + ": nothing to show");
  }
  // Of an input that cannot be read there is often nothing to write, and no earlier result is lost.
  const bool to_file = !common_.output.empty() && common_.output != "-";
  const bool silent = output.status == ExitStatus::BadInput &&
                      (output.text.empty() || (output.no_result && to_file));
  const bool written = silent || write_output(common_, std::move(output.text));
  return static_cast<int>(written ? output.status : ExitStatus::BadInput);
}

int CommandLine::usage_error(std::string_view message) const {
  say("remora " + command_ + ": error: " + std::string(message) + "\ntry `remora " + command_ +
      " --help`");
  return static_cast<int>(ExitStatus::BadInput);
}

bool CommandLine::shows_progress(bool reads_input) const {
  return !is_input_typed() || !(reads_input || names("-"));
}

std::optional<int> CommandLine::read_common() {
  const Texts limits = texts("limit");
  if (std::find(limits.begin(), limits.end(), "list") != limits.end()) {
    for (const LimitRow& row : limit_rows()) {
      std::cout << row.name << "=" << row.value << "  " << row.guards << "\n";
    }
    return static_cast<int>(ExitStatus::Success);
  }
  if (const auto problem = read_shared()) {
    return usage_error(*problem);
  }
  const std::string color = text("color");
  if (color != "auto" && color != "always" && color != "never") {
    return usage_error("--color takes auto, always or never, not \"" + color + "\"");
  }
  common_.output = text("output");
  common_.root = text("root");
  const bool to_terminal = common_.output.empty() && isatty(STDOUT_FILENO) != 0;
  common_.text.color = wants_color(color, to_terminal);
  print_in_color(wants_color(color, isatty(STDERR_FILENO) != 0));
  common_.text.width = terminal_width();
  if (find("lang") != nullptr && !has("lang")) {
    common_.text.language = language_of_environment().value_or(report::Language::English);
  }
  print_in_language(common_.text.language);
  common_.inputs = texts("input-file");
  for (const std::string& input : common_.inputs) {
    if (is_same_file(input, common_.output)) {
      return usage_error("--output would overwrite the input " + input + ", name another file");
    }
  }
  return std::nullopt;
}

std::optional<int> CommandLine::parse(const std::vector<std::string>& arguments) {
  po::options_description inputs;
  inputs.add_options()("input-file", po::value<Texts>());
  po::positional_options_description positional;
  positional.add("input-file", -1);
  po::options_description all;
  all.add(described(own())).add(described(shared())).add(inputs);
  try {
    // No guessing: an abbreviation that works today could mean something else tomorrow.
    const int style = po::command_line_style::unix_style ^ po::command_line_style::allow_guessing;
    po::variables_map found;
    po::store(
        po::command_line_parser(arguments).options(all).positional(positional).style(style).run(),
        found);
    for (const auto& [name, value] : found) {
      if (!value.defaulted()) {
        give(name, converted(value.value()));
      }
    }
  } catch (const po::unknown_option& error) {
    const std::string name = error.get_option_name();
    return usage_error("there is no option " + name + nearest_option(name));
  } catch (const po::error& error) {
    return usage_error(error.what());
  }
  if (has("help")) {
    const report::TextOptions style = help_style();
    std::cout << shown(help_text(*this, style), {"text", style.color, false});
    return static_cast<int>(ExitStatus::Success);
  }
  if (has("version")) {
    std::cout << version_text();
    return static_cast<int>(ExitStatus::Success);
  }
  return read_common();
}

report::TextOptions help_style() {
  report::TextOptions style;
  style.color = wants_color("auto", isatty(STDOUT_FILENO) != 0);
  style.width = terminal_width();
  return style;
}

std::size_t jobs_of(const CommandLine& line) {
  return std::max(1U, line.number("jobs").value_or(std::thread::hardware_concurrency()));
}

bool write_output(const CommonOptions& options, std::string text) {
  const bool to_file = !options.output.empty() && options.output != "-";
  const std::string safe = shown(std::move(text), {options.format, options.text.color, to_file});
  if (!to_file) {
    std::cout << safe << std::flush;
    if (!std::cout) {
      say("remora: error: cannot write to standard output");
      return false;
    }
    return true;
  }
  const std::string problem = write_whole(options.output, safe);
  if (!problem.empty()) {
    say("remora: error: " + problem);
    return false;
  }
  return true;
}

}  // namespace remora::cli
