#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/code/language.h"
#include "engine/wrapping/wrapping.h"

namespace remora::report {

/// How text is dressed for a terminal. Everything must be readable without it.
class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  [[nodiscard]] std::string bold(std::string_view text) const { return dress("1", text); }

  [[nodiscard]] std::string dim(std::string_view text) const { return dress("2", text); }

  [[nodiscard]] std::string red(std::string_view text) const { return dress("31", text); }

  [[nodiscard]] std::string green(std::string_view text) const { return dress("32", text); }

  [[nodiscard]] std::string yellow(std::string_view text) const { return dress("33", text); }

 private:
  [[nodiscard]] std::string dress(std::string_view code, std::string_view text) const {
    if (!color_) {
      return std::string(text);
    }
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }

  bool color_;
};

/// In which words of others a result is told, beside AWS's own.
struct ShownAs {
  std::optional<wrapping::Form> form = {};  // refusals, as this tool prints them
  std::optional<code::Language> code = {};  // fixes; else each in the language of its file
};

struct TextOptions {
  bool color = false;
  std::size_t width = 100;  // columns of the terminal
  bool quiet = false;       // the verdicts alone
  bool verbose = false;     // every statement of every request
  bool teach = false;       // say each step in plain words
  bool policy_arns = true;  // AWS's denial ends with the ARN of the policy that denies
  /// `check`: AWS's refusal as this tool prints it.
  std::optional<wrapping::Form> as = std::nullopt;
  /// The language in which fixes are shown; else each in that of its file.
  std::optional<code::Language> as_code = std::nullopt;
};

}  // namespace remora::report
