#include "engine/input/request_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/aws/action.h"
#include "engine/aws/tables.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/input/names.h"

namespace remora::input {

namespace {

std::optional<std::string_view> context_text(const json::Value& value) {
  if (value.is_null() || value.is_array() || value.is_object()) {
    return std::nullopt;
  }
  return value.text();
}

void read_context(const json::Value& value,
                  RequestContext& context,
                  UnknownNames& names,
                  DiagnosticSink& sink) {
  for (const json::Member& member : value.members()) {
    const std::string_view key = member.key.text();
    if (UnknownNames unknown = unknown_in_key(key); !unknown.empty()) {
      append(std::move(unknown), member.key.place(), names);
    }
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

/// Whether the member is there, so that nothing was reported about it yet.
bool is_said(const MemberReader& reader, std::string_view name, std::string_view text) {
  const auto value = reader.value().find(name);
  return !text.empty() || (value && value->is_string());
}

/// What somebody meant who wrote `config` or `config.amazon.com` for a service principal, or
/// misspelt a part of an ARN.
std::string principal_meant(std::string_view principal) {
  if (principal.starts_with("arn:")) {
    const UnknownNames names = unknown_in_principal(principal);
    return names.empty() ? std::string() : meant_by(names.front());
  }
  const std::string name = std::string(principal.substr(0, principal.find('.'))) + ".amazonaws.com";
  return is_service_principal(name) ? name : misspelt_service_principal(name);
}

}  // namespace

UnknownNames read_request(MemberReader& reader, Request& request) {
  UnknownNames names;
  const auto note = [&](UnknownNames unknown, std::string_view member) {
    if (!unknown.empty()) {
      append(std::move(unknown), reader.place_of(member), names);
    }
  };
  const std::string principal = reader.required_text("principal");
  if (const auto parsed = Principal::parse(principal)) {
    request.principal = *parsed;
    note(unknown_in_principal(principal), "principal");
  } else if (is_said(reader, "principal", principal)) {
    reader.sink().append({no_principal(principal, reader.place_of("principal"))});
  }
  request.action = reader.required_text("action");
  if (!Action::parse(request.action) && is_said(reader, "action", request.action)) {
    reader.sink().append({no_action(request.action, reader.place_of("action"))});
  }
  note(unknown_in_action(request.action), "action");
  request.resource = reader.required_text("resource");
  note(unknown_in_resource(request.resource, request.action), "resource");
  request.resource_account = reader.text("resource_account").value_or("");
  check_account(request.resource_account, reader.place_of("resource_account"), reader.sink());
  if (const auto context = reader.object("context")) {
    read_context(*context, request.context, names, reader.sink());
  }
  return names;
}

Diagnostic no_principal(std::string_view text, Place place) {
  const std::string meant = principal_meant(text);
  return {Severity::Error,
          "principal",
          std::move(place),
          in_quotes(text) + " is no principal that makes requests",
          (meant.empty() ? "" : "did you mean " + in_quotes(meant) + "? ") +
              "write a user, role session or root ARN, a service such as config.amazonaws.com, or "
              "anonymous"};
}

Diagnostic no_action(std::string_view text, Place place) {
  const std::string meant = nearest_action(text);
  return {Severity::Error,
          "action",
          std::move(place),
          in_quotes(text) + " is no action",
          meant.empty() ? "actions are written service:Name, as in s3:PutObject"
                        : "did you mean " + in_quotes(meant) + "?"};
}

}  // namespace remora::input
