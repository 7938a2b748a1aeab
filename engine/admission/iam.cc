#include <algorithm>
#include <array>
#include <span>

#include "engine/admission/operands.h"
#include "engine/admission/principal_form.h"
#include "engine/admission/resource_match.h"
#include "engine/admission/rules.h"
#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/condition/operator.h"

namespace remora::admission {

namespace {

using Message = AdmissionMessage;

bool starts_with_any(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return text.starts_with(beginning);
  });
}

bool is_vendor(std::string_view text) {
  return text == "*" || (!text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
           return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.';
         }));
}

std::optional<Refusal> refuse_action(const PolicyText& action) {
  const auto colons = std::count(action.text.begin(), action.text.end(), ':');
  if (action.text == "*" || has_symbol(action.text)) {
    return std::nullopt;
  }
  if (colons == 0) {
    return Refusal{Message::IamVendor, action.span};
  }
  if (colons > 1) {
    return Refusal{Message::IamColons, action.span};
  }
  const std::string_view vendor = action.text.substr(0, action.text.find(':'));
  if (!is_vendor(vendor)) {
    return Refusal{Message::IamVendorName, action.span, std::string(vendor)};
  }
  return std::nullopt;
}

std::string_view field(std::string_view text, std::size_t index) {
  for (; index > 0; --index) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
      return {};
    }
    text.remove_prefix(colon + 1);
  }
  return text.substr(0, text.find(':'));
}

/// Buckets and their objects have no Region; the other resources of S3 do.
bool may_have_region(std::string_view s3_resource) {
  constexpr auto kRegional = std::to_array<std::string_view>(
      {"*", "access-grants/", "accesspoint/", "async-request/", "job/", "storage-lens"});
  return has_symbol(s3_resource) || starts_with_any(s3_resource, kRegional);
}

/// The kinds of IAM's resources, as IAM's own refusal lists them.
bool is_iam_path(std::string_view resource) {
  constexpr auto kKinds = std::to_array<std::string_view>({"user/",
                                                           "federated-user/",
                                                           "role/",
                                                           "group/",
                                                           "instance-profile/",
                                                           "mfa/",
                                                           "server-certificate/",
                                                           "policy/",
                                                           "sms-mfa/",
                                                           "saml-provider/",
                                                           "oidc-provider/",
                                                           "report/",
                                                           "access-report/"});
  return resource == "*" || resource == "root" || has_symbol(resource) ||
         starts_with_any(resource, kKinds);
}

/// What IAM asks of the ARNs of IAM and S3, of which it knows the form.
std::optional<Refusal> refuse_fields(const PolicyText& resource) {
  const auto arn = Arn::parse(resource.text);
  if (!arn) {
    return std::nullopt;
  }
  if (arn->service == "iam" && !arn->region.empty() && !has_symbol(arn->region)) {
    return Refusal{Message::IamRegion, resource.span, std::string(resource.text)};
  }
  if (arn->service == "s3" && !arn->region.empty() && !has_symbol(arn->region) &&
      !may_have_region(arn->resource)) {
    return Refusal{Message::IamBucketRegion, resource.span, std::string(resource.text)};
  }
  if (arn->service == "iam" && !is_iam_path(arn->resource)) {
    return Refusal{Message::IamPath, resource.span};
  }
  return std::nullopt;
}

/// IAM wants `*` or an ARN; one of fewer than six fields is filled up with wildcards (IAM User
/// Guide, "Grammar of the IAM JSON policy language"). The partition may be `*`, and nothing else
/// with a wildcard (CloudFormation User Guide, "Grant self-managed permissions").
std::optional<Refusal> refuse_resource(const PolicyText& resource) {
  const std::string_view text = resource.text;
  if (text == "*" || (has_symbol(text) && !Arn::parse(text))) {
    return std::nullopt;
  }
  // IAM takes whatever stands before the first colon for "arn" (getmoto/moto,
  // moto/iam/policy_validation.py).
  if (!text.starts_with("arn:") && text.find(':') != std::string_view::npos &&
      !is_known_partition(field(text, 1))) {
    const std::string read_as = "arn" + std::string(text.substr(text.find(':')));
    return Refusal{
        Message::IamPartition, resource.span, filled_up(read_as), std::string(field(read_as, 1))};
  }
  if (!text.starts_with("arn:") || field(text, 1).empty()) {
    return Refusal{Message::IamResource, resource.span, std::string(text)};
  }
  if (field(text, 1) != "*" && !has_symbol(field(text, 1)) && !is_known_partition(field(text, 1))) {
    return Refusal{
        Message::IamPartition, resource.span, filled_up(text), std::string(field(text, 1))};
  }
  const std::string_view service = field(text, 2);
  if (service.empty() || service.find_first_of("*?$") != std::string_view::npos) {
    return Refusal{Message::IamResourceVendor, resource.span};
  }
  return refuse_fields(resource);
}

template <class Check>
std::optional<Refusal> first_refusal(const PolicyDocument& policy, Check check) {
  for (const Statement& statement : policy.statements) {
    if (auto refusal = check(statement)) {
      return refusal;
    }
  }
  return std::nullopt;
}

