#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/option_set.h"
#include "engine/command/output.h"

namespace remora::cli {

using command::ExitStatus;

/// One command's options: the shared ones, its own, its inputs. Reads the arguments, answers
/// `--help`, and reports wrong usage with the nearest known option.
class CommandLine : public OptionSet {
 public:
  CommandLine(std::string command, std::string usage, OptionSet options);

  /// For a command that no other face has: the formats that it prints, the first by default.
  CommandLine(std::string command, std::string usage, std::vector<std::string> formats)
      : CommandLine(std::move(command), std::move(usage), OptionSet(std::move(formats))) {}

  /// What follows the options in the help: examples, exit statuses. Paragraphs stand between empty
  /// lines and are wrapped; lines that begin with a blank stay as they are.
  void set_epilogue(std::string text) { epilogue_ = std::move(text); }

  /// The names of which the command takes one where others take files.
  void set_operands(std::vector<std::string> names) { operands_ = std::move(names); }

  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }

  [[nodiscard]] const std::string& command() const { return command_; }

  [[nodiscard]] const std::string& usage() const { return usage_; }

  [[nodiscard]] const std::string& epilogue() const { return epilogue_; }

  /// Whether a line may say how far the work is: not where the user types the input beside it,
  /// which some commands read without being told to.
  [[nodiscard]] bool shows_progress(bool reads_input = false) const;

  /// Reads the arguments behind the command's name. Nothing if the command should run; else the
  /// exit status to end with (after the help, or after a usage error).
  std::optional<int> parse(const std::vector<std::string>& arguments);

  /// Shows what a command has to say, and gives the exit status of the program.
  [[nodiscard]] int finish(command::Output output) const;

  /// Prints `remora COMMAND: error: ...` and returns the exit status of wrong usage.
  [[nodiscard]] int usage_error(std::string_view message) const;

 private:
  [[nodiscard]] std::optional<int> read_common();

  std::string command_;
  std::string usage_;
  std::string epilogue_;
  std::vector<std::string> operands_;
};

/// How a page of help is dressed for standard output: for its width, in colour where it takes some.
report::TextOptions help_style();

/// The threads that `--jobs` asks for, one per core without it; at least one.
std::size_t jobs_of(const CommandLine& line);

/// Writes the result where the user wants it. Returns false (after a message) if that fails.
bool write_output(const CommonOptions& options, std::string text);

}  // namespace remora::cli
