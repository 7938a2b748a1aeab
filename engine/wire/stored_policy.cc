// A policy that a client stores, and that policy as a text again.
#include "engine/base/symbol.h"
#include "engine/json/read.h"
#include "engine/policy/parse.h"
#include "engine/wire/attempt.h"

namespace remora::wire {

namespace {

/// What is malformed beyond reading, in the words of the service.
Fault unreadable(admission::AdmissionOperation operation) {
  using admission::AdmissionMessage;
  using admission::AdmissionOperation;
  AdmissionMessage message = AdmissionMessage::IamSyntax;
  switch (operation) {
    case AdmissionOperation::PutBucketPolicy:
      message = AdmissionMessage::BucketJson;
      break;
    case AdmissionOperation::PutKeyPolicy:
      message = AdmissionMessage::KeySyntax;
      break;
    case AdmissionOperation::SetTopicAttributes:
      message = AdmissionMessage::TopicSyntax;
      break;
    case AdmissionOperation::CreateServiceControlPolicy:
    case AdmissionOperation::CreateResourceControlPolicy:
      message = AdmissionMessage::ControlPolicy;
      break;
    default:
      break;
  }
  const ServiceMessage& row = admission::info(message);
  return {std::string(row.code), std::string(row.text), row.http_status};
}

/// JSON of a value of YAML, in which numbers without quotes are texts; as it is otherwise.
void write_policy_value(json::Writer& writer,
                        const json::Value& value) {  // NOLINT(misc-no-recursion)
  switch (value.kind()) {
    case json::Kind::Object:
      writer.begin_object();
      for (const json::Member& member : value.members()) {
        writer.key(readable(member.key.text()));
        write_policy_value(writer, member.value);
      }
      writer.end_object();
      return;
    case json::Kind::Array:
      writer.begin_array();
      for (const json::Value& one : value.elements()) {
        write_policy_value(writer, one);
      }
      writer.end_array();
      return;
    case json::Kind::Null:
      writer.null();
      return;
    default:
      break;
  }
  if (value.is_string() || value.document().yaml()) {
    writer.string(readable(value.text()));
  } else {
    writer.raw(value.text());
  }
}

}  // namespace

Admitted admit_policy(std::string_view text,
                      std::string name,
                      const admission::AdmissionRequest& request) {
  Admitted admitted;
  Intake intake;
  intake.foreign = true;
  const auto source =
      std::make_shared<const SourceText>(std::move(name), std::string(text), Position{}, intake);
  const auto json = json::read_json(source);
  if (!json) {
    admitted.fault = unreadable(request.operation);
    return admitted;
  }
  const admission::Admission admission = admission::admit(*json, (*json)->root(), request);
  admitted.is_public = admission.is_public;
  if (admission.error) {
    admitted.fault = {
        admission.error->code, admission.error->message, admission.error->http_status};
    admitted.locks_out = admission.error->id == admission::AdmissionMessage::KeyLockout;
    if (!admitted.locks_out) {
      return admitted;
    }
  }
  const auto policy =
      parse_policy(*json, (*json)->root(), admission::policy_type(request.operation));
  if (!policy) {
    admitted.fault = unreadable(request.operation);
    return admitted;
  }
  admitted.policy = compile(*policy);
  return admitted;
}

CompiledPolicyPtr read_policy(std::string_view text, std::string name, PolicyType type) {
  const auto source = std::make_shared<const SourceText>(std::move(name), std::string(text));
  const auto policy = parse_policy(source, type);
  return policy ? compile(*policy) : nullptr;
}

std::string policy_text(const CompiledPolicyPtr& policy) {
  if (policy == nullptr || policy->is_unread() || !policy->document()->value) {
    return {};
  }
  const json::Value& value = *policy->document()->value;
  const SourceText& source = *value.source();
  json::Writer writer(json::Writer::Style::Compact);
  write_policy_value(writer, value);
  if (value.document().yaml() || has_mark(source.text())) {
    return writer.take();
  }
  // As it was written, all of a text of its own or a part of another one, if that says the same: in
  // a scenario variables may have been filled in.
  const bool whole = value == value.document().root();
  const std::string_view written = whole ? source.text() : source.slice(value.span());
  const auto read = json::read_value(written);
  json::Writer again(json::Writer::Style::Compact);
  if (read) {
    write_policy_value(again, (*read)->root());
  }
  return again.text() == writer.text() ? std::string(written) : writer.take();
}

}  // namespace remora::wire
