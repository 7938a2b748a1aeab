#include "engine/input/world_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/input/configuration_reader.h"
#include "engine/input/fact_reader.h"
#include "engine/input/grant_reader.h"
#include "engine/input/names.h"
#include "engine/input/printed.h"
#include "engine/input/tag_reader.h"

namespace remora::input {

namespace {

constexpr std::string_view kServiceRolePath = "/aws-service-role/";

constexpr auto kWorlds = std::to_array<std::string_view>({"closed", "open"});
constexpr auto kOwnership = std::to_array<std::string_view>(
    {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"});
constexpr auto kKeyStates = std::to_array<std::string_view>({"Enabled",
                                                             "Disabled",
                                                             "PendingDeletion",
                                                             "PendingImport",
                                                             "Unavailable",
                                                             "Creating",
                                                             "PendingReplicaDeletion",
                                                             "Updating"});

constexpr auto kKeyOrigins =
    std::to_array<std::string_view>({"AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"});

class WorldReader {
 public:
  WorldReader(PolicyLoader& policies, DiagnosticSink& sink, world::World& world)
      : policies_(policies), sink_(sink), world_(world) {}

  void read(MemberReader& scenario) {
    world_.closure = scenario.choice("world", kWorlds, kWorlds[0]) == "open"
                         ? world::Closure::Open
                         : world::Closure::Closed;
    world_.unknown_organization =
        FactReader(scenario, {}).unknown("organization", "the organization, if there is one");
    if (world_.unknown_organization) {
      world_.unknown_scps = {
          {CompiledPolicy::unread(PolicyType::Scp, world_.unknown_organization)}};
      world_.unknown_rcps = {
          {CompiledPolicy::unread(PolicyType::Rcp, world_.unknown_organization)}};
    } else if (const auto organization = scenario.object("organization")) {
      read_organization(*organization, policies_, world_, sink_);
    }
    each(scenario, "buckets", &WorldReader::bucket);
    each(scenario, "keys", &WorldReader::key);
    each(scenario, "topics", &WorldReader::topic);
    each(scenario, "roles", &WorldReader::role);
    each(scenario, "logGroups", &WorldReader::log_group);
    each(scenario, "configurationRecorders", &WorldReader::existing_recorder);
    each(scenario, "deliveryChannels", &WorldReader::existing_channel);
    each(scenario, "trails", &WorldReader::existing_trail);
  }

 private:
  /// Reads each element with its path: `buckets[0]`.
  void each(MemberReader& scenario,
            std::string_view name,
            void (WorldReader::*one)(const json::Value&, const std::string&)) {
    std::size_t index = 0;
    for (const json::Value& value : scenario.array(name)) {
      (this->*one)(value, std::string(name) + "[" + std::to_string(index++) + "]");
    }
  }

  std::string account(MemberReader& reader, std::string_view name) {
    return read_account(reader, name, sink_);
  }

  std::string region(MemberReader& reader, std::string_view name) {
    return read_region(reader, name, sink_);
  }

  std::string arn(MemberReader& reader, const ArnForm& form) {
    std::string text = read_arn(reader, form, sink_);
    warn_if_repeated(reader, "arn", text);
    return text;
  }

  void warn_if_repeated(MemberReader& reader, std::string_view member, const std::string& name) {
    if (!name.empty() && !names_.insert(name).second) {
      sink_.warning(reader.place_of(member),
                    "listed-twice",
                    in_quotes(name) + " is listed twice, the first one counts");
    }
  }

  void bucket(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a bucket", sink_);
    FactReader facts(reader, path);
    world::Bucket bucket;
    bucket.place = value.place();
    bucket.name = reader.required_text("name");
    if (bucket.name.starts_with("arn:")) {
      sink_.error(reader.place_of("name"),
                  "bucket",
                  "a bucket has a name here, and no ARN",
                  "write what stands behind \":::\"");
    }
    warn_if_repeated(reader, "name", bucket.name);
    const std::string it = "bucket " + bucket.name;
    bucket.account = facts.fact<std::string>(
        "accountId", {"the account of ", it}, [&] { return account(reader, "accountId"); });
    bucket.region = facts.fact<std::string>(
        "region", {"the Region of ", it}, [&] { return bucket_region(reader); });
    bucket.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Bucket, policies_);
    bucket.encryption = bucket_encryption(reader, path, it);
    bucket.object_ownership = facts.fact<std::string>(
        "objectOwnership", {"the object ownership of ", it}, [&] { return ownership(reader); });
    bucket.public_access_block = public_access_block(reader, path, it);
    bucket.requester_pays =
        facts.fact<bool>("requesterPays", {"whether ", it, " is Requester Pays"}, [&] {
          const auto payer = reader.value().find("requesterPays");
          return payer && payer->is_object()
                     ? printed(*reader.any("requesterPays"), {"Payer"}).text() == "Requester"
                     : reader.boolean("requesterPays").value_or(false);
        });
    bucket.object_lock_default_retention =
        facts.fact<bool>("objectLockDefaultRetention",
                         {"whether ", it, " has a default retention of Object Lock"},
                         [&] { return default_retention(reader); });
    bucket.tags = read_tags(reader, path, it);
    reader.finish();
    world_.buckets.push_back(std::move(bucket));
  }

  /// In a scenario's words, or as get-bucket-ownership-controls prints it.
  static std::string ownership(MemberReader& reader) {
    const auto value = reader.value().find("objectOwnership");
    if (value && value->is_object()) {
      const json::Value inner = printed(*reader.any("objectOwnership"),
                                        {"OwnershipControls", "Rules", "0", "ObjectOwnership"});
      if (std::find(kOwnership.begin(), kOwnership.end(), inner.text()) == kOwnership.end()) {
        reader.sink().error(inner.place(), "choice", "this is no object ownership");
      }
      return std::string(inner.text());
    }
    return std::string(reader.choice("objectOwnership", kOwnership, kOwnership[0]));
  }

  /// Whether there is one, or as get-object-lock-configuration prints it.
  static bool default_retention(MemberReader& reader) {
    const auto value = reader.value().find("objectLockDefaultRetention");
    if (value && value->is_object()) {
      const json::Value rule =
          printed(*reader.any("objectLockDefaultRetention"), {"ObjectLockConfiguration", "Rule"});
      return rule.find("DefaultRetention").has_value();
    }
    return reader.boolean("objectLockDefaultRetention").value_or(false);
  }

  /// A Region, or as get-bucket-location prints it: null is us-east-1, EU is eu-west-1. Source: S3
  /// API Reference, "GetBucketLocation".
  std::string bucket_region(MemberReader& reader) {
    const auto value = reader.value().find("region");
    const auto location = value ? value->find("LocationConstraint") : std::nullopt;
    if (!location) {
      return region(reader, "region");
    }
    reader.ignore("region");
    return location->is_null()        ? "us-east-1"
           : location->text() == "EU" ? "eu-west-1"
                                      : std::string(location->text());
  }

  static world::BucketEncryption bucket_encryption(MemberReader& bucket,
                                                   const std::string& path,
                                                   const std::string& it) {
    constexpr auto kAlgorithms =
        std::to_array<std::string_view>({"AES256", "aws:kms", "aws:kms:dsse"});
    const What how{"how ", it, " encrypts by default"};
    const What key{"the default key of ", it};
    const What bucket_key{"whether ", it, " has an S3 Bucket Key"};
    world::BucketEncryption encryption;
    FactReader whole(bucket, path);
    if (whole.unknown("encryption", how)) {
      encryption.algorithm = whole.unknown("encryption", how);
      encryption.kms_key = whole.unknown("encryption", key);
      encryption.bucket_key = whole.unknown("encryption", bucket_key);
    } else if (const auto value = bucket.object("encryption")) {
      // Also as get-bucket-encryption prints it.
      const json::Value rule = printed(*value, {"ServerSideEncryptionConfiguration", "Rules", "0"});
      MemberReader reader(
          printed(rule, {"ApplyServerSideEncryptionByDefault"}), "an encryption", bucket.sink());
      FactReader facts(reader, path + ".encryption");
      encryption.algorithm = facts.fact<std::string>("SSEAlgorithm", how, [&] {
        return std::string(reader.choice("SSEAlgorithm", kAlgorithms, kAlgorithms[0]));
      });
      encryption.kms_key = facts.text("KMSMasterKeyID", key);
      encryption.bucket_key = facts.boolean("BucketKeyEnabled", bucket_key, false);
      if (const auto enabled = rule.find("BucketKeyEnabled"); enabled && reader.value() != rule) {
        encryption.bucket_key = enabled->text() == "true";
      }
      reader.finish();
    }
    return encryption;
  }

  static world::PublicAccessBlock public_access_block(MemberReader& bucket,
                                                      const std::string& path,
                                                      const std::string& it) {
    using Block = world::PublicAccessBlock;
    const std::initializer_list<std::pair<std::string_view, world::Fact<bool> Block::*>> settings =
        {{"BlockPublicAcls", &Block::block_public_acls},
         {"IgnorePublicAcls", &Block::ignore_public_acls},
         {"BlockPublicPolicy", &Block::block_public_policy},
         {"RestrictPublicBuckets", &Block::restrict_public_buckets}};
    const auto what = [&](std::string_view setting) {
      return "whether " + it + " has " + std::string(setting);
    };
    Block block;
    FactReader whole(bucket, path);
    if (whole.unknown("publicAccessBlock", "")) {
      for (const auto& [name, setting] : settings) {
        block.*setting = whole.unknown("publicAccessBlock", what(name));
      }
    } else if (const auto value = bucket.object("publicAccessBlock")) {
      MemberReader reader(printed(*value, {"PublicAccessBlockConfiguration"}),
                          "a public access block",
                          bucket.sink());
      FactReader facts(reader, path + ".publicAccessBlock");
      for (const auto& [name, setting] : settings) {
        block.*setting = facts.boolean(name, what(name), false);
      }
      reader.finish();
    }
    return block;
  }

  void key(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a key", sink_);
    FactReader facts(reader, path);
    world::Key key;
    key.place = value.place();
    key.arn = arn(reader, kKeyArn);
    if (const auto parsed = Arn::parse(key.arn)) {
      key.account = parsed->account;
      key.region = parsed->region;
    }
    const std::string it = "key " + key.arn.substr(key.arn.rfind('/') + 1);
    key.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Key, policies_);
    key.state = facts.fact<std::string>("keyState", {"the state of ", it}, [&] {
      return std::string(reader.choice("keyState", kKeyStates, kKeyStates[0]));
    });
    key.aliases = facts.fact<std::vector<std::string>>(
        "aliases", {"the aliases of ", it}, [&] { return aliases(reader, key.arn); });
    key.aliases_said = reader.non_null("aliases").has_value();
    // Their ids begin with mrk- (KMS Developer Guide, "Multi-Region keys in AWS KMS").
    key.multi_region = facts.boolean("multiRegion",
                                     {"whether ", it, " is a multi-Region key"},
                                     key.arn.find(":key/mrk-") != std::string::npos);
    const std::string_view origin = value.find("Origin") ? "Origin" : "origin";
    key.origin = facts.if_said<std::string>(origin, {"the origin of ", it}, [&] {
      return std::string(reader.choice(origin, kKeyOrigins, kKeyOrigins[0]));
    });
    key.tags = read_tags(reader, path, it);
    key.spec = facts.text("keySpec", {"the spec of ", it}, "SYMMETRIC_DEFAULT");
    key.aws_managed = facts.fact<bool>("keyManager", {"whether ", it, " is managed by AWS"}, [&] {
      return reader.text("keyManager").value_or("CUSTOMER") == "AWS";
    });
    key.grants = facts.fact<std::vector<Grant>>("grants", {"the grants of ", it}, [&] {
      std::vector<Grant> grants;
      for (const json::Value& grant : listed(reader, "grants", "Grants")) {
        grants.push_back(read_grant(grant));
      }
      return grants;
    });
    reader.finish();
    world_.keys.push_back(std::move(key));
  }

  /// A list, or as a command prints it: in an object that has it under that name.
  static std::vector<json::Value> listed(MemberReader& reader,
                                         std::string_view member,
                                         std::string_view name) {
    const auto value = reader.value().find(member);
    const auto inner = value ? value->find(name) : std::nullopt;
    if (!inner) {
      return reader.array(member);
    }
    reader.ignore(member);
    return inner->elements();
  }

  /// Names, or what list-aliases prints: those of this key.
  std::vector<std::string> aliases(MemberReader& reader, std::string_view arn) {
    std::vector<std::string> found;
    for (const json::Value& alias : listed(reader, "aliases", "Aliases")) {
      const auto target = alias.find("TargetKeyId");
      if (alias.is_object() && (!target || !arn.ends_with("/" + std::string(target->text())))) {
        continue;
      }
      const std::string_view name = printed(alias, {"AliasName"}).text();
      if (!name.starts_with("alias/")) {
        sink_.error(alias.place(), "alias", "an alias is written alias/name");
      }
      found.emplace_back(name);
    }
    return found;
  }

  Grant read_grant(const json::Value& value) {
    MemberReader reader(value, "a grant", sink_);
    Grant grant;
    grant.grantee = reader.required_text("GranteePrincipal");
    for (const json::Value& operation : reader.array("Operations")) {
      grant.operations.emplace_back(operation.text());
    }
    if (const auto constraints = reader.object("Constraints")) {
      grant.constraints = read_grant_constraints(*constraints, sink_);
    }
    for (const std::string_view name : {"RetiringPrincipal", "IssuingAccount"}) {
      if (const auto retirer = reader.text(name)) {
        grant.retirers.emplace_back(*retirer);
      }
    }
    for (const std::string_view name : {"KeyId", "GrantId", "Name", "CreationDate"}) {
      reader.ignore(name);
    }
    reader.finish();
    return grant;
  }

  void topic(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a topic", sink_);
    world::Topic topic;
    topic.place = value.place();
    topic.arn = arn(reader, kTopicArn);
    if (const auto parsed = Arn::parse(topic.arn)) {
      topic.account = parsed->account;
    }
    FactReader facts(reader, path);
    const std::string it = "topic " + topic.arn.substr(topic.arn.rfind(':') + 1);
    topic.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Topic, policies_);
    topic.kms_key = facts.text("kmsMasterKeyId", {"the key of ", it, ", if it has one"});
    topic.tags = read_tags(reader, path, it);
    reader.finish();
    world_.topics.push_back(std::move(topic));
  }

