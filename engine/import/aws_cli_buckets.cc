#include "engine/import/aws_cli_buckets.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/import/policies.h"

namespace remora::imports {

namespace {

using json::Value;

/// The ID of `s3api.COMMAND.ID`.
std::string_view id_of(const File& file, std::string_view command) {
  return id_behind(file, "s3api." + std::string(command) + ".");
}

/// What holds where S3 says that there is no such setting.
Part absent(const BucketCommand& command, const Place& place) {
  if (command.property == "objectLockDefaultRetention") {
    return Part::boolean(false, place);
  }
  if (command.property == "objectOwnership") {
    // The ACLs of a bucket without the setting are those of the time before it. Source: S3 User
    // Guide, "Controlling ownership of objects".
    return Part::string("ObjectWriter", place);
  }
  return {json::Kind::Null, {}, place};
}

std::string reason(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  return "the call failed: " + std::string(text.substr(begin, end - begin));
}

}  // namespace

Part* BucketReader::bucket_of(const File& file, std::string_view command) {
  std::string name(id_of(file, command));
  if (name.empty()) {
    const std::set<std::string> known = bucket_names();
    if (known.size() != 1) {
      answers_.snapshot.sink().error(
          file.place(),
          "which-bucket",
          "the answer of " + std::string(command) + " does not say of which bucket it is",
          "name the file s3api." + std::string(command) + ".BUCKET.json");
      return nullptr;
    }
    name = *known.begin();
  }
  return &answers_.snapshot.bucket(name, file.place());
}

/// The buckets that channels, trails and other files speak of.
std::set<std::string> BucketReader::bucket_names() const {
  std::set<std::string> names;
  for (const Part& bucket : answers_.snapshot.buckets().children) {
    names.insert(bucket.find("name")->text);
  }
  for (const File& file : answers_.files) {
    for (const BucketCommand& one : kBucketCommands) {
      if (const auto name = id_of(file, one.command); !name.empty()) {
        names.emplace(name);
      }
    }
    for (const auto& [list, member] :
         {std::pair("DeliveryChannels", "s3BucketName"), std::pair("trailList", "S3BucketName")}) {
      const auto found = file.json ? file.root().find(list) : std::nullopt;
      for (const Value& one : found ? found->elements() : std::vector<Value>()) {
        if (const auto name = given(one, member)) {
          names.insert(*name);
        }
      }
    }
  }
  return names;
}

void BucketReader::say(const File& file,
                       std::string_view command,
                       std::string_view property,
                       Part value) {
  if (Part* const bucket = bucket_of(file, command)) {
    answers_.snapshot.say(*bucket, property, std::move(value));
    say_owner(file, *bucket);
  }
}

/// S3 answers most of these only to the owner (S3 API Reference, "GetBucketPolicy": other
/// accounts get 405), so that whoever ran the command owns the bucket.
void BucketReader::say_owner(const File& file, Part& bucket) {
  const std::string account = answers_.account_of(file);
  if (!account.empty() && bucket.find("accountId") == nullptr) {
    bucket.set("accountId", Part::string(account, file.place()));
  }
}

void BucketReader::read_policy(const File& file, const Value& policy) {
  const std::set<std::string> buckets = buckets_in(policy);
  if (id_of(file, "get-bucket-policy").empty() && buckets.size() == 1) {
    Part& bucket = answers_.snapshot.bucket(*buckets.begin(), policy.place());
    answers_.snapshot.say(bucket, "policy", Part::copy(policy));
    say_owner(file, bucket);
    return;
  }
  say(file, "get-bucket-policy", "policy", Part::copy(policy));
}

void BucketReader::read_setting(const File& file) {
  const Value root = file.root();
  if (const auto rule = default_encryption(root)) {
    Part encryption = Part::copy(*rule);
    const Value whole = *first_rule(root, "ServerSideEncryptionConfiguration");
    if (const auto bucket_key = whole.find("BucketKeyEnabled")) {
      encryption.set("BucketKeyEnabled", Part::copy(*bucket_key));
    }
    say(file, "get-bucket-encryption", "encryption", std::move(encryption));
  } else if (const auto ownership = first_rule(root, "OwnershipControls")) {
    if (const auto value = ownership->find("ObjectOwnership")) {
      say(file, "get-bucket-ownership-controls", "objectOwnership", Part::copy(*value));
    }
  } else if (const auto block = root.find("PublicAccessBlockConfiguration")) {
    say(file, "get-public-access-block", "publicAccessBlock", Part::copy(*block));
  } else if (const auto location = root.find("LocationConstraint")) {
    // Null is us-east-1, EU is eu-west-1. Source: S3 API Reference, "GetBucketLocation".
    const std::string region = location->is_null()        ? "us-east-1"
                               : location->text() == "EU" ? "eu-west-1"
                                                          : std::string(location->text());
    say(file, "get-bucket-location", "region", Part::string(region, location->place()));
  } else if (const auto lock = root.find("ObjectLockConfiguration")) {
    const auto retention = lock->find("Rule");
    say(file,
        "get-object-lock-configuration",
        "objectLockDefaultRetention",
        Part::boolean(retention && has(*retention, "DefaultRetention"), lock->place()));
  } else if (const auto payer = root.find("Payer")) {
    say(file,
        "get-bucket-request-payment",
        "requesterPays",
        Part::boolean(payer->text() == "Requester", payer->place()));
  }
}

void BucketReader::read_error(const File& file) {
  const std::string_view text = file.source->text();
  for (const BucketCommand& one : kBucketCommands) {
    const std::string_view name = id_of(file, one.command);
    if (name.empty()) {
      continue;
    }
    Part& bucket = answers_.snapshot.bucket(std::string(name), file.place());
    if (text.find(one.absent) != std::string_view::npos) {
      answers_.snapshot.say(bucket, one.property, absent(one, file.place()));
      say_owner(file, bucket);
    } else {
      answers_.snapshot.say(bucket, one.property, Part::unknown(reason(text), file.place()));
    }
  }
}

}  // namespace remora::imports
