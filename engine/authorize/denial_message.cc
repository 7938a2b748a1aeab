#include "engine/authorize/denial_message.h"

#include "engine/authorize/layers.h"
#include "engine/base/ascii.h"

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

}  // namespace

std::string denial_message(const Request& request,
                           const PolicySet& policies,
                           const Decision& decision) {
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
  if (request.resource != "*") {
    // S3 puts the resource in quotes, the other services do not.
    const std::string_view quote = s3 ? "\"" : "";
    text += " on resource: ";
    text.append(quote).append(request.resource).append(quote);
  }
  const TypeWords words =
      words_of(named_layer(request, policies, decision), policies.resource_type);
  if (explicitly) {
    return text + " with an explicit deny in " + std::string(words.article) + " " +
           std::string(words.name);
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
