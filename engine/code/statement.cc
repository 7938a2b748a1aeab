#include "engine/code/statement.h"

#include <algorithm>
#include <memory>

#include "engine/base/symbol.h"
#include "engine/code/cdk.h"
#include "engine/code/terraform.h"
#include "engine/edit/yaml_block.h"
#include "engine/json/read.h"

namespace remora::code {

namespace {

constexpr std::size_t kEscape = 6;  // \u001e

/// The sign of a symbol that an escape at `at` of a JSON text writes; 0 if it writes none.
char symbol_sign(std::string_view json, std::size_t at) {
  const std::string_view escape = json.substr(at, kEscape);
  const bool begin = escape == "\\u001e" || escape == "\\u001E";
  return begin ? kSymbolBegin : escape == "\\u001f" || escape == "\\u001F" ? kSymbolEnd : '\0';
}

/// A JSON text in which symbols read as people read them.
std::string readable_json(std::string_view json) {
  std::string shown;
  for (std::size_t i = 0; i < json.size();) {
    if (const char sign = symbol_sign(json, i); sign != '\0') {
      shown += readable(std::string_view(&sign, 1));
      i += kEscape;
      continue;
    }
    const std::size_t size = json[i] == '\\' ? 2 : 1;  // no escape begins within another
    shown += json.substr(i, size);
    i += size;
  }
  return shown;
}

std::string terraform(const json::Value& statement, const Use& use) {
  const std::string object = terraform_object(statement);
  if (const auto block = terraform_block(statement)) {
    if (use.in_policy_document) {
      return *block;
    }
    return "# in a data \"aws_iam_policy_document\"\n" + *block +
           "\n\n# or in the Statement list of a jsonencode\n" + object;
  }
  return "# in the Statement list of a jsonencode: a policy document would read \"&{\" as a "
         "variable\n" +
         object;
}

}  // namespace

std::string statement_in(Language language, std::string_view statement, const Use& use) {
  std::string json = readable_json(statement);
  if (language == Language::Json) {
    return json;
  }
  const auto read = json::read_json(std::make_shared<const SourceText>("statement", json));
  if (!read) {
    return json;
  }
  const json::Value root = (*read)->root();
  switch (language) {
    case Language::CloudFormation:
      return "- " + edit::yaml_block(root, 2, {});
    case Language::Cdk:
      return cdk_statement(root, use);
    case Language::Terraform:
      return terraform(root, use);
    case Language::Json:
      break;
  }
  return json;
}

std::vector<std::string> symbols_in(std::string_view statement) {
  std::vector<std::string> names;
  std::size_t begin = std::string_view::npos;
  for (std::size_t i = 0; i < statement.size();) {
    const char sign = symbol_sign(statement, i);
    if (sign == kSymbolBegin) {
      begin = i;
    } else if (sign == kSymbolEnd && begin != std::string_view::npos) {
      std::string name = readable_json(statement.substr(begin, i + kEscape - begin));
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
      begin = std::string_view::npos;
    }
    i += sign != '\0' ? kEscape : statement[i] == '\\' ? 2 : 1;
  }
  return names;
}

}  // namespace remora::code
