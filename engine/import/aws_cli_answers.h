#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// What commands of the AWS CLI printed, with what the answers know of each other.
struct Answers {
  const std::vector<File>& files;
  const Options& options;
  Snapshot& snapshot;
  std::map<std::string, std::string, std::less<>> accounts = {};  // by folder
  std::set<std::string> key_arns = {};

  /// The account of whoever ran the commands of the folder; empty if no file says.
  [[nodiscard]] std::string account_of(const File& file) const {
    const auto found = accounts.find(file.folder());
    return found != accounts.end() ? found->second : options.account;
  }
};

/// The first of the Rules of a bucket's configuration.
inline std::optional<json::Value> first_rule(const json::Value& root, std::string_view member) {
  const auto configuration = root.find(member);
  const auto rules = configuration ? configuration->find("Rules") : std::nullopt;
  return rules && !rules->elements().empty() ? std::optional(rules->elements()[0]) : std::nullopt;
}

/// How a bucket encrypts by default, as get-bucket-encryption prints it.
inline std::optional<json::Value> default_encryption(const json::Value& root) {
  const auto rule = first_rule(root, "ServerSideEncryptionConfiguration");
  return rule ? rule->find("ApplyServerSideEncryptionByDefault") : std::nullopt;
}

}  // namespace remora::imports
