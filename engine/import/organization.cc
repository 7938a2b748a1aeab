#include "engine/import/organization.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora::imports {

namespace {

bool is_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

/// The ids of organizations in a text: `o-` and 10 to 32 small letters or digits. Source: AWS
/// Organizations API Reference, "Organization".
void find_ids(std::string_view text, std::set<std::string>& ids) {
  constexpr std::size_t kShortest = 10;
  constexpr std::size_t kLongest = 32;
  for (std::size_t at = text.find("o-"); at != std::string_view::npos;
       at = text.find("o-", at + 1)) {
    std::size_t end = at + 2;
    while (end < text.size() && is_word(text[end]) && ascii_lower(text[end]) == text[end]) {
      ++end;
    }
    const bool begins = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '-');
    const bool ends = end == text.size() || (!is_word(text[end]) && text[end] != '-');
    if (begins && ends && end - at - 2 >= kShortest && end - at - 2 <= kLongest) {
      ids.emplace(text.substr(at, end - at));
    }
  }
}

/// Every account that something belongs to, or that calls.
std::set<std::string> accounts_in(Snapshot& snapshot) {
  std::set<std::string> accounts;
  const auto add = [&](const Part* account) {
    if (account != nullptr && is_account_id(account->text)) {
      accounts.insert(account->text);
    }
  };
  for (const Part* list : {&snapshot.buckets(), &snapshot.deliveries()}) {
    for (const Part& one : list->children) {
      add(one.find("accountId"));
    }
  }
  for (const Part* list : {&snapshot.keys(), &snapshot.topics(), &snapshot.roles()}) {
    for (const Part& one : list->children) {
      const auto arn = Arn::parse(one.find("arn")->text);
      if (arn && is_account_id(arn->account)) {
        accounts.emplace(arn->account);
      }
    }
  }
  return accounts;
}

// As deep as the units are.
bool lists_account(const Part& unit, const std::string& account) {  // NOLINT(misc-no-recursion)
  return std::any_of(unit.children.begin(), unit.children.end(), [&](const Part& child) {
    return (unit.name == "accounts" && child.text == account) || lists_account(child, account);
  });
}

void attach(const AttachedPolicy& one, const std::string& account, Part& organization) {
  const bool open = std::any_of(one.targets.begin(), one.targets.end(), [](const std::string& to) {
    return !is_account_id(to) && !to.starts_with("r-");
  });
  const bool concerned = one.targets.empty() ||
                         std::any_of(one.targets.begin(), one.targets.end(), [&](const auto& to) {
                           return to == account || to.starts_with("r-");
                         });
  if (!concerned && !open) {
    return;
  }
  const Place place = one.policy.place;
  Part& all = organization.member("accountPolicies", place);
  all.kind = json::Kind::Object;
  Part& own = all.member(account, place);
  own.kind = json::Kind::Object;
  const char* const type = one.of_resources ? "resourceControlPolicies" : "serviceControlPolicies";
  if (own.find(type) == nullptr) {
    own.set(type, Part::list(place));
    if (!one.of_resources) {
      own.find(type)->append(Part::string(std::string(kFullAccess), place));
    }
  }
  if (Part& list = *own.find(type); list.kind == json::Kind::Array) {
    list.append(
        concerned
            ? one.policy
            : Part::unknown("whether " + one.name + " concerns the account is not known", place));
  }
}

}  // namespace

std::string organization_trail_account(Snapshot& snapshot) {
  for (const Part& delivery : snapshot.deliveries().children) {
    const Part* const trail = delivery.find("trail");
    const Part* const flag = trail != nullptr ? trail->find("IsOrganizationTrail") : nullptr;
    if (flag != nullptr && flag->text == "true") {
      return delivery.find("accountId")->text;
    }
  }
  return {};
}

std::string organization_id(const std::vector<File>& texts, const Options& options) {
  if (!options.organization.empty()) {
    return options.organization;
  }
  std::set<std::string> ids;
  for (const File& text : texts) {
    find_ids(text.source->text(), ids);
  }
  return ids.size() == 1 ? *ids.begin() : std::string();
}

Part some_root(const Place& place) {
  return Part::string("r-" + make_unknown("id of the root"), place);
}

void assume_organization(const std::vector<File>& policies,
                         const Options& options,
                         Snapshot& snapshot) {
  const std::string id = organization_id(policies, options);
  const std::string management = organization_trail_account(snapshot);
  const Place place = snapshot.nowhere();
  if (id.empty() && management.empty() && snapshot.attached().empty()) {
    snapshot.assume("the accounts are in no organization whose policies concern them", "--org-id");
    return;
  }
  const auto unknown = [&](const char* why, const char* supply) {
    return Part::unknown(why, place, supply);
  };
  Part accounts = Part::list(place);
  std::string names;
  const std::set<std::string> all = accounts_in(snapshot);
  for (const std::string& account : all) {
    accounts.append(Part::string(account, place));
    names += (names.empty() ? "" : ", ") + account;
  }
  Part root = Part::object(place);
  root.set("id", some_root(place));
  root.set("accounts", std::move(accounts));
  Part organization = Part::object(place);
  organization.set("id",
                   !id.empty() ? Part::string(id, place)
                               : unknown("no input names it, or several are named", "--org-id ID"));
  organization.set("managementAccountId",
                   management.empty() ? unknown("no input says it",
                                                "--set organization.managementAccountId=ACCOUNT")
                                      : Part::string(management, place));
  organization.set("root", std::move(root));
  snapshot.set_organization(std::move(organization));
  snapshot.assume(names + (all.size() == 1 ? " is a member of " : " are members of ") +
                      (id.empty() ? "one organization" : "organization " + readable(id)) +
                      ", and no " + (snapshot.attached().empty() ? "" : "other ") +
                      "policy of the organization is in the way",
                  "--org-id");
  if (!management.empty()) {
    snapshot.assume(management + " is the management account, and trusted access is on",
                    "--set organization.managementAccountId=ACCOUNT");
  }
}

void attach_policies(Snapshot& snapshot) {
  Part* const organization = snapshot.organization();
  if (organization == nullptr) {
    return;
  }
  const std::set<std::string> accounts = accounts_in(snapshot);
  for (const AttachedPolicy& one : snapshot.attached()) {
    for (const std::string& account : accounts) {
      if (lists_account(*organization, account)) {
        attach(one, account, *organization);
      }
    }
    if (one.targets.empty()) {
      snapshot.assume(one.name + " is attached to every account here",
                      "--set organization.accountPolicies, in a scenario");
    }
  }
}

}  // namespace remora::imports
