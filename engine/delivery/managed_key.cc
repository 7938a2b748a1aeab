#include "engine/delivery/managed_key.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora::delivery {

namespace {

constexpr std::string_view kAlias = "alias/";
constexpr std::string_view kKey = "key/";
constexpr std::string_view kManaged = "aws/";

}  // namespace

std::string_view managed_key(std::string_view id) {
  if (id.starts_with("arn:")) {
    const auto arn = Arn::parse(id);
    id = arn && arn->service == "kms" ? arn->resource : std::string_view();
  }
  const std::string_view name = id.starts_with(kAlias) ? id.substr(kAlias.size()) : "";
  return name.starts_with(kManaged) ? name : std::string_view();
}

std::string malformed_key(std::string_view resource) {
  if (has_symbol(resource) || resource.starts_with(kAlias)) {
    return {};
  }
  if (!resource.starts_with(kKey)) {
    return std::string(resource) + " is neither a key nor an alias";
  }
  const std::string name(resource.substr(kKey.size()));
  if (is_managed_key_for_id(resource)) {
    return std::string(resource) + " is no key: alias/" + name +
           " is the alias of an AWS managed key";
  }
  return name.find('/') == std::string::npos ? std::string()
                                             : std::string(resource) + " holds no key's id";
}

bool is_managed_key_for_id(std::string_view resource) {
  return resource.starts_with(kKey) && resource.substr(kKey.size()).starts_with(kManaged);
}

bool serves(const Prober& prober,
            std::string_view id,
            std::string_view service,
            const Principal& principal,
            const world::Fact<std::string>& owner,
            const world::Fact<std::string>& region) {
  const std::string_view name = managed_key(id);
  if (name.empty() || !principal.is_iam() || name.substr(kManaged.size()) != service ||
      prober.world().key(id, owner, region, prober.facts()) != nullptr) {
    return false;
  }
  const auto arn = Arn::parse(id);
  return prober.facts().is(owner, principal.account()) &&
         (!arn || (arn->account == principal.account() && prober.facts().is(region, arn->region)));
}

std::string why_managed_key_is_closed(std::string_view id) {
  const std::string name(managed_key(id));
  return "alias/" + name +
         " is an AWS managed key, whose policy lets in users and roles of its own "
         "account through " +
         name.substr(kManaged.size()) + ", no AWS service, and nobody can change it";
}

}  // namespace remora::delivery
