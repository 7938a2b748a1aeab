#include "engine/report/diagnose_json.h"

#include "engine/fixture/run.h"
#include "engine/json/writer.h"

namespace remora::report {

namespace {

using json::Writer;

void write_text(Writer& writer, std::string_view name, const std::optional<std::string>& text) {
  writer.key(name);
  text ? writer.string(*text) : writer.null();
}

void write_causes(Writer& writer, const std::vector<diagnose::PossibleCause>& causes) {
  writer.key("causes").begin_array();
  for (const diagnose::PossibleCause& cause : causes) {
    writer.begin_object().member("summary", cause.summary).key("policy");
    cause.policy.empty() ? writer.null() : writer.string(cause.policy);
    writer.member("likelihood", cause.likelihood).end_object();
  }
  writer.end_array();
}

void write_checked(Writer& writer, const std::vector<diagnose::CheckedDelivery>& checked) {
  writer.key("with").begin_array();
  for (const diagnose::CheckedDelivery& one : checked) {
    writer.begin_object()
        .member("input", fixture::input_name(one.file, one.combination))
        .member("id", one.id);
    writer.member("outcome", to_string(one.outcome)).member("sameError", one.same_error);
    writer.key("cause");
    one.cause ? writer.number(static_cast<std::int64_t>(*one.cause)) : writer.null();
    writer.key("differences").begin_array();
    for (const std::string& difference : one.differences) {
      writer.string(difference);
    }
    writer.end_array();
    write_text(writer, "summary", one.summary.empty() ? std::nullopt : std::optional(one.summary));
    write_text(writer, "place", one.place.empty() ? std::nullopt : std::optional(one.place));
    writer.end_object();
  }
  writer.end_array();
}

void write_denial(Writer& writer, const diagnose::Denial& denial) {
  const auto text = [&](std::string_view name, const std::string& value) {
    write_text(writer, name, value.empty() ? std::nullopt : std::optional(value));
  };
  writer.key("denial").begin_object();
  text("principal", denial.principal);
  text("action", denial.action);
  text("resource", denial.resource);
  text("policyType", denial.policy_type);
  writer.member("explicit", denial.explicitly);
  text("policyArn", denial.policy_arn);
  writer.end_object();
}

}  // namespace

std::string diagnose_json(const DiagnoseReport& report) {
  Writer writer(Writer::Style::Indented);
  const bool recognised = !report.errors.empty();
  const diagnose::Diagnosis error = recognised ? report.errors.front() : diagnose::Diagnosis{};
  writer.begin_object().member("schemaVersion", std::int64_t{1});
  writer.member("recognised", recognised).key("service");
  recognised ? writer.string(error.service) : writer.null();
  write_text(writer, "code", error.code);
  writer.key("variant");
  recognised ? writer.string(error.variant) : writer.null();
  writer.key("wrapping");
  error.wrapping ? writer.string(wrapping::info(*error.wrapping).name) : writer.null();
  write_text(writer, "bucket", error.bucket.value);
  write_text(writer, "prefix", error.prefix.value);
  write_text(writer, "kmsKeyArn", error.key.value);
  writer.key("accounts").begin_array();
  for (const std::string& account : error.accounts) {
    writer.string(account);
  }
  writer.end_array();
  write_text(writer, "region", error.region);
  write_causes(writer, report.causes);
  if (report.denial) {
    write_denial(writer, *report.denial);
  }
  if (report.checked) {
    write_checked(writer, *report.checked);
  }
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace remora::report
