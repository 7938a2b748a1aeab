#include "engine/import/cloudformation_policies.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/json/embedded_text.h"

namespace remora::imports::cloudformation {

namespace {

using json::Kind;

// As deep as the document is.
void to_texts(Part& part) {  // NOLINT(misc-no-recursion)
  if (part.kind == Kind::Number || part.kind == Kind::Bool) {
    part.kind = Kind::String;
  }
  for (Part& child : part.children) {
    to_texts(child);
  }
}

/// A policy that stands as JSON: what is not known of it stays in its texts, where JSON has control
/// characters written with escapes.
std::string escaped(std::string_view text) {
  std::string json;
  for (const char c : text) {
    if (c == kSymbolBegin || c == kSymbolEnd) {
      json += c == kSymbolBegin ? "\\u001e" : "\\u001f";
    } else {
      json += c;
    }
  }
  return json;
}

/// What is missing where an object or a list of objects must stand; null if nothing is.
const Part* unknown_structure(const Part& policy) {
  const auto open = [](const Part& part) {
    return part.kind == Kind::String && has_unknown(part.text);
  };
  const Part* const statements = policy.find("Statement");
  if (open(policy) || statements == nullptr) {
    return open(policy) ? &policy : nullptr;
  }
  if (open(*statements)) {
    return statements;
  }
  const auto of_statement = [&](const Part& statement) -> const Part* {
    if (open(statement)) {
      return &statement;
    }
    const Part* const condition = statement.find("Condition");
    if (condition == nullptr || open(*condition)) {
      return condition;
    }
    const auto found = std::find_if(condition->children.begin(), condition->children.end(), open);
    return found == condition->children.end() ? nullptr : &*found;
  };
  if (statements->kind == Kind::Object) {
    return of_statement(*statements);
  }
  for (const Part& statement : statements->children) {
    if (const Part* const found = of_statement(statement)) {
      return found;
    }
  }
  return nullptr;
}

}  // namespace

Part policy_of(Resolved document, const Session& session, const Place& place) {
  if (!document || document->kind == Kind::Null) {
    return Part::unknown("the template does not have it", place);
  }
  if (document->kind == Kind::String && json::holds_document(document->text)) {
    document->text = escaped(document->text);
    return *std::move(document);
  }
  if (const Part* const missing = unknown_structure(*document)) {
    const Unknown* const why = session.unknown_in(missing->text);
    return Part::unknown(why != nullptr ? why->reason : "a part of it is not known",
                         missing->place,
                         why != nullptr ? why->supply : "");
  }
  if (document->kind == Kind::Object) {
    to_texts(*document);
  }
  return *std::move(document);
}

Part default_key_policy(const Stack& stack, const Place& place) {
  const auto text = [&](std::string value) { return Part::string(std::move(value), place); };
  const std::string root =
      "arn:" + std::string(stack.partition()) + ":iam::" + stack.account + ":root";
  Part statement = Part::object(place);
  statement.set("Sid", text("Enable IAM User Permissions"));
  statement.set("Effect", text("Allow"));
  statement.set("Principal", Part::object(place).set("AWS", text(root)));
  statement.set("Action", text("kms:*"));
  statement.set("Resource", text("*"));
  Part policy = Part::object(place);
  policy.set("Version", text("2012-10-17"));
  policy.set("Statement", Part::list(place).append(std::move(statement)));
  return policy;
}

Part fact(Part value, const Session& session) {
  const std::string& text = value.text;
  const bool whole = text.starts_with(kUnknownBegin) && text.find(kSymbolEnd) + 1 == text.size();
  const Unknown* const why = whole ? session.unknown_in(text) : nullptr;
  return why == nullptr ? std::move(value) : Part::unknown(why->reason, why->place, why->supply);
}

Part boolean(const Part& value, Resolver& resolver, const Session& session) {
  if (has_unknown(value.text)) {
    return fact(value, session);
  }
  const std::string text = to_ascii_lower(value.text);
  // YAML 1.1, which CloudFormation reads, has more words for them than JSON.
  if (text != "true" && text != "false" && text != "yes" && text != "no") {
    resolver.error(value.place, in_quotes(value.text) + " is neither true nor false");
  }
  return Part::boolean(text == "true" || text == "yes", value.place);
}

}  // namespace remora::imports::cloudformation
