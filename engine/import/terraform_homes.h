#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/import/snapshot.h"
#include "engine/import/terraform_plan.h"

namespace remora::imports::terraform {

/// Where a provider makes its resources.
struct Home {
  std::string account;  // an unknown text if nothing says it
  std::string region;   // likewise
  std::string partition = "aws";
};

/// The homes of the providers of a plan. An account is what the command line says of the provider
/// (`--account aws.logs=ID`) or of the file, else what `aws_caller_identity` was read as, the role
/// that the provider assumes, or the ARNs of what is there already say; a provider that differs in
/// its Region only is of the account of the other. A Region likewise, from the provider's
/// `region`. What nothing says is an unknown text, which equals itself only.
class Homes {
 public:
  Homes(const Plan& plan, const Options& options, Snapshot& snapshot);

  /// That of a resource, whose own `region` goes before the provider's.
  [[nodiscard]] Home of(const Resource& resource) const;

 private:
  void collect(const Resource& resource);
  [[nodiscard]] std::string account_of(const std::string& provider) const;
  [[nodiscard]] std::string region_of(const std::string& provider) const;
  [[nodiscard]] bool has_credentials_of_its_own(const std::string& provider) const;
  [[nodiscard]] std::optional<std::string> setting(const std::string& provider,
                                                   std::string_view block,
                                                   std::string_view name) const;

  using Texts = std::map<std::string, std::string, std::less<>>;

  const Plan& plan_;
  const Options& options_;
  std::map<std::string, Home, std::less<>> homes_;
  Texts identities_;  // by provider, as a data source read them
  Texts regions_;
  Texts accounts_of_arns_;
  Texts regions_of_arns_;
  std::string partition_;
  bool several_ = false;  // whether the ARNs of one provider are of several accounts
};

}  // namespace remora::imports::terraform
