#pragma once

#include <optional>
#include <string>

#include "engine/admission/admission.h"
#include "engine/remedy/policy_draft.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// AWS's refusal to store a policy.
struct NotStored {
  admission::AdmissionOperation operation = admission::AdmissionOperation::PutBucketPolicy;
  admission::AdmissionError error;
  std::string policy;  // `the bucket policy of acme-logs`
};

/// What AWS answers to storing the policy with all edits of a draft, as it will stand in its file.
/// Nothing if it takes it, if that depends on symbols, or if remora knows no rules for the type.
std::optional<NotStored> refusal_to_store(const world::World& world, const PolicyDraft& draft);

/// The same of the policy without edits.
std::optional<NotStored> refusal_to_store_base(const world::World& world, const PolicyDraft& draft);

}  // namespace remora::remedy
