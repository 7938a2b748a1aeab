#include "tests/property/vector_text.h"

#include <memory>
#include <utility>

#include "engine/base/source_text.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"

namespace remora::property {

namespace {

std::string values_text(const RequestContext::Entry& entry) {
  if (entry.presence() == Presence::Unknown) {
    return R"({"unknown":)" + json_string(entry.reason()) + "}";
  }
  if (!entry.multivalued()) {
    return json_string(entry.value(0));
  }
  std::string text = "[";
  for (std::size_t i = 0; i < entry.size(); ++i) {
    text += (i > 0 ? "," : "") + json_string(entry.value(i));
  }
  return text + "]";
}

std::string environment_text(const RequestEnvironment& environment) {
  std::string text = "{";
  const auto add = [&](std::string_view name, bool set) {
    if (set) {
      text += (text.size() > 1 ? "," : "") + json_string(name) + ":true";
    }
  };
  add("principal_in_management_account", environment.principal_in_management_account);
  add("service_linked_role", environment.service_linked_role);
  add("resource_in_management_account", environment.resource_in_management_account);
  add("aws_managed_key", environment.aws_managed_key);
  add("s3_restrict_public_buckets", environment.s3_restrict_public_buckets);
  return text + "}";
}

}  // namespace

std::string vector_text(const std::string& policies, const Request& request, std::string_view id) {
  std::string context;
  for (const RequestContext::Entry& entry : request.context.entries()) {
    context += (context.empty() ? "" : ",") + json_string(entry.name()) + ":" + values_text(entry);
  }
  std::string text = R"({"id":)" + json_string(id) + R"(,"policies":)" + policies +
                     R"(,"request":{"principal":)" + json_string(request.principal.text()) +
                     R"(,"action":)" + json_string(request.action) + R"(,"resource":)" +
                     json_string(request.resource);
  if (!request.resource_account.empty()) {
    text += R"(,"resource_account":)" + json_string(request.resource_account);
  }
  return text + R"(,"context":{)" + context + R"(},"env":)" +
         environment_text(request.environment) + "}}";
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
    }
    if (c == '\n') {
      json += "\\n";
    } else {
      json += c;
    }
  }
  return json + "\"";
}

std::optional<fixture::Vector> read_vector_text(const std::string& text) {
  const auto json = json::read_json(std::make_shared<SourceText>("generated", text));
  if (!json) {
    return std::nullopt;
  }
  auto vector = input::read_vector(*json, (*json)->root());
  return vector ? std::optional(*std::move(vector)) : std::nullopt;
}

}  // namespace remora::property
