#include "engine/world/world.h"

#include <algorithm>

#include "engine/aws/arn.h"

namespace remora::world {

namespace {

template <class T, class Predicate>
const T* find(const std::vector<T>& items, Predicate predicate) {
  const auto found = std::find_if(items.begin(), items.end(), predicate);
  return found == items.end() ? nullptr : &*found;
}

bool has_alias(const Key& key, std::string_view alias) {
  return std::find(key.aliases.begin(), key.aliases.end(), alias) != key.aliases.end();
}

}  // namespace

const Bucket* World::bucket(std::string_view name) const {
  return find(buckets, [&](const Bucket& bucket) { return bucket.name == name; });
}

const Key* World::key(std::string_view id,
                      std::string_view account,
                      std::string_view region) const {
  std::string_view name = id;
  if (const auto arn = Arn::parse(id)) {
    if (arn->service != "kms") {
      return nullptr;
    }
    if (!arn->resource.starts_with("alias/")) {
      return find(keys, [&](const Key& key) { return key.arn == id; });
    }
    account = arn->account;
    region = arn->region;
    name = arn->resource;
  }
  return find(keys, [&](const Key& key) {
    if (key.account != account || key.region != region) {
      return false;
    }
    return name.starts_with("alias/") ? has_alias(key, name)
                                      : key.arn.substr(key.arn.rfind('/') + 1) == name;
  });
}

const Topic* World::topic(std::string_view arn) const {
  return find(topics, [&](const Topic& topic) { return topic.arn == arn; });
}

const Role* World::role(std::string_view arn) const {
  return find(roles, [&](const Role& role) { return role.arn == arn; });
}

const Role* World::role_of_session(std::string_view account, std::string_view name) const {
  return find(roles,
              [&](const Role& role) { return role.account == account && role.name == name; });
}

const LogGroup* World::log_group(std::string_view arn) const {
  const auto without_star = [](std::string_view text) {
    return text.ends_with(":*") ? text.substr(0, text.size() - 2) : text;
  };
  return find(log_groups,
              [&](const LogGroup& group) { return without_star(group.arn) == without_star(arn); });
}

const MemberAccount* World::member(std::string_view account) const {
  if (!organization) {
    return nullptr;
  }
  const auto found = organization->accounts.find(account);
  return found == organization->accounts.end() ? nullptr : &found->second;
}

bool World::is_management_account(std::string_view account) const {
  return organization && organization->management_account == account;
}

}  // namespace remora::world
