#include "engine/remedy/known_names.h"

#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"

namespace remora::remedy {

namespace {

void add_once(std::vector<std::string>& items, std::string_view item) {
  if (is_account_id(item) && std::find(items.begin(), items.end(), item) == items.end()) {
    items.emplace_back(item);
  }
}

}  // namespace

std::vector<std::string> account_ids_in(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_ascii_digit(text[end])) {
      ++end;
    }
    add_once(found, text.substr(i, end - i));
    i = end + 1;
  }
  return found;
}

std::vector<std::string> accounts_of(const world::World& world) {
  std::vector<std::string> found;
  for (const auto& bucket : world.buckets) {
    if (const std::string* account = bucket.account.known()) {
      add_once(found, *account);
    }
  }
  for (const auto& key : world.keys) {
    add_once(found, key.account);
  }
  for (const auto& topic : world.topics) {
    add_once(found, topic.account);
  }
  for (const auto& role : world.roles) {
    add_once(found, role.account);
  }
  if (world.organization) {
    for (const auto& [account, member] : world.organization->accounts) {
      add_once(found, account);
    }
  }
  return found;
}

}  // namespace remora::remedy
