#include "engine/import/aws_cli.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/words.h"
#include "engine/import/aws_cli_answers.h"
#include "engine/import/aws_cli_buckets.h"
#include "engine/import/aws_cli_calls.h"
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

/// The ID of `kms.COMMAND.ID`.
std::string_view key_id_of(const File& file, std::string_view command) {
  return id_behind(file, "kms." + std::string(command) + ".");
}

class AwsCliReader {
 public:
  AwsCliReader(const std::vector<File>& files, const Options& options, Snapshot& snapshot)
      : answers_{files, options, snapshot}, buckets_(answers_) {}

  void read() {
    for (const Part& delivery : answers_.snapshot.deliveries().children) {
      learn(delivery);
    }
    for (const File& file : answers_.files) {
      learn(file);
    }
    for (const File& file : answers_.files) {
      if (file.json == nullptr) {
        buckets_.read_error(file);
      } else {
        read_answer(file);
      }
    }
    read_roles(answers_.files, answers_.snapshot);
    read_calls(answers_);
    // Who recorded a folder could look at everything; of single files nobody expects that.
    if (std::any_of(answers_.files.begin(), answers_.files.end(), [](const File& one) {
          return one.of_folder;
        })) {
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
      answers_.accounts.emplace(file.folder(), *account);
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
    if (const auto rule = default_encryption(root)) {
      remember_key(given(*rule, "KMSMasterKeyID"));
    }
  }

  void remember_key(const std::optional<std::string>& arn) {
    if (arn && arn->find(":key/") != std::string::npos) {
      answers_.key_arns.insert(*arn);
    }
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
      buckets_.read_setting(file);
    }
  }

  /// Of a bucket, or of a key: `PolicyName` tells a key's, else what it is about.
  void read_policy(const File& file, const Value& policy) {
    const bool of_key = has(file.root(), "PolicyName") ||
                        !key_id_of(file, "get-key-policy").empty() ||
                        (id_behind(file, "s3api.get-bucket-policy.").empty() &&
                         kind_of_policy(policy) == PolicyType::Key);
    if (!of_key) {
      buckets_.read_policy(file, policy);
    } else if (Part* const key = key_of(file, "get-key-policy")) {
      answers_.snapshot.say(*key, "policy", Part::copy(policy));
    }
  }

  Part* key_of(const File& file, std::string_view command) {
    const std::string id(key_id_of(file, command));
    std::vector<std::string> known;
    for (const std::string& arn : answers_.key_arns) {
      if (id.empty() || arn.ends_with("/" + id)) {
        known.push_back(arn);
      }
    }
    const std::string account = answers_.account_of(file);
    if (known.empty() && !id.empty() && !account.empty() && !answers_.options.region.empty()) {
      known.push_back("arn:" + std::string(partition_of_region(answers_.options.region)) +
                      ":kms:" + answers_.options.region + ":" + account + ":key/" + id);
    }
    if (known.size() != 1) {
      answers_.snapshot.sink().error(
          file.place(),
          "which-key",
          "the answer of " + std::string(command) + " does not say of which key it is",
          "name the file kms." + std::string(command) + ".KEY_ID.json, beside describe-key's");
      return nullptr;
    }
    return &answers_.snapshot.key(known.front(), file.place());
  }

  void read_key(const Value& metadata) {
    const auto arn = given(metadata, "Arn");
    if (!arn) {
      return;
    }
    Part& key = answers_.snapshot.key(*arn, metadata.place());
    for (const auto& [member, property] : {std::pair("KeyState", "keyState"),
                                           std::pair("MultiRegion", "multiRegion"),
                                           std::pair("KeySpec", "keySpec"),
                                           std::pair("Origin", "origin"),
                                           std::pair("KeyManager", "keyManager")}) {
      if (const auto value = metadata.find(member)) {
        answers_.snapshot.say(key, property, Part::copy(*value));
      }
    }
  }

  void read_grants(const File& file, const Value& grants) {
    if (Part* const key = key_of(file, "list-grants")) {
      answers_.snapshot.say(*key, "grants", Part::copy(grants));
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
      if (answers_.key_arns.count(key) > 0) {
        const Value name = *alias.find("AliasName");
        answers_.snapshot.key(key, alias.place())
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
    Part& topic = answers_.snapshot.topic(*arn, attributes.place());
    if (const auto policy = attributes.find("Policy")) {
      answers_.snapshot.say(topic, "policy", Part::copy(*policy));
    }
    // The attributes of a topic that is not encrypted have no such member.
    const auto key = attributes.find("KmsMasterKeyId");
    answers_.snapshot.say(topic,
                          "kmsMasterKeyId",
                          key ? Part::copy(*key) : Part{json::Kind::Null, {}, attributes.place()});
  }

  /// What no file speaks of is unknown.
  void complete() {
    for (Part& bucket : answers_.snapshot.buckets().children) {
      for (const BucketCommand& one : kBucketCommands) {
        complete(bucket, one.property, "s3api " + std::string(one.command));
      }
      complete(bucket, "accountId", "sts get-caller-identity");
      complete(bucket, "region", "s3api get-bucket-location");
    }
    for (Part& key : answers_.snapshot.keys().children) {
      complete(key, "policy", "kms get-key-policy");
      complete(key, "keyState", "kms describe-key");
      complete(key, "grants", "kms list-grants");
    }
    for (Part& topic : answers_.snapshot.topics().children) {
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

  Answers answers_;
  BucketReader buckets_;
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
