#include "engine/world/world.h"

#include <algorithm>
#include <array>

#include "engine/aws/arn.h"

namespace remora::world {

namespace {

/// Whether that is for certain the key's id or one of its aliases.
bool is_called(const Key& key, std::string_view name) {
  if (!name.starts_with("alias/")) {
    return std::string_view(key.arn).substr(key.arn.rfind('/') + 1) == name;
  }
  const std::vector<std::string>* const aliases = key.aliases.known();
  return aliases != nullptr && std::find(aliases->begin(), aliases->end(), name) != aliases->end();
}

template <class T>
const T* find_in(const std::vector<T>& items, std::string_view account, std::string_view region) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) {
    return item.account == account && item.region == region;
  });
  return found == items.end() ? nullptr : &*found;
}

std::string_view without_star(std::string_view arn) {
  return arn.ends_with(":*") ? arn.substr(0, arn.size() - 2) : arn;
}

}  // namespace

std::vector<std::string> names_of(const Bucket& bucket) {
  return {bucket.name};
}

std::vector<std::string> names_of(const Key& key) {
  return {key.arn};
}

std::vector<std::string> names_of(const Topic& topic) {
  return {topic.arn};
}

std::vector<std::string> names_of(const Role& role) {
  return {role.arn, role.account + "/" + role.name};
}

std::vector<std::string> names_of(const LogGroup& group) {
  return {std::string(without_star(group.arn))};
}

const Bucket* World::bucket(std::string_view name) const {
  return buckets.find(name);
}

const Key* World::key(std::string_view id,
                      const Fact<std::string>& account,
                      const Fact<std::string>& region,
                      Suppositions& suppositions) const {
  const auto arn = Arn::parse(id);
  if (arn && arn->service != "kms") {
    return nullptr;
  }
  if (arn && !arn->resource.starts_with("alias/")) {
    return keys.find(id);
  }
  const std::string_view name = arn ? arn->resource : id;
  const auto is_there = [&](const Key& key) {
    return arn ? key.account == arn->account && key.region == arn->region
               : suppositions.is(account, key.account) && suppositions.is(region, key.region);
  };
  for (const Key& key : keys) {
    if (is_called(key, name) && is_there(key)) {
      return &key;
    }
  }
  if (!name.starts_with("alias/")) {
    return nullptr;
  }
  // No other key has the alias, so one whose aliases are not known may have it.
  for (const Key& key : keys) {
    if (key.aliases.known() == nullptr && is_there(key) &&
        suppositions.choose(key.aliases.unknown(), name, 2) == 1) {
      return &key;
    }
  }
  return nullptr;
}

const Topic* World::topic(std::string_view arn) const {
  return topics.find(arn);
}

const Role* World::role(std::string_view arn) const {
  return roles.find(arn);
}

const Role* World::role_of_session(std::string_view account, std::string_view name) const {
  // Asked twice for every request, so the name is put together without allocating: an account has
  // 12 digits and a role's name at most 64 characters (IAM User Guide, "IAM and AWS STS quotas").
  constexpr std::size_t kRoom = 128;
  const std::size_t size = account.size() + 1 + name.size();
  if (size > kRoom) {
    return roles.find(std::string(account) + "/" + std::string(name));
  }
  std::array<char, kRoom> text;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  char* end = std::copy(account.begin(), account.end(), text.begin());
  *end++ = '/';
  std::copy(name.begin(), name.end(), end);
  return roles.find({text.data(), size});
}

const LogGroup* World::log_group(std::string_view arn) const {
  return log_groups.find(without_star(arn));
}

const ExistingRecorder* World::recorder(std::string_view account, std::string_view region) const {
  return find_in(recorders, account, region);
}

const ExistingChannel* World::channel(std::string_view account, std::string_view region) const {
  return find_in(channels, account, region);
}

const ExistingTrail* World::trail(std::string_view name_or_arn,
                                  std::string_view account,
                                  std::string_view region) const {
  const bool by_arn = name_or_arn.starts_with("arn:");
  const auto found = std::find_if(trails.begin(), trails.end(), [&](const ExistingTrail& one) {
    return by_arn ? one.arn == name_or_arn
                  : one.trail.name == std::string(name_or_arn) && one.account == account &&
                        (one.region == region || !(one.trail.is_multi_region == false));
  });
  return found == trails.end() ? nullptr : &*found;
}

const MemberAccount* World::member(std::string_view account) const {
  if (!organization) {
    return nullptr;
  }
  const auto found = organization->accounts.find(account);
  return found == organization->accounts.end() ? nullptr : &found->second;
}

bool World::is_management_account(std::string_view account) const {
  return organization && organization->management_account == std::string(account);
}

}  // namespace remora::world
