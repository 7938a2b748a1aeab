#include "engine/input/world_reader.h"

#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/words.h"
#include "engine/input/configuration_reader.h"

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

class WorldReader {
 public:
  WorldReader(PolicyLoader& policies, DiagnosticSink& sink, world::World& world)
      : policies_(policies), sink_(sink), world_(world) {}

  void read(MemberReader& scenario) {
    world_.closure = scenario.choice("world", kWorlds, kWorlds[0]) == "open"
                         ? world::Closure::Open
                         : world::Closure::Closed;
    if (const auto organization = scenario.object("organization")) {
      read_organization(*organization, policies_, world_, sink_);
    }
    for (const json::Value& value : scenario.array("buckets")) {
      bucket(value);
    }
    for (const json::Value& value : scenario.array("keys")) {
      key(value);
    }
    for (const json::Value& value : scenario.array("topics")) {
      topic(value);
    }
    for (const json::Value& value : scenario.array("roles")) {
      role(value);
    }
    for (const json::Value& value : scenario.array("logGroups")) {
      MemberReader reader(value, "a log group", sink_);
      world_.log_groups.push_back({arn(reader, "logs", "a log group")});
      reader.finish();
    }
    for (const json::Value& value : scenario.array("configurationRecorders")) {
      existing_recorder(value);
    }
    for (const json::Value& value : scenario.array("deliveryChannels")) {
      existing_channel(value);
    }
    for (const json::Value& value : scenario.array("trails")) {
      existing_trail(value);
    }
  }

 private:
  std::string account(MemberReader& reader, std::string_view name) {
    std::string id = reader.required_text(name);
    if (!id.empty() && !is_account_id(id)) {
      sink_.error(reader.place_of(name),
                  "account",
                  in_quotes(id) + " is no account id",
                  "it has twelve digits");
    }
    return id;
  }

  std::string region(MemberReader& reader, std::string_view name) {
    std::string region = reader.required_text(name);
    if (!region.empty() && !looks_like_region(region)) {
      sink_.error(reader.place_of(name),
                  "region",
                  in_quotes(region) + " is no Region name",
                  "write it as in us-east-1");
    }
    return region;
  }

