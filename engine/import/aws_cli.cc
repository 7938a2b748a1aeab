#include "engine/import/aws_cli.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/words.h"
#include "engine/import/aws_cli_roles.h"
#include "engine/import/policies.h"

namespace remora::imports {

namespace {

using json::Value;

/// Commands whose answers a delivery is described by, known by a member that no other has.
constexpr auto kAnswerMembers =
    std::to_array<std::string_view>({"ServerSideEncryptionConfiguration",
                                     "OwnershipControls",
                                     "PublicAccessBlockConfiguration",
                                     "LocationConstraint",
                                     "ObjectLockConfiguration",
                                     "Payer",
                                     "KeyMetadata",
                                     "Aliases",
                                     "DeliveryChannels",
                                     "DeliveryChannelsStatus",
                                     "ConfigurationRecorders",
                                     "trailList",
                                     "Trail",
                                     "IsLogging",
                                     "AttachedPolicies",
                                     "PolicyNames",
                                     "PolicyVersion",
                                     "RoleDetailList",
                                     "Organization",
                                     "Policies",
                                     "Parents",
                                     "VpcEndpoints"});

bool has(const Value& value, std::string_view member) {
  return value.find(member).has_value();
}

/// A string that is not empty.
std::optional<std::string> given(const Value& value, std::string_view member) {
  const auto found = value.find(member);
  return found && found->is_string() && !found->text().empty()
             ? std::optional(std::string(found->text()))
             : std::nullopt;
}

/// The ID of `SERVICE.COMMAND.ID`.
std::string_view id_in_name(const File& file, std::string_view service, std::string_view command) {
  return id_behind(file, std::string(service) + "." + std::string(command) + ".");
}

/// What a property of a bucket is called there and by the command that reads it, and the error code
/// of S3 that says there is none. Source: S3 API Reference, "Error responses".
struct BucketCommand {
  std::string_view command;
  std::string_view property;
  std::string_view absent;
};

constexpr auto kBucketCommands = std::to_array<BucketCommand>({
    {"get-bucket-policy", "policy", "NoSuchBucketPolicy"},
    {"get-bucket-encryption", "encryption", "ServerSideEncryptionConfigurationNotFoundError"},
    {"get-bucket-ownership-controls", "objectOwnership", "OwnershipControlsNotFoundError"},
    {"get-public-access-block", "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration"},
    {"get-object-lock-configuration",
     "objectLockDefaultRetention",
     "ObjectLockConfigurationNotFoundError"},
});

class AwsCliReader {
 public:
  AwsCliReader(const std::vector<File>& files, const Options& options, Snapshot& snapshot)
      : files_(files), options_(options), snapshot_(snapshot) {}

  void read() {
    for (const Part& delivery : snapshot_.deliveries().children) {
      learn(delivery);
    }
    for (const File& file : files_) {
      learn(file);
    }
    for (const File& file : files_) {
      if (file.json == nullptr) {
        read_error(file);
      } else {
        read_answer(file);
      }
    }
    read_roles(files_, snapshot_);
    for (const File& file : files_) {
      if (file.json != nullptr) {
        read_calls(file);
      }
    }
    // Who recorded a folder could look at everything; of single files nobody expects that.
    if (std::any_of(files_.begin(), files_.end(), [](const File& one) { return one.of_folder; })) {
      complete();
    }
  }

 private:
  /// The key of a delivery that the command line describes.
  void learn(const Part& delivery) {
    for (const auto& [call, member] :
         {std::pair("deliveryChannel", "s3KmsKeyArn"), std::pair("trail", "KmsKeyId")}) {
      const Part* const found = delivery.find(call);
      const Part* const key = found != nullptr ? found->find(member) : nullptr;
      if (key != nullptr) {
        remember_key(key->text);
      }
    }
  }

  /// What other files may need to know of what they are.
  void learn(const File& file) {
    if (file.json == nullptr) {
      return;
    }
    const Value root = file.root();
    if (const auto account = given(root, "Account"); account && has(root, "UserId")) {
      accounts_.emplace(file.folder(), *account);
    }
    if (const auto key = root.find("KeyMetadata")) {
      remember_key(given(*key, "Arn"));
    }
    for (const auto& [list, member] :
         {std::pair("DeliveryChannels", "s3KmsKeyArn"), std::pair("trailList", "KmsKeyId")}) {
      if (const auto found = root.find(list)) {
        for (const Value& one : found->elements()) {
          remember_key(given(one, member));
        }
      }
    }
    if (const auto rule = encryption_rule(root)) {
      remember_key(given(*rule, "KMSMasterKeyID"));
    }
  }

