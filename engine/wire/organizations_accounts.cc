// AWS Organizations: accounts. Source: AWS Organizations API Reference.
#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/organization.h"
#include "engine/world/managed_policies.h"

namespace remora::wire {

namespace {

void write_account(json::Writer& writer, const State& state, const std::string& id) {
  writer.begin_object().member("Id", id).member("Arn", organization_arn(state, "account", id));
  const auto record = state.organization.members.find(id);
  if (record != state.organization.members.end()) {
    writer.member("Email", record->second.email).member("Name", record->second.name);
  }
  writer.member("Status", "ACTIVE").member("State", "ACTIVE");
  if (record != state.organization.members.end()) {
    writer.member("JoinedMethod", record->second.created ? "CREATED" : "INVITED");
    write_time(writer, "JoinedTimestamp", record->second.joined);
  }
  writer.end_object();
}

Reply account_page(const Exchange& exchange, const std::vector<std::string>& accounts) {
  return in_pages(exchange, "Accounts", accounts.size(), [&](json::Writer& writer, std::size_t i) {
    write_account(writer, exchange.state, accounts[i]);
  });
}

void write_request(json::Writer& writer,
                   const std::string& id,
                   const AccountRequest& request,
                   bool under_way) {
  writer.begin_object().member("Id", id).member("AccountName", request.name);
  writer.member("State",
                under_way                 ? "IN_PROGRESS"
                : request.account.empty() ? "FAILED"
                                          : "SUCCEEDED");
  write_time(writer, "RequestedTimestamp", request.time);
  if (!under_way) {
    write_time(writer, "CompletedTimestamp", request.time);
    request.account.empty() ? writer.member("FailureReason", request.failure)
                            : writer.member("AccountId", request.account);
  }
  writer.end_object();
}

Reply request_reply(const std::string& id, const AccountRequest& request, bool under_way) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("CreateAccountStatus");
  write_request(writer, id, request, under_way);
  writer.end_object();
  return json_reply(writer);
}

/// Twelve digits that no account has.
std::string new_account_id(const Exchange& exchange) {
  std::string id;
  do {
    id.clear();
    for (const char c : exchange.new_id()) {
      if (c != '-' && id.size() < 12) {
        id += static_cast<char>('0' + (is_ascii_digit(c) ? c - '0' : c - 'a' + 1));
      }
    }
    id[0] = id[0] == '0' ? '9' : id[0];
  } while (exchange.state.world->member(id) != nullptr);
  return id;
}

/// The role that lets the management account into an account that it created.
/// Source: AWS Organizations API Reference, CreateAccount, "RoleName"; User Guide, "Accessing
/// member accounts that have OrganizationAccountAccessRole".
void add_access_role(Exchange& exchange, const std::string& account, const std::string& name) {
  const std::string root = "arn:aws:iam::" + exchange.caller.account + ":root";
  world::Role role;
  role.arn = "arn:aws:iam::" + account + ":role/" + name;
  role.account = account;
  role.name = name;
  role.trust =
      read_policy(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":)" +
                      json::quoted(root) + R"(},"Action":"sts:AssumeRole"}]})",
                  "trust policy of role " + name,
                  PolicyType::Trust);
  const std::string administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
  role.policies.push_back(with_arn(
      read_policy(
          world::find_managed_policy(administrator)->text, administrator, PolicyType::Identity),
      administrator));
  RoleRecord record;
  record.created = exchange.now;
  record.id = exchange.unique_id("AROA");
  record.policies.push_back({{}, administrator});
  exchange.state.roles[role.arn] = std::move(record);
  exchange.state.change().roles.push_back(std::move(role));
}

bool is_role_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) ||
           std::string_view("_+=,.@-").find(c) != std::string_view::npos;
  });
}

}  // namespace

Reply list_accounts(Exchange& exchange) {
  std::vector<std::string> ids;
  const world::Organization& organization = *exchange.state.world->organization;
  for (const auto& [id, member] : organization.accounts) {
    ids.push_back(id);
  }
  return account_page(exchange, ids);
}

Reply list_accounts_of_parent(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const Unit* const parent = find_unit(*tree.root, exchange.text_or("ParentId"));
  return parent == nullptr ? Reply(not_found(tree, Text::NoSuchParent))
                           : account_page(exchange, parent->accounts);
}

