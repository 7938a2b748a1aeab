#include "engine/remedy/known_names.h"

#include <unordered_set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"

namespace remora::remedy {

namespace {

/// Accounts in the order in which they come, once each. Organizations have thousands.
class Accounts {
 public:
  void add(std::string_view item) {
    if (is_account_id(item) && known_.emplace(item).second) {
      found_.emplace_back(item);
    }
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::unordered_set<std::string> known_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> account_ids_in(std::string_view text) {
  Accounts found;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_ascii_digit(text[end])) {
      ++end;
    }
    found.add(text.substr(i, end - i));
    i = end + 1;
  }
  return found.take();
}

std::vector<std::string> accounts_of(const world::World& world) {
  Accounts found;
  for (const auto& bucket : world.buckets) {
    if (const std::string* account = bucket.account.known()) {
      found.add(*account);
    }
  }
  for (const auto& key : world.keys) {
    found.add(key.account);
  }
  for (const auto& topic : world.topics) {
    found.add(topic.account);
  }
  for (const auto& role : world.roles) {
    found.add(role.account);
  }
  if (world.organization) {
    for (const auto& [account, member] : world.organization->accounts) {
      found.add(account);
    }
  }
  return found.take();
}

}  // namespace remora::remedy
