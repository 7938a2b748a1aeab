#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remora::explanation {

/// A rule of AWS's that an explanation rests on.
enum class Rule : std::uint8_t {
#define REMORA_RULE(id, page, title, url) id,
#include "engine/explanation/rules.inc"
#undef REMORA_RULE
};

/// Where a rule can be read.
struct RuleInfo {
  std::string_view page;   // of this project, from its top folder
  std::string_view title;  // of AWS's page, with its guide
  std::string_view url;    // of AWS's page
};

const RuleInfo& info(Rule rule);

/// The page by the name that the installed program knows it by: `semantics/kms` of
/// `docs/semantics/kms.md`, for `remora help`.
std::string topic_of(const RuleInfo& rule);

}  // namespace remora::explanation
