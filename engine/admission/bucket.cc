#include <algorithm>

#include "engine/admission/operands.h"
#include "engine/admission/principal_form.h"
#include "engine/admission/resource_match.h"
#include "engine/admission/rules.h"
#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/condition/operator.h"

namespace remora::admission {

namespace {

using Message = AdmissionMessage;

/// The bucket of `BUCKET`, `BUCKET/KEY` or `BUCKET*`.
std::string_view bucket_of(std::string_view resource) {
  return resource.substr(0, resource.find_first_of("/*?$"));
}

/// S3 stores only resources of the bucket itself: its ARN, or one of its objects. A wildcard may
/// follow the name, but not stand in it.
bool is_resource_of(std::string_view text, std::string_view bucket) {
  const auto arn = Arn::parse(text);
  if (!arn) {
    return has_symbol(text);
  }
  return (has_symbol(arn->partition) || is_known_partition(arn->partition)) &&
         (has_symbol(arn->service) || arn->service == "s3") && arn->region.empty() &&
         arn->account.empty() && !bucket.empty() && bucket_of(arn->resource) == bucket;
}

std::string_view bucket_of_first_resource(const PolicyDocument& policy) {
  for (const Statement& statement : policy.statements) {
    for (const PolicyText& value : statement.resource.values) {
      if (const auto arn = Arn::parse(value.text)) {
        return bucket_of(arn->resource);
      }
    }
  }
  return {};
}

/// The s3 actions that an entry covers.
std::vector<const ActionRow*> s3_actions(std::string_view pattern) {
  std::vector<const ActionRow*> found = expand_action(pattern);
  std::erase_if(found, [](const ActionRow* row) { return row->service != "s3"; });
  return found;
}

std::optional<Refusal> refuse_elements(const Statement& statement) {
  if (!statement.principal.present || statement.principal.entries.empty()) {
    return Refusal{Message::BucketMissing, statement.span, "Principal"};
  }
  if (!statement.action.present || statement.action.values.empty()) {
    return Refusal{Message::BucketMissing, statement.span, "Action"};
  }
  if (!statement.resource.present || statement.resource.values.empty()) {
    return Refusal{Message::BucketMissing, statement.span, "Resource"};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_principal(const Statement& statement) {
  if (statement.principal.negated && statement.effect == Effect::Allow) {
    return Refusal{Message::BucketAllowNotPrincipal, statement.principal.span};
  }
  if (const PrincipalEntry* const entry = find_refused_principal(statement.principal)) {
    return Refusal{Message::BucketPrincipal, entry->value.span};
  }
  return std::nullopt;
}

/// Every action must be one of s3, and apply to one of the resources at least.
std::optional<Refusal> refuse_actions(const Statement& statement) {
  ResourceReach reach(statement.resource);
  for (const PolicyText& value : statement.action.values) {
    if (has_symbol(value.text)) {
      continue;
    }
    const auto rows = s3_actions(value.text);
    if (rows.empty()) {
      return Refusal{Message::BucketAction, value.span};
    }
    if (!statement.action.negated && !statement.resource.negated &&
        std::none_of(
            rows.begin(), rows.end(), [&](const ActionRow* row) { return reach.covers(*row); })) {
      return Refusal{Message::BucketActionResource, value.span};
    }
  }
  return std::nullopt;
}

bool is_s3_key(std::string_view key) {
  return equal_ignoring_case(key.substr(0, key.find(':')), "s3");
}

/// Keys of s3 must be known, and requests for each of the actions must be able to carry them.
/// S3 stores unknown keys that begin with `aws:` (capture of AWS, public_policy_replay).
std::optional<Refusal> refuse_key(const Statement& statement, const ConditionEntry& entry) {
  const std::string_view key = entry.key.text;
  const bool is_global = equal_ignoring_case(key.substr(0, 4), "aws:");
  if (has_symbol(key)) {
    return std::nullopt;
  }
  if (!is_global && find_key(key) == nullptr && (is_s3_key(key) || key.find(':') == key.npos)) {
    return Refusal{Message::BucketKey, entry.key.span};
  }
  if (!is_s3_key(key) || statement.action.negated) {
    return std::nullopt;
  }
  for (const PolicyText& action : statement.action.values) {
    const auto rows = s3_actions(action.text);
    if (!has_symbol(action.text) &&
        std::none_of(rows.begin(), rows.end(), [&](const ActionRow* row) {
          return carries_key(*row, key);
        })) {
      return Refusal{Message::BucketConditions, entry.key.span};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_condition(const Statement& statement,
                                        const ConditionEntry& entry,
                                        PolicyVersion version) {
  if (has_symbol(entry.operator_name.text)) {
    return std::nullopt;
  }
  const auto op = ConditionOperator::parse(entry.operator_name.text);
  if (!op) {
    return Refusal{
        Message::BucketOperator, entry.operator_name.span, std::string(entry.operator_name.text)};
  }
  for (const PolicyText& value : entry.values) {
    const OperandFault fault = check_operand(*op, value.text, version);
    if (fault == OperandFault::None || fault == OperandFault::NotABoolean) {
      continue;
    }
    const bool is_address = op->operand == OperandType::Ip;
    return Refusal{is_address ? Message::BucketAddress : Message::BucketOperand,
                   value.span,
                   std::string(value.text)};
  }
  return refuse_key(statement, entry);
}

}  // namespace

std::optional<Refusal> refuse_bucket_policy(const PolicyDocument& policy,
                                            const AdmissionRequest& request) {
  if (policy.statements.empty()) {
    return Refusal{Message::BucketMissing, policy.span, "Statement"};
  }
  const std::string_view bucket =
      request.bucket.empty() ? bucket_of_first_resource(policy) : request.bucket;
  for (const Statement& statement : policy.statements) {
    if (auto refusal = refuse_elements(statement)) {
      return refusal;
    }
    if (auto refusal = refuse_principal(statement)) {
      return refusal;
    }
    for (const PolicyText& resource : statement.resource.values) {
      if (!is_resource_of(resource.text, bucket)) {
        return Refusal{Message::BucketResource, resource.span};
      }
    }
    if (auto refusal = refuse_actions(statement)) {
      return refusal;
    }
    for (const ConditionEntry& entry : statement.conditions) {
      if (auto refusal = refuse_condition(statement, entry, policy.version)) {
        return refusal;
      }
    }
  }
  return std::nullopt;
}

}  // namespace remora::admission