  void remember_key(const std::optional<std::string>& arn) {
    if (arn && arn->find(":key/") != std::string::npos) {
      key_arns_.insert(*arn);
    }
  }

  static std::optional<Value> first_rule(const Value& root, std::string_view member) {
    const auto configuration = root.find(member);
    const auto rules = configuration ? configuration->find("Rules") : std::nullopt;
    return rules && !rules->elements().empty() ? std::optional(rules->elements()[0]) : std::nullopt;
  }

  static std::optional<Value> encryption_rule(const Value& root) {
    const auto rule = first_rule(root, "ServerSideEncryptionConfiguration");
    return rule ? rule->find("ApplyServerSideEncryptionByDefault") : std::nullopt;
  }

  /// The account of whoever ran the commands of the folder; empty if no file says.
  [[nodiscard]] std::string account_of(const File& file) const {
    const auto found = accounts_.find(file.folder());
    return found != accounts_.end() ? found->second : options_.account;
  }

  void read_answer(const File& file) {
    const Value root = file.root();
    if (const auto policy = root.find("Policy"); policy && policy->is_string()) {
      read_policy(file, *policy);
    } else if (const auto attributes = root.find("Attributes")) {
      read_topic(*attributes);
    } else if (const auto metadata = root.find("KeyMetadata")) {
      read_key(*metadata);
    } else if (has(root, "Grants") && !has(root, "Owner")) {
      read_grants(file, *root.find("Grants"));
    } else if (const auto aliases = root.find("Aliases")) {
      read_aliases(*aliases);
    } else {
      read_bucket_setting(file);
    }
  }

  // Buckets.

  Part* bucket_of(const File& file, std::string_view command) {
    std::string name(id_in_name(file, "s3api", command));
    if (name.empty()) {
      const std::set<std::string> known = bucket_names();
      if (known.size() != 1) {
        snapshot_.sink().error(
            file.place(),
            "which-bucket",
            "the answer of " + std::string(command) + " does not say of which bucket it is",
            "name the file s3api." + std::string(command) + ".BUCKET.json");
        return nullptr;
      }
      name = *known.begin();
    }
    return &snapshot_.bucket(name, file.place());
  }

