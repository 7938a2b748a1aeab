#include "engine/admission/rules.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

/// IAM and Organizations take letters and digits in a Sid; the other services are not strict.
constexpr bool has_strict_sids(PolicyType type) {
  return !has_principal(type) || type == PolicyType::Trust || type == PolicyType::Rcp;
}

/// The types whose characters AWS limits (IAM, STS, KMS, Organizations).
constexpr bool has_limited_characters(PolicyType type) {
  return has_strict_sids(type) || type == PolicyType::Key;
}

void check_version(const RuleContext& context) {
  const PolicyDocument& policy = *context.policy;
  if (policy.version == PolicyVersion::V2012) {
    return;
  }
  const Span span = policy.version_text ? policy.version_text->span
                                        : Span{policy.span.begin, policy.span.begin + 1};
  context.report(Code::VersionOld,
                 span,
                 policy.version_text ? "the policy is written in the language of 2008"
                                     : "the policy has no \"Version\", so the rules of 2008 hold",
                 "write \"Version\": \"2012-10-17\"");
}

void check_sids(const RuleContext& context) {
  if (!has_strict_sids(context.policy->type)) {
    return;
  }
  if (const PolicyText* const sid = admission::find_odd_sid(*context.policy)) {
    context.report(
        Code::SidCharacters,
        sid->span,
        "the Sid " + in_quotes(sid->text) + " has characters other than letters and digits",
        "AWS refuses it in " + describe_with_article(context.policy->type));
  }
}

void check_lists(const RuleContext& context, const PatternElement& element, std::string_view what) {
  if (element.present && element.values.empty()) {
    context.report(Code::EmptyList,
                   element.span,
                   "the list of " + std::string(what) + " is empty, so the statement covers " +
                       (element.negated ? "everything" : "nothing"));
  }
}

void check_size(const RuleContext& context) {
  constexpr std::size_t kManagedLimit = 6144;
  const PolicyDocument& policy = *context.policy;
  const Span start{policy.span.begin, policy.span.begin + 1};
  const std::size_t size = admission::policy_size(policy.source()->slice(policy.span), policy.type);
  if (const auto operation = admission::operation_for(policy.type)) {
    const std::size_t limit = admission::size_limit(*operation);
    if (size > limit) {
      context.report(Code::LimitSize,
                     start,
                     "the policy has " + std::to_string(size) + " characters, AWS takes at most " +
                         std::to_string(limit) + " in " + describe_with_article(policy.type),
                     "split it, or use wildcards");
      return;
    }
  }
  if (policy.type == PolicyType::Identity && size > kManagedLimit) {
    context.report(Code::LimitSizeManaged,
                   start,
                   "the policy has " + std::to_string(size) +
                       " characters, a managed policy holds at most " +
                       std::to_string(kManagedLimit),
                   "only a role's inline policy can be that large");
  }
}

}  // namespace

void check_grammar(const RuleContext& context) {
  const PolicyDocument& policy = *context.policy;
  check_version(context);
  check_sids(context);
  check_size(context);
  if (policy.id && !has_principal(policy.type)) {
    context.report(Code::IdInIdentityPolicy,
                   policy.id->span,
                   "\"Id\" belongs to resource-based policies",
                   "leave it out");
  }
  if (has_limited_characters(policy.type)) {
    if (const auto span = admission::find_refused_character(policy)) {
      context.report(
          Code::Characters,
          *span,
          "policies cannot hold the character " + in_quotes(policy.source()->slice(*span)),
          "use letters of ASCII or Latin-1");
    }
  }
  for (const Statement& statement : policy.statements) {
    check_lists(context, statement.action, "actions");
    check_lists(context, statement.resource, "resources");
    if (policy.type == PolicyType::Trust && statement.resource.present) {
      context.report(Code::ResourceNotAllowed,
                     statement.resource.span,
                     "a role trust policy cannot have a \"Resource\": the role is the resource",
                     "leave it out");
    }
  }
}

}  // namespace remora::lint