  /// The `arn` member, which must be one of that service.
  std::string arn(MemberReader& reader, std::string_view service, std::string_view what) {
    std::string text = reader.required_text("arn");
    const auto parsed = Arn::parse(text);
    if (!text.empty() && (!parsed || parsed->service != service)) {
      sink_.error(reader.place_of("arn"),
                  "arn",
                  in_quotes(text) + " is not the ARN of " + std::string(what));
    }
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

  void bucket(const json::Value& value) {
    MemberReader reader(value, "a bucket", sink_);
    world::Bucket bucket;
    bucket.name = reader.required_text("name");
    warn_if_repeated(reader, "name", bucket.name);
    bucket.account = account(reader, "accountId");
    bucket.region = region(reader, "region");
    bucket.policy = policies_.load(reader, "policy", PolicyType::Bucket);
    if (const auto encryption = reader.object("encryption")) {
      bucket.encryption = bucket_encryption(*encryption);
    }
    bucket.object_ownership = reader.choice("objectOwnership", kOwnership, kOwnership[0]);
    if (const auto block = reader.object("publicAccessBlock")) {
      bucket.public_access_block = public_access_block(*block);
    }
    bucket.requester_pays = reader.boolean("requesterPays").value_or(false);
    bucket.object_lock_default_retention =
        reader.boolean("objectLockDefaultRetention").value_or(false);
    reader.finish();
    world_.buckets.push_back(std::move(bucket));
  }

  world::BucketEncryption bucket_encryption(const json::Value& value) {
    constexpr auto kAlgorithms =
        std::to_array<std::string_view>({"AES256", "aws:kms", "aws:kms:dsse"});
    MemberReader reader(value, "an encryption", sink_);
    world::BucketEncryption encryption;
    encryption.algorithm = reader.choice("SSEAlgorithm", kAlgorithms, kAlgorithms[0]);
    encryption.kms_key = reader.text("KMSMasterKeyID").value_or("");
    encryption.bucket_key = reader.boolean("BucketKeyEnabled").value_or(false);
    reader.finish();
    return encryption;
  }

  world::PublicAccessBlock public_access_block(const json::Value& value) {
    MemberReader reader(value, "a public access block", sink_);
    world::PublicAccessBlock block;
    block.block_public_acls = reader.boolean("BlockPublicAcls").value_or(false);
    block.ignore_public_acls = reader.boolean("IgnorePublicAcls").value_or(false);
    block.block_public_policy = reader.boolean("BlockPublicPolicy").value_or(false);
    block.restrict_public_buckets = reader.boolean("RestrictPublicBuckets").value_or(false);
    reader.finish();
    return block;
  }

  void key(const json::Value& value) {
    MemberReader reader(value, "a key", sink_);
    world::Key key;
    key.arn = arn(reader, "kms", "a KMS key");
    if (const auto parsed = Arn::parse(key.arn)) {
      key.account = parsed->account;
      key.region = parsed->region;
    }
    key.policy = policies_.load(reader, "policy", PolicyType::Key);
    key.state = reader.choice("keyState", kKeyStates, kKeyStates[0]);
    for (const json::Value& alias : reader.array("aliases")) {
      if (!alias.text().starts_with("alias/")) {
        sink_.error(alias.place(), "alias", "an alias is written alias/name");
      }
      key.aliases.emplace_back(alias.text());
    }
    key.multi_region = reader.boolean("multiRegion").value_or(false);
    key.spec = reader.text("keySpec").value_or("SYMMETRIC_DEFAULT");
    key.aws_managed = reader.text("keyManager").value_or("CUSTOMER") == "AWS";
    for (const json::Value& grant : reader.array("grants")) {
      key.grants.push_back(read_grant(grant));
    }
    reader.finish();
    world_.keys.push_back(std::move(key));
  }

  Grant read_grant(const json::Value& value) {
    MemberReader reader(value, "a grant", sink_);
    Grant grant;
    grant.grantee = reader.required_text("GranteePrincipal");
    for (const json::Value& operation : reader.array("Operations")) {
      grant.operations.emplace_back(operation.text());
    }
    for (const std::string_view name :
         {"KeyId", "GrantId", "Name", "CreationDate", "RetiringPrincipal", "IssuingAccount"}) {
      reader.ignore(name);
    }
    reader.finish();
    return grant;
  }

  void topic(const json::Value& value) {
    MemberReader reader(value, "a topic", sink_);
    world::Topic topic;
    topic.arn = arn(reader, "sns", "an SNS topic");
    if (const auto parsed = Arn::parse(topic.arn)) {
      topic.account = parsed->account;
    }
    topic.policy = policies_.load(reader, "policy", PolicyType::Topic);
    topic.kms_key = reader.text("kmsMasterKeyId").value_or("");
    reader.finish();
    world_.topics.push_back(std::move(topic));
  }

  void existing_recorder(const json::Value& value) {
    MemberReader reader(value, "an element of \"configurationRecorders\"", sink_);
    world::ExistingRecorder found;
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto recorder = reader.object("configurationRecorder")) {
      found.recorder = read_recorder(*recorder, sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"configurationRecorder\"");
    }
    reader.finish();
    world_.recorders.push_back(std::move(found));
  }

  void existing_channel(const json::Value& value) {
    MemberReader reader(value, "an element of \"deliveryChannels\"", sink_);
    world::ExistingChannel found;
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto channel = reader.object("deliveryChannel")) {
      found.channel = read_channel(*channel, sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"deliveryChannel\"");
    }
    reader.finish();
    world_.channels.push_back(std::move(found));
  }

  void existing_trail(const json::Value& value) {
    MemberReader reader(value, "an element of \"trails\"", sink_);
    world::ExistingTrail found;
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    found.is_logging = reader.boolean("isLogging").value_or(true);
    if (const auto trail = reader.object("trail")) {
      found.trail = read_trail(*trail, sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"trail\"");
    }
    reader.finish();
    // An organization trail is the management account's, whoever created it.
    if (found.trail.is_organization_trail && world_.organization) {
      found.account = world_.organization->management_account;
    }
    found.arn = "arn:" + std::string(partition_of_region(found.region)) +
                ":cloudtrail:" + found.region + ":" + found.account + ":trail/" + found.trail.name;
    world_.trails.push_back(std::move(found));
  }

  void role(const json::Value& value) {
    MemberReader reader(value, "a role", sink_);
    world::Role role;
    role.arn = arn(reader, "iam", "an IAM role");
    if (const auto parsed = Arn::parse(role.arn)) {
      role.account = parsed->account;
      role.name = parsed->resource.substr(parsed->resource.rfind('/') + 1);
    }
    role.trust = policies_.load(reader, "trustPolicy", PolicyType::Trust);
    role.policies = policies_.load_all(reader.array("policies"), PolicyType::Identity);
    role.boundary = policies_.load(reader, "permissionsBoundary", PolicyType::Boundary);
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
