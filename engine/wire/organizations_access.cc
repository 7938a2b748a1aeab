// AWS Organizations: trusted access, delegated administrators, tags. Source: AWS Organizations API
// Reference. What CloudTrail may and who administers it is in the world, for deliveries ask it.
#include <algorithm>

#include "engine/wire/operations.h"
#include "engine/wire/organization.h"

namespace remora::wire {

namespace {

constexpr std::string_view kCloudTrail = "cloudtrail.amazonaws.com";

bool is_service(std::string_view principal) {
  return principal.size() <= 128 && principal.ends_with(".amazonaws.com");
}

Reply set_service_access(Exchange& exchange, bool enabled) {
  if (!is_service(exchange.text_or("ServicePrincipal"))) {
    return fault(Text::InvalidOrganizationInput);
  }
  State& state = exchange.state;
  const std::string service = exchange.text_or("ServicePrincipal");
  if (service == kCloudTrail) {
    state.change().organization->cloudtrail_access_enabled = enabled;
  } else {
    exchange.note = "only access for CloudTrail matters to deliveries";
  }
  if (enabled) {
    state.organization.access.try_emplace(service, exchange.now);
  } else {
    state.organization.access.erase(service);
  }
  ++state.revision;
  return empty_reply();
}

/// Accounts with the services that they administer, and since when; 0: since before.
using Administrators = std::map<std::pair<std::string, std::string>, Time>;

Administrators administrators_of(const State& state) {
  Administrators found(state.organization.administrators);
  for (const std::string& account : *state.world->organization->cloudtrail_administrators.known()) {
    found.try_emplace({account, std::string(kCloudTrail)}, 0);
  }
  return found;
}

Reply set_administrator(Exchange& exchange, bool delegated) {
  if (!is_service(exchange.text_or("ServicePrincipal"))) {
    return fault(Text::InvalidOrganizationInput);
  }
  State& state = exchange.state;
  const std::string account = exchange.text_or("AccountId");
  const std::string service = exchange.text_or("ServicePrincipal");
  const world::Organization& organization = *state.world->organization;
  if (state.world->member(account) == nullptr) {
    return fault(Text::NoSuchAccount);
  }
  if (delegated && organization.management_account == account) {
    return fault(Text::ManagementAdministers);
  }
  if (auto open = unless_known(organization.cloudtrail_administrators)) {
    return *std::move(open);
  }
  if ((administrators_of(state).count({account, service}) > 0) == delegated) {
    return fault(delegated ? Text::AdministratorExists : Text::NoAdministrator);
  }
  std::vector<std::string> accounts = *organization.cloudtrail_administrators.known();
  if (delegated) {
    accounts.push_back(account);
    state.organization.administrators[{account, service}] = exchange.now;
  } else {
    std::erase(accounts, account);
    state.organization.administrators.erase({account, service});
  }
  if (service == kCloudTrail) {
    state.change().organization->cloudtrail_administrators = std::move(accounts);
  }
  ++state.revision;
  return empty_reply();
}

/// The fault if no unit, account, root or policy has that id, or if nobody can tell.
std::optional<Fault> unless_there(const State& state, const std::string& id) {
  UnitTree tree = tree_of(state);
  if (find_unit(*tree.root, id) != nullptr || parent_of(*tree.root, id) != nullptr) {
    return std::nullopt;
  }
  std::optional<Fault> open;
  for (const auto& [known, policy] : control_policies(state, tree)) {
    if (known == id) {
      return std::nullopt;
    }
    open = open ? open : unless_read({policy.policy});
  }
  return open ? open : not_found(tree, Text::NoSuchTarget);
}

}  // namespace

Reply enable_service_access(Exchange& exchange) {
  return set_service_access(exchange, true);
}

Reply disable_service_access(Exchange& exchange) {
  return set_service_access(exchange, false);
}

Reply list_service_access(Exchange& exchange) {
  const world::Organization& organization = *exchange.state.world->organization;
  if (auto open = unless_known(organization.cloudtrail_access_enabled)) {
    return *std::move(open);
  }
  auto access = exchange.state.organization.access;
  if (organization.cloudtrail_access_enabled == true) {
    access.try_emplace(std::string(kCloudTrail), 0);
  }
  const std::vector<std::pair<std::string, Time>> found(access.begin(), access.end());
  return in_pages(
      exchange, "EnabledServicePrincipals", found.size(), [&](json::Writer& writer, std::size_t i) {
        writer.begin_object().member("ServicePrincipal", found[i].first);
        if (found[i].second != 0) {
          write_time(writer, "DateEnabled", found[i].second);
        }
        writer.end_object();
      });
}

Reply register_administrator(Exchange& exchange) {
  return set_administrator(exchange, true);
}

Reply deregister_administrator(Exchange& exchange) {
  return set_administrator(exchange, false);
}

Reply list_administrators(Exchange& exchange) {
  const State& state = exchange.state;
  if (auto open = unless_known(state.world->organization->cloudtrail_administrators)) {
    return *std::move(open);
  }
  const std::string service = exchange.text_or("ServicePrincipal");
  std::map<std::string, Time> accounts;
  for (const auto& [one, since] : administrators_of(state)) {
    if (service.empty() || one.second == service) {
      accounts.try_emplace(one.first, since);
    }
  }
  const std::vector<std::pair<std::string, Time>> found(accounts.begin(), accounts.end());
  return in_pages(
      exchange, "DelegatedAdministrators", found.size(), [&](json::Writer& writer, std::size_t i) {
        const auto& [account, since] = found[i];
        writer.begin_object()
            .member("Id", account)
            .member("Arn", organization_arn(state, "account", account))
            .member("Status", "ACTIVE")
            .member("State", "ACTIVE");
        const auto record = state.organization.members.find(account);
        if (record != state.organization.members.end()) {
          writer.member("Email", record->second.email).member("Name", record->second.name);
        }
        if (since != 0) {
          write_time(writer, "DelegationEnabledDate", since);
        }
        writer.end_object();
      });
}

Reply list_delegated_services(Exchange& exchange) {
  const State& state = exchange.state;
  if (auto open = unless_known(state.world->organization->cloudtrail_administrators)) {
    return *std::move(open);
  }
  const std::string account = exchange.text_or("AccountId");
  if (state.world->member(account) == nullptr) {
    return fault(Text::NoSuchAccount);
  }
  std::vector<std::pair<std::string, Time>> found;
  for (const auto& [one, since] : administrators_of(state)) {
    if (one.first == account) {
      found.emplace_back(one.second, since);
    }
  }
  if (found.empty()) {
    return fault(Text::NoAdministrator);
  }
  return in_pages(
      exchange, "DelegatedServices", found.size(), [&](json::Writer& writer, std::size_t i) {
        writer.begin_object().member("ServicePrincipal", found[i].first);
        if (found[i].second != 0) {
          write_time(writer, "DelegationEnabledDate", found[i].second);
        }
        writer.end_object();
      });
}

Reply tag_of_organization(Exchange& exchange) {
  const std::string id = exchange.text_or("ResourceId");
  if (auto wrong = unless_there(exchange.state, id)) {
    return *std::move(wrong);
  }
  Tags& tags = exchange.state.organization.tags[id];
  for (const auto& tag : exchange.tags("Tags")) {
    std::erase_if(tags, [&](const auto& one) { return one.first == tag.first; });
    tags.push_back(tag);
  }
  ++exchange.state.revision;
  return empty_reply();
}

Reply untag_of_organization(Exchange& exchange) {
  const std::string id = exchange.text_or("ResourceId");
  if (auto wrong = unless_there(exchange.state, id)) {
    return *std::move(wrong);
  }
  for (const std::string& key : exchange.list("TagKeys")) {
    std::erase_if(exchange.state.organization.tags[id],
                  [&](const auto& one) { return one.first == key; });
  }
  ++exchange.state.revision;
  return empty_reply();
}

Reply list_organization_tags(Exchange& exchange) {
  const std::string id = exchange.text_or("ResourceId");
  if (auto wrong = unless_there(exchange.state, id)) {
    return *std::move(wrong);
  }
  const auto found = exchange.state.organization.tags.find(id);
  const Tags tags = found == exchange.state.organization.tags.end() ? Tags() : found->second;
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Tags").begin_array();
  for (const auto& [key, value] : tags) {
    writer.begin_object().member("Key", key).member("Value", value).end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

}  // namespace remora::wire
