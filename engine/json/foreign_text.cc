#include "engine/json/foreign_text.h"

#include <array>

#include "engine/base/ascii.h"

namespace remora::json {

namespace {

/// How a text begins, and what it then is.
struct Beginning {
  std::string_view begins;
  const char* message;
  const char* hint;
};

constexpr const char* kMarkup = "is it an error page? fetch the file again";
constexpr const char* kPacked = "unpack it first";
constexpr const char* kEncoding = "save the file as UTF-8";

/// Compared byte by byte, before anything else.
constexpr auto kBytes = std::to_array<Beginning>({
    {"\xFF\xFE", "the text is UTF-16", kEncoding},
    {"\xFE\xFF", "the text is UTF-16", kEncoding},
    {"\x1F\x8B", "this is a file packed by gzip, no text", kPacked},
    {"PK\x03\x04", "this is a zip file, no text", kPacked},
    {"%PDF", "this is a PDF file, no text", "save it as text"},
});

/// Behind blanks, in any case of letters.
constexpr auto kBeginnings = std::to_array<Beginning>({
    {"<!doctype", "this is HTML, neither JSON nor YAML", kMarkup},
    {"<html", "this is HTML, neither JSON nor YAML", kMarkup},
    {"<head", "this is HTML, neither JSON nor YAML", kMarkup},
    {"<body", "this is HTML, neither JSON nor YAML", kMarkup},
    {"<?xml", "this is XML, neither JSON nor YAML", kMarkup},
    {"<error>", "this is XML, neither JSON nor YAML", kMarkup},
    {"an error occurred (",
     "this is an error that AWS answered, not what was asked for",
     "`remora diagnose` reads those"},
    {"```", "a fence of Markdown (```) stands around the text", "take its two lines away"},
    {"<<<<<<<", "a conflict of a merge stands in the text", "resolve it"},
});

constexpr const char* kTerraform = "write it as JSON; terraform show -json prints it";
constexpr const char* kScript = "write the value alone, as JSON.stringify prints it";

/// Words that begin a language's statement, with what stands behind them.
struct Statement {
  std::string_view word;
  std::string_view next;  // characters that may stand behind the word and its blanks
  const char* message;
  const char* hint;
};

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_${";

constexpr auto kStatements = std::to_array<Statement>({
    {"resource", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"data", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"variable", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"output", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"module", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"provider", "\"", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"terraform", "{", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"locals", "{", "this is Terraform (HCL), neither JSON nor YAML", kTerraform},
    {"var", kLetters, "this is JavaScript, not JSON", kScript},
    {"let", kLetters, "this is JavaScript, not JSON", kScript},
    {"const", kLetters, "this is JavaScript, not JSON", kScript},
    {"export", kLetters, "this is JavaScript, not JSON", kScript},
    {"module.exports", "=", "this is JavaScript, not JSON", kScript},
});

Span first_line(std::string_view text, std::size_t begin) {
  const std::string_view line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(begin + line.find_last_not_of(" \t") + 1)};
}

}  // namespace

std::optional<Slip> foreign_text(std::string_view text) {
  for (const Beginning& one : kBytes) {
    if (text.starts_with(one.begins)) {
      return Slip{{0, static_cast<std::uint32_t>(one.begins.size())},
                  one.message,
                  one.hint,
                  std::nullopt,
                  one.hint == kEncoding ? "utf-8" : nullptr};
    }
  }
  // UTF-16 without its mark: every second byte of ASCII is NUL.
  if (text.size() >= 4 && ((text[0] == '\0' && text[1] != '\0' && text[2] == '\0') ||
                           (text[0] != '\0' && text[1] == '\0' && text[3] == '\0'))) {
    return Slip{{0, 2}, "the text is UTF-16", kEncoding, std::nullopt, "utf-8"};
  }
  constexpr std::string_view kBlank = " \t\r\n\xEF\xBB\xBF";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(begin);
  for (const Beginning& one : kBeginnings) {
    if (equal_ignoring_case(rest.substr(0, one.begins.size()), one.begins)) {
      return Slip{first_line(text, begin), one.message, one.hint};
    }
  }
  for (const Statement& one : kStatements) {
    const std::size_t next = rest.starts_with(one.word)
                                 ? rest.find_first_not_of(" \t", one.word.size())
                                 : std::string_view::npos;
    const bool apart =
        next != std::string_view::npos && (next > one.word.size() || one.next == "{");
    if (apart && one.next.find(rest[next]) != std::string_view::npos) {
      return Slip{first_line(text, begin), one.message, one.hint};
    }
  }
  return std::nullopt;
}

}  // namespace remora::json
