#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// Statements in the languages that people keep their policies in.
namespace remora::code {

enum class Language : std::uint8_t {
  Json,
  CloudFormation,  // YAML
  Cdk,             // TypeScript
  Terraform,       // HCL
};

/// What a language is called: on the command line, in a block of Markdown, and in a sentence.
struct LanguageInfo {
  Language language = Language::Json;
  std::string_view name;
  std::string_view highlighting;
  std::string_view words;
};

constexpr auto kLanguages = std::to_array<LanguageInfo>({
    {Language::Json, "json", "json", "JSON"},
    {Language::CloudFormation, "cloudformation", "yaml", "CloudFormation (YAML)"},
    {Language::Cdk, "cdk", "typescript", "CDK (TypeScript)"},
    {Language::Terraform, "terraform", "hcl", "Terraform"},
});

constexpr const LanguageInfo& info(Language language) {
  return kLanguages[static_cast<std::size_t>(language)];
}

/// Nothing for a name that no language has.
constexpr std::optional<Language> find_language(std::string_view name) {
  for (const LanguageInfo& one : kLanguages) {
    if (one.name == name) {
      return one.language;
    }
  }
  return std::nullopt;
}

}  // namespace remora::code
