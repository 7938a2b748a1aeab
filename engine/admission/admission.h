#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aws/service_message.h"
#include "engine/base/match.h"
#include "engine/base/origin.h"
#include "engine/json/document.h"
#include "engine/policy/document.h"

/// Whether AWS stores a policy at all. Storing is stricter than evaluating: what AWS refuses here
/// never gets to decide a request. Each service checks in its own way, so the operation matters
/// as much as the document.
namespace remora::admission {

enum class AdmissionOperation : std::uint8_t {
  PutBucketPolicy,
  PutKeyPolicy,
  SetTopicAttributes,
  PutUserPolicy,
  PutGroupPolicy,
  PutRolePolicy,
  CreateManagedPolicy,  // CreatePolicy of IAM
  UpdateAssumeRolePolicy,
  AssumeRole,                   // the session policy
  CreateServiceControlPolicy,   // CreatePolicy of Organizations
  CreateResourceControlPolicy,  // the same
};

/// AWS's name of the operation (`CreatePolicy` for three of them).
std::string_view to_string(AdmissionOperation operation);

PolicyType policy_type(AdmissionOperation operation);

/// The operation that stores policies of that type; of those for identity policies the one that
/// takes the largest. Nothing where remora knows no rules.
std::optional<AdmissionOperation> operation_for(PolicyType type);

/// The largest policy that the operation takes, counted as `policy_size` does.
std::size_t size_limit(AdmissionOperation operation);

struct AdmissionRequest {
  AdmissionOperation operation = AdmissionOperation::PutBucketPolicy;
  std::string_view bucket;   // PutBucketPolicy; empty: that of the first resource
  std::string_view account;  // the owner's; empty: any
  std::string_view topic;    // SetTopicAttributes: the topic's ARN; empty: any
  std::string_view entity;   // PutUserPolicy and its like: the name, for the message
};

enum class AdmissionMessage : std::uint8_t {
#define REMORA_ADMISSION(id, service, code, status, text, origin, source) id,
#include "engine/admission/messages.inc"
#undef REMORA_ADMISSION
};

std::span<const ServiceMessage> admission_messages();
const ServiceMessage& info(AdmissionMessage message);

/// AWS's answer: a result, not a failure of ours.
struct AdmissionError {
  AdmissionMessage id = AdmissionMessage::BucketSyntax;
  std::string code;
  std::string message;
  int http_status = 400;
  Origin origin = Origin::Assumed;
  Span span;  // what AWS objects to
};

struct Admission {
  AdmissionOperation operation = AdmissionOperation::PutBucketPolicy;
  std::optional<AdmissionError> error;  // nothing: accepted
  /// Symbols in the policy on which the answer depends: a text of which AWS wants a certain form.
  /// Only without an error; what AWS refuses whatever the symbols stand for is refused.
  std::vector<std::string> depends_on;
  /// Bucket policies that are stored: whether S3 calls them public.
  std::optional<Match> is_public;

  /// `Unknown` if it depends on symbols.
  [[nodiscard]] Match accepted() const {
    if (error) {
      return Match::No;
    }
    return depends_on.empty() ? Match::Yes : Match::Unknown;
  }
};

/// AWS's answer to storing the policy at `value`. Documents that remora itself cannot read get
/// AWS's answer as well. AWS reports the first fault it finds; which one that is among several is
/// INFERRED.
/// Sources: the rows of admission_messages.inc; captures of AWS, public_policy_replay,
/// policy_actions, condition_values, resource_controls.
Admission admit(const json::DocumentPtr& json, json::Value value, const AdmissionRequest& request);

/// The same for a policy that was read.
Admission admit(const PolicyDocument& policy, const AdmissionRequest& request);

/// How large AWS counts a policy of that type: in characters (keys and topics: bytes), with white
/// space only where AWS counts it.
std::size_t policy_size(std::string_view text, PolicyType type);

}  // namespace remora::admission
