#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/code/language.h"
#include "engine/policy/policy_type.h"

namespace remora::code {

/// Where a policy stands in the files of its author.
struct Home {
  Language language = Language::Json;
  std::string resource;             // its logical id, its address, its construct; may be empty
  bool in_policy_document = false;  // in Terraform's aws_iam_policy_document, not in a JSON text
};

/// What is done with a statement where it is written.
struct Use {
  PolicyType policy = PolicyType::Key;
  bool added = true;  // to the policy; else it stands there already and reads so from now on
  bool in_policy_document = false;  // see Home
};

/// A statement, given as JSON, in a language: as it stands in a policy of that type, or as what
/// adds it. Symbols in it are written as people read them: `<bucket Logs>`. Each line ends with a
/// line break but the last.
std::string statement_in(Language language, std::string_view statement, const Use& use);

/// The symbols in a statement, each once and as people read them. Whoever takes the text over puts
/// what they stand for in their place.
std::vector<std::string> symbols_in(std::string_view statement);

}  // namespace remora::code