  /// The buckets that channels, trails and other files speak of.
  [[nodiscard]] std::set<std::string> bucket_names() const {
    std::set<std::string> names;
    for (const Part& bucket : snapshot_.buckets().children) {
      names.insert(bucket.find("name")->text);
    }
    for (const File& file : files_) {
      for (const BucketCommand& one : kBucketCommands) {
        if (const auto name = id_in_name(file, "s3api", one.command); !name.empty()) {
          names.emplace(name);
        }
      }
      for (const auto& [list, member] : {std::pair("DeliveryChannels", "s3BucketName"),
                                         std::pair("trailList", "S3BucketName")}) {
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

  void say(const File& file, std::string_view command, std::string_view property, Part value) {
    if (Part* const bucket = bucket_of(file, command)) {
      snapshot_.say(*bucket, property, std::move(value));
      say_owner(file, *bucket);
    }
  }

  /// S3 answers most of these only to the owner (S3 API Reference, "GetBucketPolicy": other
  /// accounts get 405), so that whoever ran the command owns the bucket.
  void say_owner(const File& file, Part& bucket) {
    const std::string account = account_of(file);
    if (!account.empty() && bucket.find("accountId") == nullptr) {
      bucket.set("accountId", Part::string(account, file.place()));
    }
  }

  void read_bucket_setting(const File& file) {
    const Value root = file.root();
    if (const auto rule = encryption_rule(root)) {
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

  /// Of a bucket, or of a key: `PolicyName` tells a key's, else what it is about.
  void read_policy(const File& file, const Value& policy) {
    const bool of_key = has(file.root(), "PolicyName") ||
                        !id_in_name(file, "kms", "get-key-policy").empty() ||
                        (id_in_name(file, "s3api", "get-bucket-policy").empty() &&
                         kind_of_policy(policy) == PolicyType::Key);
    if (of_key) {
      if (Part* const key = key_of(file, "get-key-policy")) {
        snapshot_.say(*key, "policy", Part::copy(policy));
      }
      return;
    }
    const std::set<std::string> buckets = buckets_in(policy);
    if (id_in_name(file, "s3api", "get-bucket-policy").empty() && buckets.size() == 1) {
      Part& bucket = snapshot_.bucket(*buckets.begin(), policy.place());
      snapshot_.say(bucket, "policy", Part::copy(policy));
      say_owner(file, bucket);
      return;
    }
    say(file, "get-bucket-policy", "policy", Part::copy(policy));
  }

  // Keys and topics.

  Part* key_of(const File& file, std::string_view command) {
    const std::string id(id_in_name(file, "kms", command));
    std::vector<std::string> known;
    for (const std::string& arn : key_arns_) {
      if (id.empty() || arn.ends_with("/" + id)) {
        known.push_back(arn);
      }
    }
    const std::string account = account_of(file);
    if (known.empty() && !id.empty() && !account.empty() && !options_.region.empty()) {
      known.push_back("arn:" + std::string(partition_of_region(options_.region)) +
                      ":kms:" + options_.region + ":" + account + ":key/" + id);
    }
    if (known.size() != 1) {
      snapshot_.sink().error(
          file.place(),
          "which-key",
          "the answer of " + std::string(command) + " does not say of which key it is",
          "name the file kms." + std::string(command) + ".KEY_ID.json, beside describe-key's");
      return nullptr;
    }
    return &snapshot_.key(known.front(), file.place());
  }

  void read_key(const Value& metadata) {
    const auto arn = given(metadata, "Arn");
    if (!arn) {
      return;
    }
    Part& key = snapshot_.key(*arn, metadata.place());
    for (const auto& [member, property] : {std::pair("KeyState", "keyState"),
                                           std::pair("MultiRegion", "multiRegion"),
                                           std::pair("KeySpec", "keySpec"),
                                           std::pair("KeyManager", "keyManager")}) {
      if (const auto value = metadata.find(member)) {
        snapshot_.say(key, property, Part::copy(*value));
      }
    }
  }

  void read_grants(const File& file, const Value& grants) {
    if (Part* const key = key_of(file, "list-grants")) {
      snapshot_.say(*key, "grants", Part::copy(grants));
    }
  }

  void read_aliases(const Value& aliases) {
    for (const Value& alias : aliases.elements()) {
      const auto id = given(alias, "TargetKeyId");
      const auto arn = given(alias, "AliasArn");
      const auto parsed = arn ? Arn::parse(*arn) : std::nullopt;
      if (!id || !parsed) {
        continue;
      }
      const std::string key = "arn:" + std::string(parsed->partition) +
                              ":kms:" + std::string(parsed->region) + ":" +
                              std::string(parsed->account) + ":key/" + *id;
      if (key_arns_.count(key) > 0) {
        const Value name = *alias.find("AliasName");
        snapshot_.key(key, alias.place())
            .member("aliases", alias.place())
            .append(Part::copy(name))
            .kind = json::Kind::Array;
      }
    }
  }

  void read_topic(const Value& attributes) {
    const auto arn = given(attributes, "TopicArn");
    if (!arn) {
      return;
    }
    Part& topic = snapshot_.topic(*arn, attributes.place());
    if (const auto policy = attributes.find("Policy")) {
      snapshot_.say(topic, "policy", Part::copy(*policy));
    }
    if (const auto key = attributes.find("KmsMasterKeyId")) {
      snapshot_.say(topic, "kmsMasterKeyId", Part::copy(*key));
    }
  }

  // Failed calls.

  void read_error(const File& file) {
    const std::string_view text = file.source->text();
    for (const BucketCommand& one : kBucketCommands) {
      const std::string_view name = id_in_name(file, "s3api", one.command);
      if (name.empty()) {
        continue;
      }
      Part& bucket = snapshot_.bucket(std::string(name), file.place());
      if (text.find(one.absent) != std::string_view::npos) {
        snapshot_.say(bucket, one.property, absent(one, file.place()));
        say_owner(file, bucket);
      } else {
        snapshot_.say(bucket, one.property, Part::unknown(reason(text), file.place()));
      }
    }
  }

  /// What holds where S3 says that there is no such setting.
  static Part absent(const BucketCommand& command, const Place& place) {
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

  static std::string reason(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    return "the call failed: " + std::string(text.substr(begin, end - begin));
  }

  // Deliveries.

  void read_calls(const File& file) {
    const Value root = file.root();
    if (const auto channels = root.find("DeliveryChannels")) {
      for (const Value& channel : channels->elements()) {
        add_channel(file, channel);
      }
    }
    const auto trails = root.find("trailList");
    for (const Value& trail : trails ? trails->elements() : std::vector<Value>()) {
      add_trail(trail);
    }
    if (const auto trail = root.find("Trail")) {
      add_trail(*trail);
    }
  }

  void add_channel(const File& file, const Value& channel) {
    const std::string account = account_of(file);
    Part delivery = Part::object(channel.place());
    delivery.set("id", Part::string(given(channel, "name").value_or("channel"), channel.place()));
    delivery.set("service", Part::string("config", channel.place()));
    delivery.set("accountId",
                 account.empty()
                     ? Part::unknown("no get-caller-identity beside it", channel.place())
                     : Part::string(account, channel.place()));
    delivery.set("region", Part::string(region_of(channel), channel.place()));
    delivery.set("configurationRecorder", recorder_of(file, account));
    delivery.set("deliveryChannel", Part::copy(channel));
    snapshot_.add_delivery(std::move(delivery));
  }

  /// No answer of Config says in which Region it was given.
  std::string region_of(const Value& channel) {
    std::string region = options_.region;
    const auto name = given(channel, "s3BucketName");
    const Part* const bucket =
        name ? &snapshot_.bucket(*name, channel.find("s3BucketName")->place()) : nullptr;
    const Part* const place = bucket != nullptr ? bucket->find("region") : nullptr;
    if (region.empty() && place != nullptr && place->kind == json::Kind::String) {
      region = place->text;
      snapshot_.assume("AWS Config delivers from " + region + ", where the bucket is", "--region");
    }
    return region.empty() ? "us-east-1" : region;
  }

  Part recorder_of(const File& channels, const std::string& account) {
    for (const File& file : files_) {
      const auto recorders = file.json && file.folder() == channels.folder()
                                 ? file.root().find("ConfigurationRecorders")
                                 : std::nullopt;
      if (recorders) {
        return recorders->elements().empty() ? Part{json::Kind::Null, {}, recorders->place()}
                                             : Part::copy(recorders->elements()[0]);
      }
    }
    return service_linked_recorder(account, channels.place(), snapshot_);
  }

  void add_trail(const Value& trail) {
    const auto arn = given(trail, "TrailARN");
    const auto parsed = arn ? Arn::parse(*arn) : std::nullopt;
    if (!parsed || !trails_.insert(*arn).second) {
      return;
    }
    Part delivery = Part::object(trail.place());
    delivery.set("id", Part::string(given(trail, "Name").value_or("trail"), trail.place()));
    delivery.set("service", Part::string("cloudtrail", trail.place()));
    const Place place = trail.find("TrailARN")->place();
    delivery.set("accountId", Part::string(std::string(parsed->account), place));
    delivery.set(
        "region",
        Part::string(given(trail, "HomeRegion").value_or(std::string(parsed->region)), place));
    delivery.set("trail", Part::copy(trail));
    snapshot_.add_delivery(std::move(delivery));
  }

  /// What no file speaks of is unknown.
  void complete() {
    for (Part& bucket : snapshot_.buckets().children) {
      for (const BucketCommand& one : kBucketCommands) {
        complete(bucket, one.property, "s3api " + std::string(one.command));
      }
      complete(bucket, "accountId", "sts get-caller-identity");
      complete(bucket, "region", "s3api get-bucket-location");
    }
    for (Part& key : snapshot_.keys().children) {
      complete(key, "policy", "kms get-key-policy");
      complete(key, "keyState", "kms describe-key");
      complete(key, "grants", "kms list-grants");
    }
    for (Part& topic : snapshot_.topics().children) {
      complete(topic, "policy", "sns get-topic-attributes");
    }
  }

  static void complete(Part& thing, std::string_view property, const std::string& command) {
    if (thing.find(property) == nullptr) {
      thing.set(property,
                Part::unknown("nothing that `aws " + command + "` printed is among the inputs",
                              thing.place));
    }
  }

  const std::vector<File>& files_;
  const Options& options_;
  Snapshot& snapshot_;
  std::map<std::string, std::string, std::less<>> accounts_;  // by folder
  std::set<std::string> key_arns_;
  std::set<std::string> trails_;
};

}  // namespace

bool is_aws_cli_output(const Value& root) {
  const auto holds = [&](std::string_view member) { return has(root, member); };
  return std::any_of(kAnswerMembers.begin(), kAnswerMembers.end(), holds) ||
         (has(root, "Account") && has(root, "UserId")) ||
         (has(root, "Policy") && !has(root, "Resources")) ||
         (has(root, "Attributes") && has(*root.find("Attributes"), "TopicArn")) ||
         (has(root, "Role") && has(*root.find("Role"), "AssumeRolePolicyDocument")) ||
         (has(root, "RoleName") && has(root, "PolicyDocument")) ||
         (has(root, "Grants") && root.find("Grants")->is_array());
}

void read_aws_cli(const std::vector<File>& files, const Options& options, Snapshot& snapshot) {
  AwsCliReader(files, options, snapshot).read();
}

}  // namespace remora::imports
