#include <algorithm>

#include "engine/admission/principal_form.h"
#include "engine/base/symbol.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

void report_fault(const RuleContext& context,
                  const PrincipalEntry& entry,
                  admission::PrincipalFault fault) {
  const std::string text = in_quotes(entry.value.text);
  const auto report = [&](Code code, std::string_view message, std::string_view hint) {
    context.report(code, entry.value.span, message, hint);
  };
  switch (fault) {
    case admission::PrincipalFault::Wildcard:
      report(Code::PrincipalWildcard,
             "AWS takes no wildcard in " + text,
             "use \"*\" with a condition on aws:PrincipalArn");
      return;
    case admission::PrincipalFault::Group:
      report(Code::PrincipalForm, "a group cannot be a principal", "name its users or a role");
      return;
    case admission::PrincipalFault::UniqueId:
      report(Code::PrincipalUniqueId,
             text + " is the id of a user or role, most likely of one that was deleted",
             "write its ARN");
      return;
    case admission::PrincipalFault::AwsForm:
      report(Code::PrincipalForm,
             text + " is no AWS principal",
             "write an account id, or the ARN of a user, role or session");
      return;
    case admission::PrincipalFault::Service:
      report(Code::PrincipalForm, text + " is no service principal", "write config.amazonaws.com");
      return;
    case admission::PrincipalFault::Canonical:
      report(
          Code::PrincipalForm, text + " is no canonical user id", "it has 64 hexadecimal digits");
      return;
    case admission::PrincipalFault::Federated:
      report(Code::PrincipalForm,
             text + " is no identity provider",
             "write the ARN of the provider, or its host name");
      return;
    case admission::PrincipalFault::None:
      break;
  }
}

void check_service(const RuleContext& context, const PrincipalEntry& entry) {
  if (has_symbol(entry.value.text)) {
    return;
  }
  const std::string meant = misspelt_service_principal(entry.value.text);
  if (!meant.empty()) {
    context.report(Code::ServicePrincipalMisspelt,
                   entry.value.span,
                   "there is no service principal " + in_quotes(entry.value.text),
                   "did you mean " + in_quotes(meant) + "?");
  } else if (!has_service_domain(entry.value.text)) {
    context.report(Code::ServicePrincipalForm,
                   entry.value.span,
                   in_quotes(entry.value.text) + " does not look like a service principal",
                   "they end in .amazonaws.com");
  }
}

void check_entry(const RuleContext& context, const PrincipalEntry& entry) {
  // Web and SAML identities of any provider, in AWS's own example for the endpoint of STS
  // (aws-samples/data-perimeter-policy-examples, sts_endpoint_policy.json).
  if (context.policy->type == PolicyType::VpcEndpoint && entry.type == PrincipalType::Federated &&
      entry.value.text == "*") {
    return;
  }
  const admission::PrincipalFault fault = admission::check_principal(entry);
  report_fault(context, entry, fault);
  if (fault == admission::PrincipalFault::None && entry.type == PrincipalType::Service) {
    check_service(context, entry);
  }
}

void check_negation(const RuleContext& context, const StatementView& view) {
  const PrincipalElement& principal = view.statement->principal;
  if (!principal.negated) {
    return;
  }
  if (view.allows()) {
    context.report(Code::NotPrincipalWithAllow,
                   principal.span,
                   "Allow with \"NotPrincipal\" would grant to everyone else, anonymous callers "
                   "included",
                   "name the principals in \"Principal\"");
  } else {
    context.report(Code::NotPrincipalWithDeny,
                   principal.span,
                   "Deny with \"NotPrincipal\" also denies AWS services and roles with a "
                   "permissions boundary",
                   "use \"Principal\": \"*\" with ArnNotLike on aws:PrincipalArn");
  }
}

/// Bucket policies are judged as S3 does, endpoint policies only cap what others allow.
constexpr bool grants_access(PolicyType type) {
  return type == PolicyType::Key || type == PolicyType::Topic || type == PolicyType::Trust ||
         type == PolicyType::Resource;
}

void check_everyone(const RuleContext& context, const StatementView& view) {
  const Statement& statement = *view.statement;
  if (grants_access(context.policy->type) && view.allows() && names_everyone(statement.principal) &&
      statement.conditions.empty()) {
    context.report(Code::EveryoneWithoutCondition,
                   statement.principal.span,
                   "the statement allows everyone, without a condition",
                   "name principals, or add a condition on aws:PrincipalOrgID");
  }
}

void check_public(const RuleContext& context) {
  if (context.admission == nullptr || context.admission->is_public != Match::Yes) {
    return;
  }
  Span span = context.policy->span;
  for (const StatementView& view : context.statements) {
    if (view.allows() && names_everyone(view.statement->principal)) {
      span = view.statement->principal.span;
      break;
    }
  }
  context.report(Code::PublicBucketPolicy,
                 span,
                 "S3 calls this bucket policy public",
                 "name principals, or add a condition on a fixed account, organization, VPC or "
                 "address range");
}

bool lets_a_service_in(const StatementView& view) {
  const PrincipalElement& principal = view.statement->principal;
  return view.allows() &&
         (principal.negated || names_everyone(principal) ||
          std::any_of(
              principal.entries.begin(), principal.entries.end(), [](const PrincipalEntry& entry) {
                return entry.type == PrincipalType::Service;
              }));
}

/// The default policy of a key lets in whom the account's IAM policies let in, and no service.
void check_key_services(const RuleContext& context) {
  if (context.policy->type == PolicyType::Key &&
      std::none_of(context.statements.begin(), context.statements.end(), lets_a_service_in)) {
    const Span start{context.policy->span.begin, context.policy->span.begin + 1};
    context.report(
        Code::KeyForNoService,
        start,
        "the key policy lets no AWS service use the key",
        "a service that delivers to an encrypted bucket or topic by itself, as AWS Config "
        "and CloudTrail do, needs a statement with its service principal");
  }
}

}  // namespace

void check_principals(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    check_negation(context, view);
    check_everyone(context, view);
    for (const PrincipalEntry& entry : view.statement->principal.entries) {
      check_entry(context, entry);
    }
  }
  check_public(context);
  check_key_services(context);
}

}  // namespace remora::lint
