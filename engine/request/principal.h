#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/aws/arn.h"
#include "engine/base/short_text.h"

namespace remora {

enum class PrincipalKind : std::uint8_t {
  Anonymous,      // an unsigned request
  Service,        // config.amazonaws.com acting by itself
  RootUser,       // arn:aws:iam::A:root
  User,           // arn:aws:iam::A:user/path/name
  RoleSession,    // arn:aws:sts::A:assumed-role/name/session
  FederatedUser,  // arn:aws:sts::A:federated-user/name
  Federated,      // a web or SAML identity, before it has assumed a role
};

/// Who makes a request.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
class Principal {
 public:
  /// Anonymous.
  Principal() = default;

  /// Reads `anonymous`, `*.amazonaws.com` (a service), an IAM or STS ARN, a SAML or OIDC provider
  /// ARN, or the host name of a web identity provider. A role ARN stands for any session of that
  /// role. Nothing for anything else.
  static std::optional<Principal> parse(std::string_view text);

  [[nodiscard]] PrincipalKind kind() const { return kind_; }

  /// As it was given.
  [[nodiscard]] std::string_view text() const { return text_.view(); }

  /// The account of an IAM principal; empty for services, anonymous and federated identities.
  [[nodiscard]] std::string_view account() const { return view(account_); }

  [[nodiscard]] std::string_view partition() const { return view(partition_); }

  /// The user's path and name, the role's name (no path), the federated user's name.
  [[nodiscard]] std::string_view name() const { return view(name_); }

  /// The session name of a role session; empty when the principal was given as a role ARN.
  [[nodiscard]] std::string_view session() const { return view(session_); }

  /// True for principals that have identity-based policies and fall under SCPs.
  [[nodiscard]] bool is_iam() const { return !account_.empty(); }

 private:
  struct Part {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;

    [[nodiscard]] bool empty() const { return size == 0; }
  };

  [[nodiscard]] std::string_view view(Part part) const {
    return text().substr(part.begin, part.size);
  }

  explicit Principal(std::string_view text) : text_(text) {}

  [[nodiscard]] Part part(std::string_view of) const;

  // Each says whether the text is a principal.
  bool read_host_name();
  bool read_arn(const Arn& arn);
  bool read_iam(std::string_view resource);
  bool read_sts(std::string_view resource);

  ShortText text_;
  PrincipalKind kind_ = PrincipalKind::Anonymous;
  Part partition_;
  Part account_;
  Part name_;
  Part session_;
};

}  // namespace remora
