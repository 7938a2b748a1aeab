#include "engine/remedy/policy_edit.h"

#include <optional>

#include "engine/json/writer.h"
#include "engine/policy/parse.h"

namespace remora::remedy {

namespace {

/// The policy as it was written; nothing if there is none to add to.
std::optional<json::Value> value_of(const CompiledPolicy* policy) {
  return policy == nullptr || policy->is_unread() ? std::nullopt : policy->document()->value;
}

}  // namespace

CompiledPolicyPtr with_statement(const CompiledPolicy* policy,
                                 PolicyType type,
                                 std::string_view statement) {
  const std::optional<json::Value> existing = value_of(policy);
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object();
  bool added = false;
  if (existing) {
    for (const json::Member& member : existing->members()) {
      writer.key(member.key.text());
      if (member.key.text() != "Statement") {
        writer.value(member.value);
        continue;
      }
      added = true;
      writer.begin_array();
      if (member.value.is_object()) {
        writer.value(member.value);
      }
      for (const json::Value& element : member.value.elements()) {
        writer.value(element);
      }
      writer.raw(statement).end_array();
    }
  }
  if (!added) {
    if (existing) {
      return nullptr;
    }
    writer.member("Version", "2012-10-17").key("Statement").begin_array().raw(statement);
    writer.end_array();
  }
  writer.end_object();
  auto parsed =
      parse_policy(std::make_shared<const SourceText>("changed policy", writer.take()), type);
  return parsed ? compile(*std::move(parsed)) : nullptr;
}

std::string as_json_patch(const CompiledPolicy* policy, std::string_view statement) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_array().begin_object();
  const auto value = value_of(policy);
  const auto existing = value ? value->find("Statement") : std::nullopt;
  if (!existing) {
    writer.member("op", "add").member("path", "").key("value").begin_object();
    writer.member("Version", "2012-10-17").key("Statement").begin_array().raw(statement);
    writer.end_array().end_object();
  } else if (existing->is_array()) {
    writer.member("op", "add").member("path", "/Statement/-").key("value").raw(statement);
  } else {
    writer.member("op", "replace").member("path", "/Statement").key("value").begin_array();
    writer.value(*existing).raw(statement).end_array();
  }
  return writer.end_object().end_array().take();
}

}  // namespace remora::remedy
