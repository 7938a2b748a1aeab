#include "engine/diagnose/later.h"

#include <array>
#include <string>

#include "engine/delivery/call.h"

namespace remora::diagnose {

namespace {

constexpr std::string_view kVariant = "a later delivery";

/// What a code of a later delivery can come from; `{service}` is the service's principal.
struct LaterCause {
  std::string_view code;
  std::string_view policy;
  std::string_view summary;
};

constexpr auto kLaterCauses = std::to_array<LaterCause>({
    {"AccessDenied",
     "bucket",
     "the bucket policy does not let {service} write any more: a statement or a condition changed "
     "since, or a Deny came"},
    {"AccessDenied",
     "key",
     "the key policy does not let {service} use the key (kms:GenerateDataKey): the bucket or the "
     "delivery got a key since, or its policy changed"},
    {"AccessDenied",
     "rcp",
     "a resource control policy of the bucket's or the key's organization denies the service"},
    {"NoSuchBucket", "", "the bucket is gone"},
    {"KMS.DisabledException", "key", "the key is disabled"},
    {"AuthorizationError", "topic", "the topic policy does not let {service} publish"},
});

}  // namespace

Diagnosis later_error(std::string_view service, std::string_view code, std::string_view name) {
  Diagnosis error;
  error.service = service;
  error.code = std::string(code);
  error.variant = kVariant;
  error.wrapping = wrapping::Form::DeliveryStatus;
  error.operation = "Deliver";
  if (!name.empty()) {
    error.name = {true, std::string(name)};
  }
  return error;
}

bool is_later_error(const Diagnosis& diagnosis) {
  return diagnosis.variant == kVariant;
}

std::vector<PossibleCause> later_causes(const Diagnosis& diagnosis) {
  std::vector<PossibleCause> causes;
  const delivery::ServiceInfo* const service = delivery::find_service(diagnosis.service);
  for (const LaterCause& row : kLaterCauses) {
    if (row.code == diagnosis.code) {
      PossibleCause& cause = causes.emplace_back();
      cause.summary = std::string(row.summary);
      cause.policy = row.policy;
      if (const std::size_t hole = cause.summary.find("{service}"); hole != std::string::npos) {
        cause.summary.replace(hole, std::string_view("{service}").size(), service->principal);
      }
    }
  }
  if (causes.empty()) {
    causes.emplace_back().summary = "AWS says no more than the code";
  }
  for (PossibleCause& cause : causes) {
    cause.shown = causes.size() == 1;
    cause.likelihood = cause.shown ? "the code says it" : "possible, no public case known";
  }
  return causes;
}

}  // namespace remora::diagnose