Reply describe_account(Exchange& exchange) {
  const std::string id = exchange.text_or("AccountId");
  if (exchange.state.world->member(id) == nullptr) {
    return fault(Text::NoSuchAccount);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Account");
  write_account(writer, exchange.state, id);
  writer.end_object();
  return json_reply(writer);
}

Reply create_account(Exchange& exchange) {
  State& state = exchange.state;
  const std::string email = exchange.text_or("Email");
  const std::string role = exchange.text_or("RoleName", "OrganizationAccountAccessRole");
  AccountRequest request{exchange.text_or("AccountName"), {}, {}, exchange.now};
  const std::size_t at = email.find('@');
  if (request.name.empty() || request.name.size() > 50 || email.size() > 64 || at == 0 ||
      at == std::string::npos || !is_role_name(role)) {
    return fault(Text::InvalidOrganizationInput);
  }
  const auto& members = state.organization.members;
  const bool taken = std::any_of(
      members.begin(), members.end(), [&](const auto& one) { return one.second.email == email; });
  const std::string id = organization_id(exchange, "car-", 32);
  if (taken) {
    request.failure = "EMAIL_ALREADY_EXISTS";
    ++state.revision;
  } else {
    request.account = new_account_id(exchange);
    UnitTree tree = tree_of(state);
    tree.root->accounts.push_back(request.account);
    put_tree(state, tree);
    state.organization.members[request.account] = {
        request.name, email, exchange.now, /*created=*/true};
    add_access_role(exchange, request.account, role);
    if (const Tags tags = exchange.tags("Tags"); !tags.empty()) {
      state.organization.tags[request.account] = tags;
    }
  }
  state.organization.requests[id] = request;
  return request_reply(id, request, /*under_way=*/true);
}

Reply describe_account_request(Exchange& exchange) {
  const auto& requests = exchange.state.organization.requests;
  const auto found = requests.find(exchange.text_or("CreateAccountRequestId"));
  return found == requests.end() ? Reply(fault(Text::NoSuchRequest))
                                 : request_reply(found->first, found->second, false);
}

Reply list_account_requests(Exchange& exchange) {
  const std::vector<std::string> states = exchange.list("States");
  std::vector<std::pair<std::string, AccountRequest>> found;
  for (const auto& one : exchange.state.organization.requests) {
    const char* const state = one.second.account.empty() ? "FAILED" : "SUCCEEDED";
    if (states.empty() || std::find(states.begin(), states.end(), state) != states.end()) {
      found.emplace_back(one);
    }
  }
  return in_pages(
      exchange, "CreateAccountStatuses", found.size(), [&](json::Writer& writer, std::size_t i) {
        write_request(writer, found[i].first, found[i].second, false);
      });
}

Reply move_account(Exchange& exchange) {
  UnitTree tree = tree_of(exchange.state);
  const std::string id = exchange.text_or("AccountId");
  Unit* const from = find_unit(*tree.root, exchange.text_or("SourceParentId"));
  Unit* const to = find_unit(*tree.root, exchange.text_or("DestinationParentId"));
  const Unit* const now = parent_of(*tree.root, id);
  if (now == nullptr || !is_account_id(id)) {
    return not_found(tree, Text::NoSuchAccount);
  }
  if (now->unknown != nullptr) {
    return not_known({now->unknown});
  }
  if (from == nullptr || from != now) {
    return not_found(tree, Text::NoSuchSource);
  }
  if (to == nullptr) {
    return not_found(tree, Text::NoSuchDestination);
  }
  if (to == from) {
    return fault(Text::SameParent);
  }
  std::erase(from->accounts, id);
  to->accounts.push_back(id);
  put_tree(exchange.state, tree);
  return empty_reply();
}

Reply remove_account(Exchange& exchange) {
  State& state = exchange.state;
  const std::string id = exchange.text_or("AccountId");
  if (state.world->member(id) == nullptr) {
    return fault(Text::NoSuchAccount);
  }
  if (state.world->organization->management_account == id) {
    return fault(Text::ManagementStays);
  }
  if (auto open = unless_known(state.world->organization->cloudtrail_administrators)) {
    return *std::move(open);
  }
  if (administers(state, id)) {
    return fault(Text::AdministratorStays);
  }
  UnitTree tree = tree_of(state);
  for (const auto& [of, policy] : control_policies(state, tree)) {
    keep_policy(state, policy);
  }
  std::erase(parent_of(*tree.root, id)->accounts, id);
  std::erase_if(tree.accounts, [&](const auto& own) { return own.id == id; });
  put_tree(state, tree);
  state.organization.members.erase(id);
  state.organization.tags.erase(id);
  return empty_reply();
}

}  // namespace remora::wire
