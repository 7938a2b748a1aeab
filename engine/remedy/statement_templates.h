#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/delivery/call.h"
#include "engine/delivery/outcome.h"
#include "engine/policy/policy_type.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// One line of a template's Condition.
struct ConditionTest {
  std::string op;
  std::string key;
  std::string value;
};

/// A statement that AWS documents for this purpose, with this world's own names in it, taken
/// apart.
struct StatementTemplate {
  std::string sid;
  std::string principal_type;  // Service or AWS; empty: the policy type has no Principal
  std::string principal;
  std::vector<std::string> actions;
  std::string resource;  // empty: the policy type has no Resource
  std::vector<ConditionTest> tests;
  std::string source;  // the page it comes from
  std::string json;    // the whole statement, indented by two blanks a level
};

/// The documented statement that would let the denied request through, in a policy of that type;
/// nothing where AWS documents none.
/// Source: AWS Control Tower User Guide, "Optionally configure AWS KMS keys" and "Amazon S3 bucket
/// policy for logging"; AWS Config Developer Guide, pages on the permissions for bucket, KMS key,
/// SNS topic and IAM role; AWS CloudTrail User Guide, pages on the bucket policy, the KMS key
/// policy, the SNS topic policy and the role for CloudWatch Logs; Amazon SNS Developer Guide, "SNS
/// key management".
std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const delivery::DeliveryCall& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy);

/// The statement as JSON, its elements in AWS's usual order.
std::string to_json(const StatementTemplate& statement);

/// The first value of a condition key of the request; empty if it carries none.
std::string value_of(const Request& request, KeyName key);

}  // namespace remora::remedy