  void log_group(const json::Value& value, const std::string& /*path*/) {
    MemberReader reader(value, "a log group", sink_);
    world_.log_groups.push_back({arn(reader, kLogGroupArn), value.place()});
    reader.finish();
  }

  void existing_recorder(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"configurationRecorders\"", sink_);
    world::ExistingRecorder found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto recorder = reader.object("configurationRecorder")) {
      found.recorder = read_recorder(printed(*recorder, {"ConfigurationRecorders", "0"}),
                                     path + ".configurationRecorder",
                                     "the recorder of " + found.account + " in " + found.region,
                                     sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"configurationRecorder\"");
    }
    reader.finish();
    world_.recorders.push_back(std::move(found));
  }

  void existing_channel(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"deliveryChannels\"", sink_);
    world::ExistingChannel found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto channel = reader.object("deliveryChannel")) {
      found.channel = read_channel(printed(*channel, {"DeliveryChannels", "0"}),
                                   path + ".deliveryChannel",
                                   "the channel of " + found.account + " in " + found.region,
                                   sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"deliveryChannel\"");
    }
    reader.finish();
    world_.channels.push_back(std::move(found));
  }

  void existing_trail(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"trails\"", sink_);
    world::ExistingTrail found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    found.is_logging =
        FactReader(reader, path).boolean("isLogging", "whether the trail logs", true);
    if (const auto trail = reader.object("trail")) {
      found.trail =
          read_trail(printed(*trail, {"Trail", "trailList", "0"}), path + ".trail", sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"trail\"");
    }
    reader.finish();
    // An organization trail is the management account's, whoever created it.
    if (found.trail.is_organization_trail == true && world_.organization) {
      found.account = world_.organization->management_account.shown(found.account);
    }
    found.arn = "arn:" + std::string(partition_of_region(found.region)) +
                ":cloudtrail:" + found.region + ":" + found.account + ":trail/" +
                found.trail.name.shown(make_unknown("the trail's name"));
    world_.trails.push_back(std::move(found));
  }

  void role(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a role", sink_);
    world::Role role;
    role.place = value.place();
    role.arn = arn(reader, kRoleArn);
    if (const auto parsed = Arn::parse(role.arn)) {
      role.account = parsed->account;
      role.name = parsed->resource.substr(parsed->resource.rfind('/') + 1);
    }
    FactReader facts(reader, path);
    const std::string it = "role " + role.name;
    role.trust =
        facts.policy("trustPolicy", {"the trust policy of ", it}, PolicyType::Trust, policies_);
    role.policies =
        facts.policies("policies", {"the policies of ", it}, PolicyType::Identity, policies_);
    role.boundary = facts.policy("permissionsBoundary",
                                 {"the permissions boundary of ", it, ", if it has one"},
                                 PolicyType::Boundary,
                                 policies_);
    role.tags = read_tags(reader, path, it);
    role.service_linked = role.arn.find(kServiceRolePath) != std::string::npos;
    reader.finish();
    world_.roles.push_back(std::move(role));
  }

  PolicyLoader& policies_;
  DiagnosticSink& sink_;
  world::World& world_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

void read_world(MemberReader& scenario, PolicyLoader& policies, world::World& world) {
  WorldReader(policies, scenario.sink(), world).read(scenario);
}

}  // namespace remora::input
