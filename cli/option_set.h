#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/limits.h"
#include "engine/report/style.h"

namespace remora::cli {

/// What every command shares, as a face read it.
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
  std::string name;  // `output`, with its letter and a word for its value: `output,o FILE`
  Takes takes = Takes::Nothing;
  std::string help;
  std::string fallback = {};      // what holds where the user does not give it; empty: nothing
  std::string_view section = {};  // of the help

  [[nodiscard]] std::string long_name() const { return name.substr(0, name.find_first_of(", ")); }

  /// `o` of `output,o FILE`; empty without one.
  [[nodiscard]] std::string letter() const {
    const std::size_t end = name.find_first_of(", ");
    return end == std::string::npos || name[end] != ',' ? "" : name.substr(end + 1, 1);
  }

  /// `FILE` of `output,o FILE`; empty without one.
  [[nodiscard]] std::string value_word() const {
    const std::size_t blank = name.find(' ');
    return blank == std::string::npos ? "" : name.substr(blank + 1);
  }
};

/// `--assume`, which every command takes on every face.
Option assume_option();

/// What an option was given; an empty text if it takes nothing.
using OptionValue = std::variant<std::string, std::vector<std::string>, unsigned, double>;

/// The options that a command takes, the formats that it prints, and what the user gave. A face
/// that has arguments, or a request of its own, puts the values in; the command only asks for them.
class OptionSet {
 public:
  /// The first of the formats is the default.
  explicit OptionSet(std::vector<std::string> formats) : formats_(std::move(formats)) {}

  /// Options of the command's own, under that heading of its help; the text of it is a constant.
  void add(std::string_view section, std::vector<Option> options);

  /// The command's own options, and those of every command.
  [[nodiscard]] const std::vector<Option>& own() const { return own_; }

  [[nodiscard]] const std::vector<Option>& shared() const { return shared_; }

  /// The headings of the command's own options, in their order.
  [[nodiscard]] std::vector<std::string_view> sections() const;

  /// The option of that name, the command's own or a shared one; null if there is none.
  [[nodiscard]] const Option* find(std::string_view name) const;

  /// The formats that the command prints, the default first.
  [[nodiscard]] const std::vector<std::string>& formats() const { return formats_; }

  [[nodiscard]] const CommonOptions& common() const { return common_; }

  /// Whether the user gave an option.
  [[nodiscard]] bool has(const std::string& option) const { return given_.count(option) > 0; }

  /// The value of an option, else its fallback, else nothing. The option takes what is asked for.
  [[nodiscard]] std::string text(const std::string& option) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& option) const;
  [[nodiscard]] std::optional<unsigned> number(const std::string& option) const;
  [[nodiscard]] std::optional<double> percentage(const std::string& option) const;

  /// Whether that text is an input, or the value of an option.
  [[nodiscard]] bool names(std::string_view text) const;

 protected:
  /// Options that a face takes for every command.
  void share(const std::vector<Option>& options);

  /// `, did you mean "--format"`; empty where no option is near.
  [[nodiscard]] std::string nearest_option(std::string_view wrong) const;

  void give(const std::string& option, OptionValue value);

  /// Reads the shared options that every face has (`--format`, `--limit`, `--quiet`, `--verbose`)
  /// into `common`. What is wrong with them, in words; nothing if all is well.
  [[nodiscard]] std::optional<std::string> read_shared();

  std::vector<std::string> formats_;
  std::vector<Option> own_;
  std::vector<Option> shared_;
  CommonOptions common_;

 private:
  template <class T>
  [[nodiscard]] std::optional<T> value(const std::string& option) const;
  void fall_back(const std::vector<Option>& options);

  std::map<std::string, OptionValue> values_;  // of options that were given or have a fallback
  std::set<std::string> given_;
};

}  // namespace remora::cli
