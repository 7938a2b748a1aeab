#include "cli/options.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include <sys/ioctl.h>
#include <unistd.h>

namespace remora::cli {

namespace po = boost::program_options;

namespace {

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
  const char* force = std::getenv("CLICOLOR_FORCE");
  return to_terminal || (force != nullptr && std::string_view(force) != "0" && *force != '\0');
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

CommandLine::CommandLine(std::string command, std::string usage, std::vector<std::string> formats)
    : command_(std::move(command)),
      usage_(std::move(usage)),
      formats_(std::move(formats)),
      own_("Options"),
      shared_("Options of every command") {
  const std::string offered = joined(formats_, "|");
  shared_.add_options()("format,f",
                        po::value<std::string>()->default_value(formats_.front()),
                        ("what to print: " + offered).c_str())(
      "output,o", po::value<std::string>(), "write there instead of standard output")(
      "color", po::value<std::string>()->default_value("auto"), "auto, always or never")(
      "quiet,q", "print the verdicts alone")("verbose,v", "print every statement")(
      "help,h", "print this help")("version", "print the version");
}

po::options_description_easy_init CommandLine::add() {
  return own_.add_options();
}

std::string CommandLine::nearest_option(const std::string& wrong) const {
  std::vector<std::string> names;
  for (const auto* group : {&own_, &shared_}) {
    for (const auto& option : group->options()) {
      names.push_back("--" + option->long_name());
    }
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string hint = did_you_mean(wrong, views);
  return hint.empty() ? "" : ", " + hint;
}

std::string CommandLine::text(const char* option) const {
  return has(option) ? values_[option].as<std::string>() : std::string();
}

std::vector<std::string> CommandLine::texts(const char* option) const {
  return has(option) ? values_[option].as<std::vector<std::string>>() : std::vector<std::string>();
}

int CommandLine::finish(const command::Output& output) const {
  print(output.diagnostics);
  std::cerr << output.message;
  if (!output.usage.empty()) {
    return usage_error(output.usage);
  }
  // Of an input that cannot be read there is often nothing to write.
  const bool silent = output.text.empty() && output.status == ExitStatus::BadInput;
  const bool written = silent || write_output(common_, output.text);
  return static_cast<int>(written ? output.status : ExitStatus::BadInput);
}

int CommandLine::usage_error(std::string_view message) const {
  std::cerr << "remora " << command_ << ": error: " << message << "\n"
            << "try `remora " << command_ << " --help`\n";
  return static_cast<int>(ExitStatus::BadInput);
}

void CommandLine::print_help() const {
  std::cout << "usage: remora " << command_ << " " << usage_ << "\n";
  if (!own_.options().empty()) {
    std::cout << "\n" << own_;
  }
  std::cout << "\n" << shared_;
  if (!epilogue_.empty()) {
    std::cout << "\n" << epilogue_;
  }
}

std::optional<int> CommandLine::read_common() {
  common_.format = values_["format"].as<std::string>();
  if (std::find(formats_.begin(), formats_.end(), common_.format) == formats_.end()) {
    const std::vector<std::string_view> views(formats_.begin(), formats_.end());
    const std::string hint = did_you_mean(common_.format, views);
    return usage_error("this command prints no format \"" + common_.format + "\"" +
                       (hint.empty() ? "" : ", " + hint));
  }
  const std::string color = values_["color"].as<std::string>();
  if (color != "auto" && color != "always" && color != "never") {
    return usage_error("--color takes auto, always or never, not \"" + color + "\"");
  }
  if (values_.count("output") > 0) {
    common_.output = values_["output"].as<std::string>();
  }
  const bool to_terminal = common_.output.empty() && isatty(STDOUT_FILENO) != 0;
  common_.text.color = wants_color(color, to_terminal);
  print_in_color(wants_color(color, isatty(STDERR_FILENO) != 0));
  common_.text.width = terminal_width();
  common_.text.quiet = values_.count("quiet") > 0;
  common_.text.verbose = values_.count("verbose") > 0;
  if (values_.count("input-file") > 0) {
    common_.inputs = values_["input-file"].as<std::vector<std::string>>();
  }
  return std::nullopt;
}

std::optional<int> CommandLine::parse(const std::vector<std::string>& arguments) {
  po::options_description inputs;
  inputs.add_options()("input-file", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("input-file", -1);
  po::options_description all;
  all.add(own_).add(shared_).add(inputs);
  try {
    // No guessing: an abbreviation that works today could mean something else tomorrow.
    const int style = po::command_line_style::unix_style ^ po::command_line_style::allow_guessing;
    po::store(
        po::command_line_parser(arguments).options(all).positional(positional).style(style).run(),
        values_);
    po::notify(values_);
  } catch (const po::unknown_option& error) {
    const std::string name = error.get_option_name();
    return usage_error("there is no option " + name + nearest_option(name));
  } catch (const po::error& error) {
    return usage_error(error.what());
  }
  if (values_.count("help") > 0) {
    print_help();
    return static_cast<int>(ExitStatus::Success);
  }
  if (values_.count("version") > 0) {
    std::cout << "remora " << REMORA_VERSION << "\n";
    return static_cast<int>(ExitStatus::Success);
  }
  return read_common();
}

bool write_output(const CommonOptions& options, const std::string& text) {
  if (options.output.empty() || options.output == "-") {
    std::cout << text << std::flush;
    if (!std::cout) {
      std::cerr << "remora: error: cannot write to standard output\n";
      return false;
    }
    return true;
  }
  const std::string problem = write_whole(options.output, text);
  if (!problem.empty()) {
    std::cerr << "remora: error: " << problem << "\n";
    return false;
  }
  return true;
}

}  // namespace remora::cli
