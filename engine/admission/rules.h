#pragma once

#include <optional>
#include <string>

#include "engine/admission/admission.h"

/// The rules of the single services, behind `admit`.
namespace remora::admission {

/// A fault, before it becomes the text of an answer.
struct Refusal {
  AdmissionMessage message = AdmissionMessage::BucketSyntax;
  Span span;
  std::string value = {};  // fills {value}
  std::string name = {};   // fills {name}
};

std::optional<Refusal> refuse_bucket_policy(const PolicyDocument& policy,
                                            const AdmissionRequest& request);
/// `managed`: a policy of its own (CreatePolicy of IAM), which must say its version.
std::optional<Refusal> refuse_identity_policy(const PolicyDocument& policy, bool managed);
std::optional<Refusal> refuse_session_policy(const PolicyDocument& policy);
std::optional<Refusal> refuse_trust_policy(const PolicyDocument& policy);
std::optional<Refusal> refuse_key_policy(const PolicyDocument& policy,
                                         const AdmissionRequest& request);
std::optional<Refusal> refuse_topic_policy(const PolicyDocument& policy,
                                           const AdmissionRequest& request);
std::optional<Refusal> refuse_service_control_policy(const PolicyDocument& policy);
std::optional<Refusal> refuse_resource_control_policy(const PolicyDocument& policy);

/// What IAM, STS and KMS look for first: characters that they do not take, no statements, operators
/// that they do not know.
std::optional<Refusal> refuse_form(const PolicyDocument& policy,
                                   AdmissionMessage characters,
                                   AdmissionMessage syntax);

/// The first Sid that stands twice in the policy, or null. Empty Sids do not count.
const PolicyText* find_repeated_sid(const PolicyDocument& policy);

/// The first Sid that IAM and Organizations do not take, or null: they want letters and digits.
/// Source: IAM User Guide, "IAM JSON policy elements: Sid".
const PolicyText* find_odd_sid(const PolicyDocument& policy);

/// The first operator that AWS does not know, or null.
const PolicyText* find_unknown_operator(const PolicyDocument& policy);

/// The first value that AWS does not store under its operator (Bool and Null take any), or null.
const PolicyText* find_refused_operand(const PolicyDocument& policy);

/// The first character outside U+0009, U+000A, U+000D, U+0020 to U+00FF, or nothing.
/// Source: IAM User Guide, "IAM and AWS STS quotas"; AWS KMS Developer Guide, "Key policies".
std::optional<Span> find_refused_character(const PolicyDocument& policy);

}  // namespace remora::admission
