#include "engine/request/principal.h"

#include "engine/aws/arn.h"

namespace remora {

namespace {

constexpr std::string_view kRoot = "root";
constexpr std::string_view kUser = "user/";
constexpr std::string_view kRole = "role/";
constexpr std::string_view kAssumedRole = "assumed-role/";
constexpr std::string_view kFederatedUser = "federated-user/";

/// The identity providers that IAM knows by host name; two of them look like services.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal", web identity sessions.
bool is_identity_provider(std::string_view text) {
  return text == "cognito-identity.amazonaws.com" || text == "www.amazon.com" ||
         text == "accounts.google.com" || text == "graph.facebook.com";
}

bool is_service_name(std::string_view text) {
  if (is_identity_provider(text)) {
    return false;
  }
  return text.ends_with(".amazonaws.com") || text.ends_with(".amazonaws.com.cn") ||
         text.ends_with(".amazon.com");
}

bool is_host_name(std::string_view text) {
  bool dotted = false;
  for (const char c : text) {
    if (c == ':' || c == '*' || c == ' ' || c == '\t' || c == '"') {
      return false;
    }
    dotted = dotted || c == '.';
  }
  return dotted;
}

}  // namespace

Principal::Part Principal::part(std::string_view of) const {
  return {static_cast<std::uint32_t>(of.data() - text().data()),
          static_cast<std::uint32_t>(of.size())};
}

std::optional<Principal> Principal::parse(std::string_view text) {
  Principal principal(text);
  if (text == "anonymous") {
    return principal;
  }
  const std::string_view own = principal.text();
  const std::optional<Arn> arn = Arn::parse(own);
  if (!arn) {
    if (!is_host_name(own)) {
      return std::nullopt;
    }
    principal.kind_ = is_service_name(own) ? PrincipalKind::Service : PrincipalKind::Federated;
    return principal;
  }
  if (!is_account_id(arn->account)) {
    return std::nullopt;
  }
  principal.partition_ = principal.part(arn->partition);
  const std::string_view resource = arn->resource;
  if (arn->service == "iam" &&
      (resource.starts_with("saml-provider/") || resource.starts_with("oidc-provider/"))) {
    principal.kind_ = PrincipalKind::Federated;
    return principal;
  }
  principal.account_ = principal.part(arn->account);
  if (arn->service == "iam" && resource == kRoot) {
    principal.kind_ = PrincipalKind::RootUser;
    return principal;
  }
  std::string_view name;
  if (arn->service == "iam" && resource.starts_with(kUser)) {
    principal.kind_ = PrincipalKind::User;
    name = resource.substr(kUser.size());
  } else if (arn->service == "iam" && resource.starts_with(kRole)) {
    principal.kind_ = PrincipalKind::RoleSession;
    name = resource.substr(resource.rfind('/') + 1);
  } else if (arn->service == "sts" && resource.starts_with(kFederatedUser)) {
    principal.kind_ = PrincipalKind::FederatedUser;
    name = resource.substr(kFederatedUser.size());
  } else if (arn->service == "sts" && resource.starts_with(kAssumedRole)) {
    principal.kind_ = PrincipalKind::RoleSession;
    name = resource.substr(kAssumedRole.size());
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos || slash + 1 == name.size()) {
      return std::nullopt;
    }
    principal.session_ = principal.part(name.substr(slash + 1));
    name = name.substr(0, slash);
  }
  if (name.empty()) {
    return std::nullopt;
  }
  principal.name_ = principal.part(name);
  return principal;
}

}  // namespace remora
