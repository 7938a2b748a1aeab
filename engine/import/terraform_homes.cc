#include "engine/import/terraform_homes.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"

namespace remora::imports::terraform {

namespace {

constexpr auto kCredentials = std::to_array<std::string_view>({"access_key",
                                                               "assume_role",
                                                               "assume_role_with_web_identity",
                                                               "profile",
                                                               "shared_config_files",
                                                               "shared_credentials_file",
                                                               "shared_credentials_files",
                                                               "token"});

std::string named(const std::vector<NamedText>& texts, std::string_view name) {
  const auto found = std::find_if(
      texts.begin(), texts.end(), [&](const NamedText& one) { return one.first == name; });
  return found != texts.end() ? found->second : std::string();
}

/// What is known of a provider: of the first texts that is none empty.
std::string first_of(std::initializer_list<std::string> texts) {
  const auto found =
      std::find_if(texts.begin(), texts.end(), [](const std::string& one) { return !one.empty(); });
  return found != texts.end() ? *found : std::string();
}

}  // namespace

Homes::Homes(const Plan& plan, const Options& options, Snapshot& snapshot)
    : plan_(plan), options_(options) {
  std::set<std::string> providers;
  for (const Resource& resource : plan.resources()) {
    providers.insert(resource.provider);
    collect(resource);
  }
  for (const std::string& provider : providers) {
    Home home{account_of(provider), region_of(provider), partition_};
    const Place place = plan.file().place();
    if (home.account.empty()) {
      home.account = make_unknown("account of provider " + provider);
      snapshot.sink().warning(place,
                              "terraform-account",
                              "nothing here says the account of provider " + provider,
                              "say it with --account " + provider + "=ID");
    }
    if (home.region.empty()) {
      home.region = make_unknown("Region of provider " + provider);
      snapshot.sink().warning(place,
                              "terraform-region",
                              "nothing here says the Region of provider " + provider,
                              "say it with --region " + provider + "=REGION");
    }
    if (home.partition.empty()) {
      home.partition = partition_of_region(home.region);
    }
    homes_.emplace(provider, std::move(home));
  }
}

Home Homes::of(const Resource& resource) const {
  const auto found = homes_.find(resource.provider);
  Home home = found != homes_.end() ? found->second : Home();
  const auto region = resource.property("region").text();
  if (region && looks_like_region(*region)) {
    home.region = *region;
  }
  return home;
}

void Homes::collect(const Resource& resource) {
  const auto text = [&](std::string_view name) {
    return resource.property(name).text().value_or("");
  };
  if (resource.data && resource.type == "aws_caller_identity") {
    identities_.emplace(resource.provider, text("account_id"));
  } else if (resource.data && resource.type == "aws_region") {
    // Version 6 of the provider calls it `region`, those before `name`.
    regions_.emplace(resource.provider, first_of({text("region"), text("name"), text("id")}));
  } else if (resource.data && resource.type == "aws_partition") {
    partition_ = text("partition");
  } else if (!resource.data) {
    const std::string written = text("arn");
    const auto arn = Arn::parse(written);
    if (arn && is_account_id(arn->account)) {
      const auto first = accounts_of_arns_.emplace(resource.provider, arn->account).first;
      several_ = several_ || first->second != arn->account;
    }
    if (arn && looks_like_region(arn->region) && text("region").empty()) {
      regions_of_arns_.emplace(resource.provider, arn->region);
    }
  }
}

std::optional<std::string> Homes::setting(const std::string& provider,
                                          std::string_view block,
                                          std::string_view name) const {
  const auto configuration = plan_.provider(provider);
  std::optional<json::Value> at = configuration ? configuration->find("expressions") : std::nullopt;
  if (at && !block.empty()) {
    const auto blocks = at->find(block);
    at =
        blocks && !blocks->elements().empty() ? std::optional(blocks->elements()[0]) : std::nullopt;
  }
  const auto expression = at ? at->find(name) : std::nullopt;
  const auto module = configuration ? configuration->find("module_address") : std::nullopt;
  auto modules = std::vector<AddressStep>();
  if (module) {
    modules = parse_address(std::string(module->text()) + ".x.y").modules;
  }
  auto value = expression ? plan_.constant(*expression, modules) : std::nullopt;
  if (value && value->is_array()) {
    value = value->elements().size() == 1 ? std::optional(value->elements()[0]) : std::nullopt;
  }
  return value ? std::optional(std::string(value->text())) : std::nullopt;
}

bool Homes::has_credentials_of_its_own(const std::string& provider) const {
  const auto configuration = plan_.provider(provider);
  const auto expressions = configuration ? configuration->find("expressions") : std::nullopt;
  return expressions && std::any_of(kCredentials.begin(),
                                    kCredentials.end(),
                                    [&](std::string_view one) { return has(*expressions, one); });
}

std::string Homes::account_of(const std::string& provider) const {
  const auto of = [](const Texts& texts, std::string_view name) {
    const auto found = texts.find(name);
    return found != texts.end() ? found->second : std::string();
  };
  const std::string role = setting(provider, "assume_role", "role_arn").value_or("");
  const auto arn = Arn::parse(role);
  // A state shows no providers: what is in it may be of several accounts.
  const bool mixed = several_ && !plan_.has_configuration();
  const std::string own =
      first_of({named(options_.accounts, provider),
                mixed ? "" : of(identities_, provider),
                arn && is_account_id(arn->account) ? std::string(arn->account) : "",
                setting(provider, "", "allowed_account_ids").value_or(""),
                mixed ? "" : of(accounts_of_arns_, provider)});
  if (!own.empty() || has_credentials_of_its_own(provider)) {
    return own;
  }
  const std::string of_file =
      first_of({named(options_.accounts, plan_.file().source->name()), options_.account});
  if (!of_file.empty()) {
    return of_file;
  }
  if (mixed) {
    return {};
  }
  for (const Texts* texts : {&identities_, &accounts_of_arns_}) {
    for (const auto& [other, account] : *texts) {
      if (!account.empty() && !has_credentials_of_its_own(other)) {
        return account;
      }
    }
  }
  return {};
}

std::string Homes::region_of(const std::string& provider) const {
  const auto of = [](const Texts& texts, std::string_view name) {
    const auto found = texts.find(name);
    return found != texts.end() ? found->second : std::string();
  };
  return first_of({named(options_.regions, provider),
                   setting(provider, "", "region").value_or(""),
                   of(regions_, provider),
                   of(regions_of_arns_, provider),
                   named(options_.regions, plan_.file().source->name()),
                   options_.region});
}

}  // namespace remora::imports::terraform