/// What all policies that say what an identity may do have in common.
std::optional<Refusal> refuse_permissions(const PolicyDocument& policy) {
  if (auto refusal = first_refusal(policy, [](const Statement& statement) {
        return statement.principal.present
                   ? std::optional(Refusal{Message::IamPrincipal, statement.principal.span})
                   : std::nullopt;
      })) {
    return refusal;
  }
  if (const PolicyText* const sid = find_odd_sid(policy)) {
    return Refusal{Message::IamSid, sid->span};
  }
  if (const PolicyText* const sid = find_repeated_sid(policy)) {
    return Refusal{Message::IamUniqueSids, sid->span};
  }
  return first_refusal(policy, [](const Statement& statement) -> std::optional<Refusal> {
    if (statement.action.values.empty()) {
      return Refusal{Message::IamNoActions, statement.span};
    }
    for (const PolicyText& resource : statement.resource.values) {
      if (auto refusal = refuse_resource(resource)) {
        return refusal;
      }
    }
    for (const PolicyText& action : statement.action.values) {
      if (auto refusal = refuse_action(action)) {
        return refusal;
      }
    }
    return statement.resource.values.empty()
               ? std::optional(Refusal{Message::IamNoResources, statement.span})
               : std::nullopt;
  });
}

/// STS stores every value but bad base64 (capture of AWS, condition_values).
const PolicyText* find_bad_binary(const PolicyDocument& policy) {
  for (const Statement& statement : policy.statements) {
    for (const ConditionEntry& entry : statement.conditions) {
      const auto op = ConditionOperator::parse(entry.operator_name.text);
      for (const PolicyText& value : entry.values) {
        if (op && op->operand == OperandType::Binary &&
            check_operand(*op, value.text, policy.version) != OperandFault::None) {
          return &value;
        }
      }
    }
  }
  return nullptr;
}

std::string_view type_name(PrincipalType type) {
  switch (type) {
    case PrincipalType::Service:
      return "Service";
    case PrincipalType::Federated:
      return "Federated";
    case PrincipalType::CanonicalUser:
      return "CanonicalUser";
    case PrincipalType::Any:
    case PrincipalType::Aws:
      break;
  }
  return "AWS";
}

std::optional<Refusal> refuse_trust_statement(const Statement& statement) {
  if (statement.principal.negated) {
    return Refusal{Message::TrustNotPrincipal, statement.principal.span};
  }
  if (statement.principal.entries.empty()) {
    return Refusal{Message::TrustMissing, statement.span, "Principal"};
  }
  if (statement.action.values.empty()) {
    return Refusal{Message::TrustMissing, statement.span, "Action"};
  }
  if (statement.resource.present) {
    return Refusal{statement.resource.negated ? Message::TrustNotResource : Message::TrustResource,
                   statement.resource.span};
  }
  if (const PrincipalEntry* const entry = find_refused_principal(statement.principal)) {
    const std::string value =
        '"' + std::string(type_name(entry->type)) + "\":\"" + std::string(entry->value.text) + '"';
    return Refusal{Message::TrustPrincipal, entry->value.span, value};
  }
  for (const PolicyText& action : statement.action.values) {
    const std::string_view service = action.text.substr(0, action.text.find(':'));
    if (!has_symbol(action.text) &&
        (!equal_ignoring_case(service, "sts") || service.size() == action.text.size())) {
      return Refusal{Message::TrustAction, action.span};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_identity_policy(const PolicyDocument& policy, bool managed) {
  if (auto refusal = refuse_form(policy, Message::IamCharacters, Message::IamSyntax)) {
    return refusal;
  }
  // A policy of its own must say 2012-10-17; in one that is part of a user, group or role the
  // version may be missing (IAM User Guide, "IAM JSON policy elements: Version"; Amazon SNS
  // Developer Guide, "Using identity-based policies"). That an old one is refused there when it is
  // written out is the word of getmoto/moto alone.
  if (policy.version != PolicyVersion::V2012 && (managed || policy.version_text)) {
    const Span span = policy.version_text ? policy.version_text->span : policy.span;
    return Refusal{Message::IamVersion, span};
  }
  if (const PolicyText* const value = find_refused_operand(policy)) {
    return Refusal{Message::IamOperand, value->span};
  }
  return refuse_permissions(policy);
}

std::optional<Refusal> refuse_session_policy(const PolicyDocument& policy) {
  if (auto refusal = refuse_form(policy, Message::SessionSyntax, Message::SessionSyntax)) {
    return refusal;
  }
  if (const PolicyText* const value = find_bad_binary(policy)) {
    return Refusal{Message::SessionSyntax, value->span};
  }
  if (auto refusal = refuse_permissions(policy)) {
    return refusal;
  }
  return first_refusal(policy, [](const Statement& statement) -> std::optional<Refusal> {
    for (const PolicyText& resource : statement.resource.values) {
      if (resource.text != "*" && !Arn::parse(resource.text) && !has_symbol(resource.text)) {
        return Refusal{Message::SessionResource, resource.span, std::string(resource.text)};
      }
    }
    return std::nullopt;
  });
}

std::optional<Refusal> refuse_trust_policy(const PolicyDocument& policy) {
  if (auto refusal = refuse_form(policy, Message::IamCharacters, Message::IamSyntax)) {
    return refusal;
  }
  if (const PolicyText* const sid = find_odd_sid(policy)) {
    return Refusal{Message::IamSid, sid->span};
  }
  if (auto refusal = first_refusal(policy, refuse_trust_statement)) {
    return refusal;
  }
  if (const PolicyText* const value = find_refused_operand(policy)) {
    return Refusal{Message::IamOperand, value->span};
  }
  return std::nullopt;
}

}  // namespace remora::admission
