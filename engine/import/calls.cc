#include "engine/import/calls.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/import/policies.h"

namespace remora::imports {

namespace {

/// What a member of `--channel` or `--trail` is in the call; for whom both are empty, it says who
/// calls and where.
struct CallMember {
  std::string_view name;
  std::string_view of_channel;
  std::string_view of_trail;
};

constexpr auto kCallMembers =
    std::to_array<CallMember>({{"bucket", "s3BucketName", "S3BucketName"},
                               {"prefix", "s3KeyPrefix", "S3KeyPrefix"},
                               {"kms", "s3KmsKeyArn", "KmsKeyId"},
                               {"topic", "snsTopicARN", "SnsTopicName"},
                               {"name", "name", "Name"},
                               {"organization", "", "IsOrganizationTrail"},
                               {"multi-region", "", "IsMultiRegionTrail"},
                               {"account", "", ""},
                               {"region", "", ""},
                               {"role", "", ""}});

using Said = std::map<std::string, std::string, std::less<>>;

std::string said(const Said& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? std::string() : found->second;
}

/// Of `bucket=B,kms=ARN`. What is no member is told of.
std::optional<Said> read_members(const CallText& call, Snapshot& snapshot) {
  Said members;
  std::string_view rest = call.text;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const std::string_view name = one.substr(0, one.find('='));
    std::vector<std::string_view> names;
    for (const CallMember& member : kCallMembers) {
      const bool fits = call.trail ? member.name != "role"
                                   : member.of_trail.empty() || !member.of_channel.empty();
      if (fits) {
        names.push_back(member.name);
      }
    }
    if (name.size() == one.size() || std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string hint = did_you_mean(name, names);
      snapshot.sink().error(
          snapshot.nowhere(),
          "call",
          std::string(call.trail ? "--trail" : "--channel") + " has no " + in_quotes(one),
          hint.empty() ? "it takes " + joined(names, "=, ") + "=" : hint);
      return std::nullopt;
    }
    members.emplace(name, one.substr(name.size() + 1));
  }
  return members;
}

/// Fills in who calls and where, as far as the names say it.
void complete(Said& members, const Options& options) {
  const std::string names[] = {said(members, "kms"), said(members, "topic")};
  for (const auto& [name, option, part] : {std::tuple("account", &options.account, &Arn::account),
                                           std::tuple("region", &options.region, &Arn::region)}) {
    std::string& value = members[name];
    value = value.empty() ? *option : value;
    for (const std::string& text : names) {
      const auto arn = Arn::parse(text);
      value = value.empty() && arn ? std::string((*arn).*part) : value;
    }
  }
}

void add(const Said& members, bool trail, const Place& place, Snapshot& snapshot) {
  Part call = Part::object(place);
  for (const CallMember& member : kCallMembers) {
    const std::string value = said(members, member.name);
    const std::string_view name = trail ? member.of_trail : member.of_channel;
    if (value.empty() || name.empty()) {
      continue;
    }
    const bool flag = name.starts_with("Is");
    call.set(name, flag ? Part::boolean(value != "false", place) : Part::string(value, place));
  }
  if (trail && call.find("Name") == nullptr) {
    call.set("Name", Part::unknown("nothing names the trail", place));
  }
  const std::string account = said(members, "account");
  Part delivery = Part::object(place);
  const Part* const name = call.find(trail ? "Name" : "name");
  delivery.set("id",
               Part::string(name != nullptr && name->kind == json::Kind::String ? name->text
                            : trail                                             ? "trail"
                                                                                : "channel",
                            place));
  delivery.set("service", Part::string(trail ? "cloudtrail" : "config", place));
  delivery.set("accountId", Part::string(account, place));
  delivery.set("region", Part::string(said(members, "region"), place));
  if (!trail) {
    const std::string role = said(members, "role");
    delivery.set("configurationRecorder",
                 role.empty()
                     ? service_linked_recorder(account, delivery.find("id")->text, place, snapshot)
                     : Part::object(place)
                           .set("name", Part::string("default", place))
                           .set("roleARN", Part::string(role, place)));
  }
  delivery.set(trail ? "trail" : "deliveryChannel", std::move(call));
  snapshot.add_delivery(std::move(delivery));
}

/// Who is left when the account in the bucket's name and the key's are taken away.
std::string caller_of(const diagnose::Diagnosis& error) {
  const std::string bucket = error.bucket.value.value_or("");
  const std::string key = error.key.value.value_or("");
  std::vector<std::string> left;
  for (const std::string& account : error.accounts) {
    if (bucket.find(account) == std::string::npos && key.find(account) == std::string::npos) {
      left.push_back(account);
    }
  }
  if (left.empty()) {
    left = error.accounts;
  }
  return left.empty() ? std::string() : left.front();
}

}  // namespace

void add_call(const CallText& call, const Options& options, Snapshot& snapshot) {
  auto members = read_members(call, snapshot);
  if (!members) {
    return;
  }
  complete(*members, options);
  for (const auto& [name, hint] : {std::pair("bucket", "bucket=NAME"),
                                   std::pair("account", "account=111122223333"),
                                   std::pair("region", "region=us-east-1")}) {
    if (said(*members, name).empty()) {
      snapshot.sink().error(
          snapshot.nowhere(),
          "call",
          std::string(call.trail ? "--trail" : "--channel") + " does not say the " + name,
          "add " + std::string(hint));
      return;
    }
  }
  add(*members, call.trail, snapshot.nowhere(), snapshot);
}

void add_call(const diagnose::Diagnosis& error,
              const Place& place,
              const Options& options,
              Snapshot& snapshot) {
  if (!error.bucket.value) {
    snapshot.sink().error(place,
                          "call",
                          "this text does not name the bucket",
                          "add --channel bucket=NAME, or --trail");
    return;
  }
  Said members = {{"bucket", *error.bucket.value},
                  {"prefix", error.prefix.value.value_or("")},
                  {"kms", error.key.value.value_or("")},
                  {"topic", error.topic.value.value_or("")},
                  {"name", error.name.value.value_or("")},
                  {"role", error.role.value.value_or("")},
                  {"region", options.region.empty() ? error.region.value_or("") : options.region},
                  {"account", options.account}};
  if (options.account.empty() && !error.accounts.empty()) {
    members["account"] = caller_of(error);
    snapshot.assume("the account that calls is " + members["account"], "--account");
  }
  complete(members, options);
  const bool trail = error.service == "cloudtrail";
  for (const auto& [name, option] : {std::pair("account", "--account 111122223333"),
                                     std::pair("region", "--region us-east-1")}) {
    if (said(members, name).empty()) {
      snapshot.sink().error(place,
                            "call",
                            "this text does not say the " + std::string(name),
                            "add " + std::string(option));
      return;
    }
  }
  add(members, trail, place, snapshot);
  const std::string code = !error.code && !error.wordings.empty()
                               ? std::string(error.wordings.front()->code)
                               : error.code.value_or("");
  snapshot.deliveries().children.back().set("reported",
                                            Part::object(place)
                                                .set("by", Part::string("the error text", place))
                                                .set("error", Part::string(code, place)));
}

}  // namespace remora::imports
