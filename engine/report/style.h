#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/code/language.h"
#include "engine/report/language.h"
#include "engine/wrapping/wrapping.h"

namespace remora::report {

/// How text is dressed for a terminal. Everything must be readable without it. The marks are bytes
/// that no UTF-8 has, so that no input can hold them; for_terminal makes colours of them.
class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  [[nodiscard]] std::string bold(std::string_view text) const { return dress(kBold, text); }

  [[nodiscard]] std::string dim(std::string_view text) const { return dress(kDim, text); }

  [[nodiscard]] std::string red(std::string_view text) const { return dress(kRed, text); }

  [[nodiscard]] std::string green(std::string_view text) const { return dress(kGreen, text); }

  [[nodiscard]] std::string yellow(std::string_view text) const { return dress(kYellow, text); }

  /// The number that a terminal knows a mark by; empty for what is none.
  static constexpr std::string_view code_of(char mark) {
    switch (mark) {
      case kBold:
        return "1";
      case kDim:
        return "2";
      case kRed:
        return "31";
      case kGreen:
        return "32";
      case kYellow:
        return "33";
      case kEnd:
        return "0";
      default:
        return {};
    }
  }

 private:
  static constexpr char kBold = '\xF8';
  static constexpr char kDim = '\xF9';
  static constexpr char kRed = '\xFA';
  static constexpr char kGreen = '\xFB';
  static constexpr char kYellow = '\xFC';
  static constexpr char kEnd = '\xFF';

  [[nodiscard]] std::string dress(char mark, std::string_view text) const {
    return color_ ? mark + std::string(text) + kEnd : std::string(text);
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
  Language language = Language::English;
  bool policy_arns = true;  // AWS's denial ends with the ARN of the policy that denies
  /// `check`: AWS's refusal as this tool prints it.
  std::optional<wrapping::Form> as = std::nullopt;
  /// The language in which fixes are shown; else each in that of its file.
  std::optional<code::Language> as_code = std::nullopt;
};

}  // namespace remora::report
