#include "engine/admission/admission.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/admission/open_texts.h"
#include "engine/admission/rules.h"
#include "engine/authorize/s3_public.h"
#include "engine/base/symbol.h"
#include "engine/policy/parse.h"

namespace remora::admission {

namespace {

constexpr auto kMessages = std::to_array<ServiceMessage>({
#define REMORA_ADMISSION(id, service, code, status, text, origin, source) \
  {#id, service, code, status, text, Origin::origin, source},
#include "engine/admission/messages.inc"
#undef REMORA_ADMISSION
});

/// What an operation is called, which type of policy it stores, and how large that may be.
struct OperationInfo {
  AdmissionOperation operation;
  std::string_view name;
  PolicyType type;
  std::size_t limit;
  AdmissionMessage too_large;
  std::string_view entity;  // what {name} in the text is
};

// Sources of the limits: IAM User Guide, "IAM and AWS STS quotas" (of the trust policy the default,
// which customers can raise to 8192); S3 User Guide, "Bucket policies and user policies"; AWS KMS
// Developer Guide, "Key policies in AWS KMS"; Amazon SNS Developer Guide, "Amazon SNS API
// permissions"; AWS Organizations User Guide, "Quotas and service limits".
constexpr auto kOperations = std::to_array<OperationInfo>({
    {AdmissionOperation::PutBucketPolicy,
     "PutBucketPolicy",
     PolicyType::Bucket,
     20480,
     AdmissionMessage::BucketSize,
     ""},
    {AdmissionOperation::PutKeyPolicy,
     "PutKeyPolicy",
     PolicyType::Key,
     32768,
     AdmissionMessage::KeySize,
     ""},
    {AdmissionOperation::SetTopicAttributes,
     "SetTopicAttributes",
     PolicyType::Topic,
     30720,
     AdmissionMessage::TopicLimit,
     ""},
    {AdmissionOperation::PutUserPolicy,
     "PutUserPolicy",
     PolicyType::Identity,
     2048,
     AdmissionMessage::IamInlineSize,
     "user"},
    {AdmissionOperation::PutGroupPolicy,
     "PutGroupPolicy",
     PolicyType::Identity,
     5120,
     AdmissionMessage::IamInlineSize,
     "group"},
    {AdmissionOperation::PutRolePolicy,
     "PutRolePolicy",
     PolicyType::Identity,
     10240,
     AdmissionMessage::IamInlineSize,
     "role"},
    {AdmissionOperation::CreateManagedPolicy,
     "CreatePolicy",
     PolicyType::Boundary,
     6144,
     AdmissionMessage::IamManagedSize,
     ""},
    {AdmissionOperation::UpdateAssumeRolePolicy,
     "UpdateAssumeRolePolicy",
     PolicyType::Trust,
     2048,
     AdmissionMessage::TrustSize,
     ""},
    {AdmissionOperation::AssumeRole,
     "AssumeRole",
     PolicyType::Session,
     2048,
     AdmissionMessage::SessionSize,
     ""},
    {AdmissionOperation::CreateServiceControlPolicy,
     "CreatePolicy",
     PolicyType::Scp,
     10240,
     AdmissionMessage::ControlPolicySize,
     ""},
    {AdmissionOperation::CreateResourceControlPolicy,
     "CreatePolicy",
     PolicyType::Rcp,
     5120,
     AdmissionMessage::ControlPolicySize,
     ""},
});

const OperationInfo& info(AdmissionOperation operation) {
  return kOperations[static_cast<std::size_t>(operation)];
}

AdmissionError make_error(const Refusal& refusal, const AdmissionRequest& request) {
  const ServiceMessage& row = info(refusal.message);
  const OperationInfo& operation = info(request.operation);
  std::string name = refusal.name;
  if (name.empty()) {
    name = std::string(operation.entity);
    name += request.entity.empty() ? "" : " " + std::string(request.entity);
  }
  AdmissionError error;
  error.id = refusal.message;
  error.code = std::string(row.code);
  const std::string limit = std::to_string(operation.limit);
  error.message =
      fill_holes(row.text, {{"limit", limit}, {"name", name}, {"value", refusal.value}});
  error.http_status = row.http_status;
  error.origin = row.origin;
  error.span = refusal.span;
  return error;
}

/// The text that a span of the source holds, without its quotes.
std::string unquoted(const Diagnostic& diagnostic) {
  std::string_view text = diagnostic.place.text();
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

/// S3's answer to a document that cannot be read as a policy.
Refusal refuse_unreadable_bucket_policy(const Diagnostic& fault) {
  const auto answer = [&fault](AdmissionMessage message, std::string value = {}) {
    return Refusal{message, fault.place.span, std::move(value)};
  };
  switch (find_policy_fault(fault.code).value_or(PolicyFault::ElementType)) {
    case PolicyFault::PolicyType:
      return answer(AdmissionMessage::BucketJson);
    case PolicyFault::UnknownElement:
      return answer(AdmissionMessage::BucketField, unquoted(fault));
    case PolicyFault::MissingStatement:
      return answer(AdmissionMessage::BucketMissing, "Statement");
    case PolicyFault::MissingEffect:
      return answer(AdmissionMessage::BucketMissing, "Effect");
    case PolicyFault::Version:
      return answer(AdmissionMessage::BucketVersion);
    case PolicyFault::Effect:
      return answer(AdmissionMessage::BucketEffect, unquoted(fault));
    case PolicyFault::Principal:
      return answer(AdmissionMessage::BucketPrincipal);
    default:
      return answer(AdmissionMessage::BucketSyntax);
  }
}

Refusal refuse_unreadable(const Diagnostic& fault, AdmissionOperation operation) {
  switch (info(operation).type) {
    case PolicyType::Bucket:
      return refuse_unreadable_bucket_policy(fault);
    case PolicyType::Key:
      return {AdmissionMessage::KeySyntax, fault.place.span};
    case PolicyType::Topic:
      return {AdmissionMessage::TopicSyntax, fault.place.span};
    case PolicyType::Session:
      return {AdmissionMessage::SessionSyntax, fault.place.span};
    case PolicyType::Scp:
    case PolicyType::Rcp:
      return {AdmissionMessage::ControlPolicy, fault.place.span};
    case PolicyType::Identity:
    case PolicyType::Boundary:
    case PolicyType::Trust:
    case PolicyType::VpcEndpoint:
    case PolicyType::Resource:
      break;
  }
  return {AdmissionMessage::IamSyntax, fault.place.span};
}

std::optional<Refusal> refuse(const PolicyDocument& policy, const AdmissionRequest& request) {
  const OperationInfo& operation = info(request.operation);
  if (policy_size(policy.source()->slice(policy.span), operation.type) > operation.limit) {
    return Refusal{operation.too_large, policy.span};
  }
  switch (operation.type) {
    case PolicyType::Bucket:
      return refuse_bucket_policy(policy, request);
    case PolicyType::Key:
      return refuse_key_policy(policy, request);
    case PolicyType::Topic:
      return refuse_topic_policy(policy, request);
    case PolicyType::Trust:
      return refuse_trust_policy(policy);
    case PolicyType::Session:
      return refuse_session_policy(policy);
    case PolicyType::Scp:
      return refuse_service_control_policy(policy);
    case PolicyType::Rcp:
      return refuse_resource_control_policy(policy);
    case PolicyType::Identity:
    case PolicyType::Boundary:
    case PolicyType::VpcEndpoint:
    case PolicyType::Resource:
      break;
  }
  return refuse_identity_policy(policy,
                                request.operation == AdmissionOperation::CreateManagedPolicy);
}

constexpr bool counts_white_space(PolicyType type) {
  return type == PolicyType::Session || type == PolicyType::Scp || type == PolicyType::Rcp ||
         type == PolicyType::Key || type == PolicyType::Topic || type == PolicyType::VpcEndpoint;
}

}  // namespace

std::string_view to_string(AdmissionOperation operation) {
  return info(operation).name;
}

PolicyType policy_type(AdmissionOperation operation) {
  return info(operation).type;
}

std::size_t size_limit(AdmissionOperation operation) {
  return info(operation).limit;
}

std::optional<AdmissionOperation> operation_for(PolicyType type) {
  if (type == PolicyType::Identity) {
    return AdmissionOperation::PutRolePolicy;
  }
  const auto* const found =
      std::find_if(kOperations.begin(), kOperations.end(), [&](const OperationInfo& row) {
        return row.type == type;
      });
  return found == kOperations.end() ? std::nullopt : std::optional(found->operation);
}

std::span<const ServiceMessage> admission_messages() {
  return kMessages;
}

const ServiceMessage& info(AdmissionMessage message) {
  return kMessages[static_cast<std::size_t>(message)];
}

std::size_t policy_size(std::string_view text, PolicyType type) {
  const bool white_space = counts_white_space(type);
  const bool bytes = type == PolicyType::Key || type == PolicyType::Topic;
  std::size_t size = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if ((white_space || in_string || !is_blank) && (bytes || !continues)) {
      ++size;
    }
    if (c == '"') {
      in_string = !in_string;
    } else if (c == '\\' && in_string && i + 1 < text.size()) {
      ++i;  // an escaped quote does not end the string
      ++size;
    }
  }
  return size;
}

Admission admit(const PolicyDocument& policy, const AdmissionRequest& request) {
  Admission admission;
  admission.operation = request.operation;
  if (const auto refusal = refuse(policy, request)) {
    admission.error = make_error(*refusal, request);
    return admission;
  }
  for (const OpenText& open : open_texts(policy)) {
    admission.depends_on.push_back(readable(open.text->text));
  }
  if (request.operation == AdmissionOperation::PutBucketPolicy) {
    admission.is_public = s3::is_public(policy);
  }
  return admission;
}

Admission admit(const json::DocumentPtr& json, json::Value value, const AdmissionRequest& request) {
  const auto policy = parse_policy(json, value, info(request.operation).type);
  if (policy) {
    return admit(**policy, request);
  }
  Admission admission;
  admission.operation = request.operation;
  admission.error =
      make_error(refuse_unreadable(policy.error().diagnostics.front(), request.operation), request);
  return admission;
}

}  // namespace remora::admission
