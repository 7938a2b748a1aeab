#include "engine/request/principal.h"

#include <algorithm>

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
  const std::optional<Arn> arn = Arn::parse(principal.text());
  if (!(arn ? principal.read_arn(*arn) : principal.read_host_name())) {
    return std::nullopt;
  }
  return principal;
}

bool Principal::read_host_name() {
  kind_ = is_service_name(text()) ? PrincipalKind::Service : PrincipalKind::Federated;
  return is_host_name(text());
}

bool Principal::read_arn(const Arn& arn) {
  if (!is_account_id(arn.account)) {
    return false;
  }
  partition_ = part(arn.partition);
  if (arn.service == "iam" &&
      (arn.resource.starts_with("saml-provider/") || arn.resource.starts_with("oidc-provider/"))) {
    kind_ = PrincipalKind::Federated;
    return true;
  }
  account_ = part(arn.account);
  return arn.service == "iam" ? read_iam(arn.resource)
                              : arn.service == "sts" && read_sts(arn.resource);
}

bool Principal::read_iam(std::string_view resource) {
  if (resource == kRoot) {
    kind_ = PrincipalKind::RootUser;
    return true;
  }
  if (resource.starts_with(kUser)) {
    kind_ = PrincipalKind::User;
    name_ = part(resource.substr(kUser.size()));
  } else if (resource.starts_with(kRole)) {
    kind_ = PrincipalKind::RoleSession;
    name_ = part(resource.substr(resource.rfind('/') + 1));
  }
  return !name_.empty();
}

bool Principal::read_sts(std::string_view resource) {
  if (resource.starts_with(kFederatedUser)) {
    kind_ = PrincipalKind::FederatedUser;
    name_ = part(resource.substr(kFederatedUser.size()));
    return !name_.empty();
  }
  if (!resource.starts_with(kAssumedRole)) {
    return false;
  }
  resource.remove_prefix(kAssumedRole.size());
  const std::size_t slash = std::min(resource.find('/'), resource.size());
  kind_ = PrincipalKind::RoleSession;
  name_ = part(resource.substr(0, slash));
  session_ = part(resource.substr(std::min(slash + 1, resource.size())));
  return !name_.empty() && !session_.empty();
}

}  // namespace remora
