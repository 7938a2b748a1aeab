#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/policy/policy_type.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// A statement that AWS documents for this purpose, with this world's own names in it.
struct StatementTemplate {
  std::string json;    // the statement, indented by two blanks a level
  std::string source;  // the page it comes from
};

/// The documented statement that would let the denied request through, in the resource-based
/// policy that denied it; nothing where AWS documents none.
/// Source: AWS Control Tower User Guide, "Optionally configure AWS KMS keys"; AWS Config Developer
/// Guide, pages on the permissions for bucket, KMS key and SNS topic; AWS CloudTrail User Guide,
/// pages on the bucket policy, the KMS key policy and the SNS topic policy.
std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const delivery::DeliveryCall& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy);

}  // namespace remora::remedy
