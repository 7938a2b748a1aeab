#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "engine/command/output.h"
#include "engine/report/style.h"

namespace remora::cli {

using command::ExitStatus;

/// What every command shares, read from its arguments.
struct CommonOptions {
  std::string format;
  std::string output;  // empty: standard output
  report::TextOptions text;
  std::vector<std::string> inputs;
};

/// One command's options: the shared ones, its own, its inputs. Reads the arguments, answers
/// `--help`, and reports wrong usage with the nearest known option.
class CommandLine {
 public:
  /// `formats` are those the command offers; the first is the default.
  CommandLine(std::string command, std::string usage, std::vector<std::string> formats);

  /// For the command's own options.
  boost::program_options::options_description_easy_init add();

  /// What follows the options in the help: examples, exit statuses.
  void set_epilogue(std::string text) { epilogue_ = std::move(text); }

  /// Reads the arguments behind the command's name. Nothing if the command should run; else the
  /// exit status to end with (after the help, or after a usage error).
  std::optional<int> parse(const std::vector<std::string>& arguments);

  [[nodiscard]] const CommonOptions& common() const { return common_; }

  [[nodiscard]] const boost::program_options::variables_map& values() const { return values_; }

  [[nodiscard]] bool has(const char* option) const { return values_.count(option) > 0; }

  /// The value of an option; empty if it was not given.
  [[nodiscard]] std::string text(const char* option) const;
  [[nodiscard]] std::vector<std::string> texts(const char* option) const;

  /// Shows what a command has to say, and gives the exit status of the program.
  [[nodiscard]] int finish(const command::Output& output) const;

  /// Prints `remora COMMAND: error: ...` and returns the exit status of wrong usage.
  [[nodiscard]] int usage_error(std::string_view message) const;

 private:
  void print_help() const;
  [[nodiscard]] std::string nearest_option(const std::string& wrong) const;
  [[nodiscard]] std::optional<int> read_common();

  std::string command_;
  std::string usage_;
  std::vector<std::string> formats_;
  std::string epilogue_;
  boost::program_options::options_description own_;
  boost::program_options::options_description shared_;
  boost::program_options::variables_map values_;
  CommonOptions common_;
};

/// Writes the result where the user wants it. Returns false (after a message) if that fails.
bool write_output(const CommonOptions& options, const std::string& text);

}  // namespace remora::cli
