#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/limits.h"
#include "engine/command/output.h"
#include "engine/report/style.h"

namespace remora::cli {

using command::ExitStatus;

/// What every command shares, read from its arguments.
struct CommonOptions {
  std::string format;
  std::string output;  // empty: standard output
  std::string root;    // what inputs name stays under it; empty: see cli/root.h
  LimitsPtr limits;    // those that the user raised; null: none
  report::TextOptions text;
  std::vector<std::string> inputs;
};

/// What follows an option.
enum class Takes : std::uint8_t {
  Nothing,
  Text,
  Texts,  // may be repeated
  Number,
  Percentage,
};

struct Option {
  std::string name;  // `output`, or with its letter `output,o`
  Takes takes = Takes::Nothing;
  std::string help;
  std::string fallback = {};  // what holds where the user does not give it; empty: nothing
};

/// One command's options: the shared ones, its own, its inputs. Reads the arguments, answers
/// `--help`, and reports wrong usage with the nearest known option.
class CommandLine {
 public:
  /// `formats` are those the command offers; the first is the default.
  CommandLine(std::string command, std::string usage, std::vector<std::string> formats);

  /// The command's own options.
  void add(const std::vector<Option>& options);

  /// What follows the options in the help: examples, exit statuses.
  void set_epilogue(std::string text) { epilogue_ = std::move(text); }

  /// Reads the arguments behind the command's name. Nothing if the command should run; else the
  /// exit status to end with (after the help, or after a usage error).
  std::optional<int> parse(const std::vector<std::string>& arguments);

  [[nodiscard]] const CommonOptions& common() const { return common_; }

  /// Whether the user gave an option.
  [[nodiscard]] bool has(const std::string& option) const { return given_.count(option) > 0; }

  /// The value of an option, else its fallback, else nothing. The option takes what is asked for.
  [[nodiscard]] std::string text(const std::string& option) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& option) const;
  [[nodiscard]] std::optional<unsigned> number(const std::string& option) const;
  [[nodiscard]] std::optional<double> percentage(const std::string& option) const;

  /// Shows what a command has to say, and gives the exit status of the program.
  [[nodiscard]] int finish(command::Output output) const;

  /// Prints `remora COMMAND: error: ...` and returns the exit status of wrong usage.
  [[nodiscard]] int usage_error(std::string_view message) const;

 private:
  using Value = std::variant<std::string, std::vector<std::string>, unsigned, double>;

  template <class T>
  [[nodiscard]] std::optional<T> value(const std::string& option) const;
  void print_help() const;
  [[nodiscard]] std::string nearest_option(const std::string& wrong) const;
  [[nodiscard]] std::optional<int> read_common();
  [[nodiscard]] std::optional<int> read_limits();

  std::string command_;
  std::string usage_;
  std::vector<std::string> formats_;
  std::string epilogue_;
  std::vector<Option> own_;
  std::vector<Option> shared_;
  std::map<std::string, Value> values_;  // of options that were given or have a fallback
  std::set<std::string> given_;
  CommonOptions common_;
};

/// The threads that `--jobs` asks for, one per core without it; at least one.
std::size_t jobs_of(const CommandLine& line);

/// Writes the result where the user wants it. Returns false (after a message) if that fails.
bool write_output(const CommonOptions& options, std::string text);

}  // namespace remora::cli
