#include "engine/input/request_reader.h"

#include <string>
#include <vector>

#include "engine/aws/action.h"
#include "engine/base/symbol.h"
#include "engine/input/names.h"

namespace remora::input {

namespace {

std::optional<std::string_view> context_text(const json::Value& value) {
  if (value.is_null() || value.is_array() || value.is_object()) {
    return std::nullopt;
  }
  return value.text();
}

/// Whether the member is there, so that nothing was reported about it yet.
bool is_said(const MemberReader& reader, std::string_view name, std::string_view text) {
  const auto value = reader.value().find(name);
  return !text.empty() || (value && value->is_string());
}

}  // namespace

void read_context(const json::Value& value, RequestContext& context, DiagnosticSink& sink) {
  if (!value.is_object()) {
    sink.error(value.place(),
               "type",
               "\"context\" must be an object of condition keys, this is " +
                   std::string(with_article(value.kind())));
    return;
  }
  for (const json::Member& member : value.members()) {
    const std::string_view key = member.key.text();
    if (context.find(key) != nullptr) {
      sink.error(member.key.place(),
                 "duplicate-key",
                 "the condition key \"" + std::string(key) + "\" stands twice",
                 "condition keys are the same in every case");
    }
    if (const auto text = context_text(member.value)) {
      context.set(key, *text);
      continue;
    }
    if (member.value.is_object()) {
      MemberReader reader(member.value, "an unknown value", sink);
      if (const auto symbol = reader.text("symbol")) {
        context.set(key, make_symbol(*symbol));
      } else {
        context.set_unknown(key, reader.required_sentence("unknown"));
      }
      reader.finish();
      continue;
    }
    std::vector<std::string_view> values;
    for (const json::Value& element : member.value.elements()) {
      if (const auto text = context_text(element)) {
        values.push_back(*text);
      } else {
        sink.error(element.place(), "type", "a value of a condition key must be a string");
      }
    }
    if (member.value.is_null()) {
      sink.error(member.value.place(),
                 "type",
                 "a condition key cannot be null",
                 "leave it out if the request does not carry it");
    }
    context.set_multivalued(key, values);
  }
}

Principal read_principal(MemberReader& reader, std::string_view name) {
  const std::string text = reader.required_text(name);
  const auto principal = Principal::parse(text);
  if (!principal && is_said(reader, name, text)) {
    reader.sink().error(reader.place_of(name),
                        "principal",
                        "\"" + text + "\" is no principal that makes requests",
                        "write a user, role session or root ARN, a service such as "
                        "config.amazonaws.com, or anonymous");
  }
  return principal.value_or(Principal());
}

std::string read_owner(MemberReader& reader) {
  std::string id(reader.text("resource_account").value_or(""));
  check_account(id, reader.place_of("resource_account"), reader.sink());
  return id;
}

std::string read_action(MemberReader& reader, std::string_view name) {
  std::string text = reader.required_text(name);
  if (!Action::parse(text) && is_said(reader, name, text)) {
    reader.sink().error(reader.place_of(name),
                        "action",
                        "\"" + text + "\" is no action",
                        "actions are written service:Name, as in s3:PutObject");
  }
  return text;
}

}  // namespace remora::input
