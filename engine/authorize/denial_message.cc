#include "engine/authorize/denial_message.h"

#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

namespace {

/// The policy type in AWS's words, with its article for the explicit form.
struct TypeWords {
  std::string_view name;
  std::string_view article;
};

TypeWords words_of(Layer layer, PolicyType resource_type) {
  switch (layer) {
    case Layer::Rcp:
      return {"resource control policy", "a"};
    case Layer::Scp:
      return {"service control policy", "a"};
    case Layer::VpcEndpoint:
      return {"VPC endpoint policy", "a"};
    case Layer::Identity:
    case Layer::RootUser:
    case Layer::NoPermission:
      return {"identity-based policy", "an"};
    case Layer::Boundary:
      return {"permissions boundary", "a"};
    case Layer::Session:
      return {"session policy", "a"};
    case Layer::Resource:
    case Layer::S3PublicAccessBlock:
    case Layer::KmsGrant:
    case Layer::Service:
      break;
  }
  if (resource_type == PolicyType::Trust) {
    return {"role trust policy", "the"};
  }
  return {"resource-based policy", "a"};
}

/// Across accounts with both sides silent, or with a resource policy that names only the account,
/// AWS names the resource's side; where the resource policy names the principal, the identity's.
Layer named_layer(const Request& request, const PolicySet& policies, const Decision& decision) {
  const bool either_side = decision.layer == Layer::Identity || decision.layer == Layer::Resource;
  if (decision.verdict != Verdict::ImplicitlyDenied || !either_side ||
      !request.principal.is_iam() || same_account(request)) {
    return decision.layer;
  }
  const StatementInput input(request, policies.boundary != nullptr);
  const PrincipalMatch named = evaluate_policy(policies.resource, input).allow;
  return either(named.direct(), named.role()) == Match::Yes ? Layer::Identity : Layer::Resource;
}

/// Both ends of the request stand in one account, or in one organization.
bool is_within_organization(const Request& request) {
  if (same_account(request)) {
    return true;
  }
  const auto* const own = request.context.find("aws:PrincipalOrgID");
  const auto* const other = request.context.find("aws:ResourceOrgID");
  const auto is_said = [](const RequestContext::Entry* key) {
    return key != nullptr && key->presence() == Presence::Present && key->size() == 1;
  };
  return is_said(own) && is_said(other) && own->value(0) == other->value(0);
}

/// The ARN that AWS names the denying policy by, empty if it names none.
std::string_view arn_of_denying(const Request& request, const Decision& decision) {
  switch (decision.layer) {
    case Layer::Rcp:
    case Layer::Scp:
    case Layer::Identity:
    case Layer::Boundary:
    case Layer::Session:
      break;
    default:
      return {};
  }
  const bool known = decision.policy != nullptr && !decision.policy->is_unread();
  return known && is_within_organization(request)
             ? std::string_view(decision.policy->document()->arn)
             : std::string_view();
}

}  // namespace

std::string denial_message(const Request& request,
                           const PolicySet& policies,
                           const Decision& decision,
                           PolicyArn arn) {
  const bool explicitly = decision.verdict == Verdict::ExplicitlyDenied;
  if (!explicitly && decision.verdict != Verdict::ImplicitlyDenied) {
    return {};
  }
  if (decision.refusal != nullptr && !decision.refusal->text.empty()) {
    return std::string(decision.refusal->text);
  }
  const bool anonymous = request.principal.kind() == PrincipalKind::Anonymous;
  const bool s3 = equal_ignoring_case(request.action.substr(0, 3), "s3:");
  std::string text = "User: " + std::string(anonymous ? "anonymous" : request.principal.text());
  text += " is not authorized to perform: " + request.action;
  const StatementInput input(request, policies.boundary != nullptr);
  // S3's text names no resource where the action has none; nor does ours where the Region of the
  // account's own resources is not known.
  const bool unnamed =
      request.resource == "*" && (s3 || input.resource() == "*" || has_unknown(input.resource()));
  if (!unnamed) {
    // S3 puts the resource in quotes, the other services do not.
    const std::string_view quote = s3 ? "\"" : "";
    text += " on resource: ";
    text.append(quote).append(input.resource()).append(quote);
  }
  const TypeWords words =
      words_of(named_layer(request, policies, decision), policies.resource_type);
  if (explicitly) {
    text.append(" with an explicit deny in ").append(words.article).append(" ").append(words.name);
    if (const std::string_view denying = arn_of_denying(request, decision);
        arn == PolicyArn::Named && !denying.empty()) {
      text.append(": ").append(denying);
    }
    return text;
  }
  if (policies.resource_type == PolicyType::Key && !same_account(request) &&
      request.principal.is_iam() && words.name == "resource-based policy") {
    return text +
           " because the resource does not exist in this Region, no resource-based policies allow "
           "access, or a resource-based policy explicitly denies access";
  }
  return text + " because no " + std::string(words.name) + " allows the " + request.action +
         " action";
}

}  // namespace remora
