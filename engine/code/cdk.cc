#include "engine/code/cdk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/code/texts.h"

namespace remora::code {

namespace {

using json::Value;

/// An element of a statement and the property that it becomes, in the order in which they are
/// written.
struct Property {
  std::string_view element;
  std::string_view name;
};

constexpr auto kProperties = std::to_array<Property>({{"Sid", "sid"},
                                                      {"Effect", "effect"},
                                                      {"Principal", "principals"},
                                                      {"NotPrincipal", "notPrincipals"},
                                                      {"Action", "actions"},
                                                      {"NotAction", "notActions"},
                                                      {"Resource", "resources"},
                                                      {"NotResource", "notResources"},
                                                      {"Condition", "conditions"}});

std::string principal(std::string_view type, std::string_view value) {
  const auto made = [&](std::string_view of_class) {
    return "new iam." + std::string(of_class) + "(" + typescript_string(value) + ")";
  };
  if (type == "Service") {
    return made("ServicePrincipal");
  }
  if (type == "Federated") {
    return made("FederatedPrincipal");
  }
  if (type == "CanonicalUser") {
    return made("CanonicalUserPrincipal");
  }
  if (value == "*") {
    return type.empty() ? "new iam.StarPrincipal()" : "new iam.AnyPrincipal()";
  }
  constexpr std::size_t kAccountId = 12;
  return made(value.size() == kAccountId && all_digits(value) ? "AccountPrincipal"
                                                              : "ArnPrincipal");
}

std::vector<std::string> principals(const Value& value) {
  std::vector<std::string> all;
  if (!value.is_object()) {
    all.push_back(principal({}, value.text()));
  }
  for (const json::Member& member : value.members()) {
    for (const Value& one : as_list(member.value)) {
      all.push_back(principal(member.key.text(), one.text()));
    }
  }
  return all;
}

/// Numbers go between quotes: as numbers of TypeScript they could change their spelling.
std::string typescript_value(const Value& value, std::size_t indent, std::size_t used);

std::string typescript_list(const Value& value, std::size_t indent, std::size_t used) {
  std::vector<std::string> items;
  for (const Value& one : as_list(value)) {
    items.push_back(typescript_value(one, indent, used));
  }
  return in_brackets(items, indent, used);
}

std::string typescript_object(const Value& value,
                              std::size_t indent) {  // NOLINT(misc-no-recursion)
  std::string text = "{\n";
  for (const json::Member& member : value.members()) {
    const std::string name = is_identifier(member.key.text())
                                 ? std::string(member.key.text())
                                 : typescript_string(member.key.text());
    text += std::string(indent + 2, ' ') + name + ": " +
            typescript_value(member.value, indent + 2, indent + 4 + name.size()) + ",\n";
  }
  return text + std::string(indent, ' ') + "}";
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as a statement
std::string typescript_value(const Value& value, std::size_t indent, std::size_t used) {
  switch (value.kind()) {
    case json::Kind::Array:
      return typescript_list(value, indent, used);
    case json::Kind::Object:
      return typescript_object(value, indent);
    case json::Kind::Bool:
      return std::string(value.text());
    default:
      return typescript_string(value.text());
  }
}

/// What adds a statement to a policy of that type; empty where CDK has no call for it.
std::string_view call_for(PolicyType policy) {
  switch (policy) {
    case PolicyType::Bucket:
      return "bucket.addToResourcePolicy";
    case PolicyType::Key:
      return "key.addToResourcePolicy";
    case PolicyType::Topic:
      return "topic.addToResourcePolicy";
    case PolicyType::Trust:
      return "role.assumeRolePolicy?.addStatements";
    case PolicyType::Identity:
      return "role.addToPrincipalPolicy";
    case PolicyType::VpcEndpoint:
      return "endpoint.addToPolicy";
    default:
      return {};
  }
}

std::string typescript_property(const Property& property, const Value& value) {
  constexpr std::size_t kIndent = 2;
  const std::size_t used = kIndent + property.name.size() + 2;
  if (property.name == "effect") {
    return value.text() == "Deny" ? "iam.Effect.DENY" : "iam.Effect.ALLOW";
  }
  if (property.name == "principals" || property.name == "notPrincipals") {
    return in_brackets(principals(value), kIndent, used);
  }
  const bool list = property.name != "sid" && property.name != "conditions";
  return list ? typescript_list(value, kIndent, used) : typescript_value(value, kIndent, used);
}

}  // namespace

std::string typescript_string(std::string_view text) {
  std::string written = "'";
  for (const std::string& character : spelled_characters(text)) {
    written += character == "'" ? "\\'" : character == "\\\"" ? "\"" : character;
  }
  return written + "'";
}

std::string cdk_statement(const Value& statement, const Use& use) {
  std::string text = "new iam.PolicyStatement({\n";
  for (const Property& property : kProperties) {
    if (const auto value = statement.find(property.element)) {
      text +=
          "  " + std::string(property.name) + ": " + typescript_property(property, *value) + ",\n";
    }
  }
  text += "})";
  const std::string call(use.added ? call_for(use.policy) : std::string_view());
  return call.empty() ? text : call + "(" + text + ");";
}

}  // namespace remora::code
