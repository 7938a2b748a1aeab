#include "engine/import/landing_zone.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/control_tower_policies.h"
#include "engine/import/organization.h"
#include "engine/import/policies.h"

namespace remora::imports {

namespace {

using json::Value;

constexpr const char* kRecorderRole = "role/aws-controltower-ConfigRecorderRole";

/// The manifest in what holds it.
Value manifest_in(const Value& root) {
  const auto landing_zone = root.find("landingZone");
  const auto manifest = (landing_zone ? *landing_zone : root).find("manifest");
  return manifest ? *manifest : root;
}

/// Of a manifest with its version: from 4.0 on Config is left out where the manifest has none of it
/// (AWS Control Tower User Guide, "Step 2: Launch your landing zone using the AWS Control Tower
/// APIs": with landing zone version 4.0 many components are optional).
bool all_is_optional(const Value& root) {
  const auto landing_zone = root.find("landingZone");
  const std::string version = member_text(landing_zone ? *landing_zone : root, "version");
  return as_count(version.substr(0, version.find('.'))).value_or(0) >= 4;
}

std::optional<Arn> key_arn(const std::string& text) {
  const auto arn = Arn::parse(text);
  const bool key = arn && arn->service == "kms" && arn->resource.starts_with("key/") &&
                   is_account_id(arn->account) && !arn->region.empty();
  return key ? arn : std::nullopt;
}

}  // namespace

LandingZone::LandingZone(const File& file,
                         const std::vector<File>& texts,
                         const Options& options,
                         Snapshot& snapshot)
    : options_(options), snapshot_(snapshot), place_(file.root().place()) {
  const Value manifest = manifest_in(file.root());
  separate_ = has(manifest, "config") || all_is_optional(file.root());
  read(manifest, "centralizedLogging", trail_);
  read(manifest, "config", config_);
  if (!separate_ && !trail_.account.empty()) {
    // Config delivers into the same bucket, also where the organization's trail is left out.
    config_ = trail_;
    config_.enabled = true;
  }
  if (!trail_.enabled && !config_.enabled) {
    snapshot_.sink().append({{Severity::Note,
                              "landing-zone",
                              place_,
                              "neither centralizedLogging nor config is enabled: Control Tower "
                              "delivers nothing",
                              ""}});
    return;
  }
  if (const auto roles = manifest.find("securityRoles")) {
    audit_ = member_text(*roles, "accountId");
  }
  audit_ = audit_.empty() ? config_.account : audit_;
  if (const auto regions = manifest.find("governedRegions")) {
    for (const Value& region : regions->elements()) {
      regions_.emplace_back(region.text());
    }
  }
  find_home(file.root());
  if (snapshot_.sink().has_errors()) {
    return;
  }
  organization_ = organization_id(texts, options);
  if (organization_.empty()) {
    organization_ = make_symbol("organization id");
    snapshot_.assume("the prefix of the deliveries is the id of the organization, whatever it is",
                     "--org-id");
  }
  name_buckets(texts);
  if (trail_.enabled) {
    add_bucket(trail_);
    add_trail();
  }
  if (!config_.enabled) {
    return;
  }
  add_bucket(config_);
  add_channel("management", management_, home_);
  add_channel("log-archive", trail_.account, home_);
  add_channel("audit", audit_, home_);
  for (const std::string& region : regions_) {
    if (region != home_) {
      add_channel("audit-" + region, audit_, region);
    }
  }
  if (regions_.size() > 1) {
    snapshot_.assume("in the other governed Regions " + audit_ + " stands for all accounts", "");
  }
}

void LandingZone::read(const Value& manifest, std::string_view name, Integration& integration) {
  const auto found = manifest.find(name);
  if (!found) {
    return;
  }
  integration.place = found->place();
  integration.account = member_text(*found, "accountId");
  integration.enabled = member_text(*found, "enabled") != "false";
  const auto configurations = found->find("configurations");
  if (const auto key = configurations ? configurations->find("kmsKeyArn") : std::nullopt;
      key && !key->is_null()) {
    integration.key = std::string(key->text());
    integration.key_place = key->place();
    if (!key_arn(integration.key)) {
      snapshot_.sink().error(key->place(),
                             "landing-zone",
                             "kmsKeyArn is no ARN of a key",
                             "it is one of the management account in the home Region: "
                             "arn:aws:kms:REGION:ACCOUNT:key/ID");
    }
  }
  if (integration.enabled && !is_account_id(integration.account)) {
    snapshot_.sink().error(found->place(),
                           "landing-zone",
                           in_quotes(name) + " has no accountId",
                           "it is the account that the bucket is in");
  }
}

/// The home Region and the management account: a landing zone's ARN says both, and so does its key,
/// which must be theirs (AWS Control Tower User Guide, "Optionally configure AWS KMS keys").
void LandingZone::find_home(const Value& root) {
  const auto landing_zone = root.find("landingZone");
  const std::string own = landing_zone ? member_text(*landing_zone, "arn") : std::string();
  management_ = options_.account;
  home_ = options_.region;
  for (const std::string& text : {own, trail_.key, config_.key}) {
    const auto arn = Arn::parse(text);
    if (arn && is_account_id(arn->account)) {
      management_ = management_.empty() ? std::string(arn->account) : management_;
      home_ = home_.empty() ? std::string(arn->region) : home_;
    }
  }
  if (home_.empty() && !regions_.empty()) {
    home_ = regions_.front();
    if (regions_.size() > 1) {
      snapshot_.assume(home_ + " is the home Region", "--region");
    }
  }
  if (management_.empty()) {
    snapshot_.sink().error(place_,
                           "landing-zone",
                           "nothing says which account is the management account",
                           "add --account 111122223333");
  } else if (own.empty() && options_.account.empty()) {
    snapshot_.assume(management_ + " is the management account, for the key is its", "--account");
  }
  if (home_.empty()) {
    snapshot_.sink().error(place_,
                           "landing-zone",
                           "nothing says which Region is the home Region",
                           "add --region us-east-1");
  }
  partition_ = std::string(partition_of_region(home_));
  std::erase(regions_, home_);
  regions_.insert(regions_.begin(), home_);
}

/// The bucket of that kind that one of the policies is of; empty if none is.
std::string LandingZone::bucket_in(const std::vector<File>& texts, std::string_view begin) const {
  for (const File& file : texts) {
    if (file.json == nullptr) {
      continue;
    }
    const auto printed = file.root().find("Policy");
    for (const std::string& name : buckets_in(printed ? *printed : file.root())) {
      if (name.starts_with(begin)) {
        return name;
      }
    }
  }
  return {};
}

void LandingZone::name_buckets(const std::vector<File>& texts) {
  const std::string shared = "aws-controltower-logs-" + trail_.account + "-" + home_;
  if (!separate_) {
    trail_.bucket = config_.bucket = shared;
    return;
  }
  // A landing zone that was upgraded keeps the trail in the old bucket.
  trail_.bucket = bucket_in(texts, "aws-controltower-cloudtrail-");
  trail_.bucket =
      trail_.bucket.empty() ? bucket_in(texts, "aws-controltower-logs-") : trail_.bucket;
  config_.bucket = bucket_in(texts, "aws-controltower-config-logs-");
  for (const auto& [one, kind] :
       {std::pair(&trail_, "cloudtrail-"), std::pair(&config_, "config-logs-")}) {
    if (one->bucket.empty()) {
      one->bucket = "aws-controltower-" + std::string(kind) + one->account + "-" + home_ + "-" +
                    make_symbol("suffix");
    }
  }
}

void LandingZone::add_bucket(const Integration& integration) {
  const Place& place = integration.place;
  Part& bucket = snapshot_.bucket(integration.bucket, place);
  if (bucket.find("accountId") != nullptr) {
    return;
  }
  bucket.set("accountId", Part::string(integration.account, place));
  bucket.set("region", Part::string(home_, place));
  Part block = Part::object(place);
  for (const char* setting :
       {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
    block.set(setting, Part::boolean(true, place));
  }
  snapshot_.say(bucket, "publicAccessBlock", std::move(block));
  if (!integration.key.empty()) {
    snapshot_.say(bucket,
                  "encryption",
                  Part::object(place)
                      .set("SSEAlgorithm", Part::string("aws:kms", place))
                      .set("KMSMasterKeyID", Part::string(integration.key, integration.key_place)));
  }
  snapshot_.assume(
      "Control Tower makes bucket " + readable(integration.bucket) + " in " + integration.account +
          ", " + home_ +
          (integration.key.empty() ? ", with SSE-S3" : ", which encrypts with the key by default"),
      "what the AWS CLI prints of it");
}

void LandingZone::add_trail() {
  const Place& place = trail_.place;
  Part trail = Part::object(place);
  trail.set("Name", Part::string("aws-controltower-BaselineCloudTrail", place));
  trail.set("S3BucketName", Part::string(trail_.bucket, place));
  trail.set("S3KeyPrefix", Part::string(organization_, place));
  if (!trail_.key.empty()) {
    trail.set("KmsKeyId", Part::string(trail_.key, trail_.key_place));
  }
  for (const char* flag :
       {"IsMultiRegionTrail", "IsOrganizationTrail", "EnableLogFileValidation"}) {
    trail.set(flag, Part::boolean(true, place));
  }
  snapshot_.assume("the trail is aws-controltower-BaselineCloudTrail of the organization in " +
                       management_ + ", " + home_ + ", for all Regions",
                   "--set deliveries[trail].trail.Name=NAME, and so on");
  snapshot_.add_delivery(Part::object(place)
                             .set("id", Part::string("trail", place))
                             .set("service", Part::string("cloudtrail", place))
                             .set("accountId", Part::string(management_, place))
                             .set("region", Part::string(home_, place))
                             .set("trail", std::move(trail)));
}

void LandingZone::add_channel(const std::string& who,
                              const std::string& account,
                              const std::string& region) {
  const Place& place = config_.place;
  if (!is_account_id(account)) {
    return;
  }
  const auto same = [&](const Part& one) {
    return one.find("service")->text == "config" && one.find("accountId")->text == account &&
           one.find("region")->text == region;
  };
  const auto& deliveries = snapshot_.deliveries().children;
  if (std::any_of(deliveries.begin(), deliveries.end(), same)) {
    return;  // one account can be both log archive and audit
  }
  add_role(account);
  Part channel = Part::object(place);
  channel.set("name", Part::string("aws-controltower-BaselineConfigDeliveryChannel", place));
  channel.set("s3BucketName", Part::string(config_.bucket, place));
  channel.set("s3KeyPrefix", Part::string(organization_, place));
  if (!config_.key.empty()) {
    channel.set("s3KmsKeyArn", Part::string(config_.key, config_.key_place));
  }
  Part recorder = Part::object(place);
  recorder.set("name", Part::string("aws-controltower-BaselineConfigRecorder", place));
  recorder.set("roleARN",
               Part::string("arn:" + partition_ + ":iam::" + account + ":" + kRecorderRole, place));
  snapshot_.add_delivery(Part::object(place)
                             .set("id", Part::string("config-" + who, place))
                             .set("service", Part::string("config", place))
                             .set("accountId", Part::string(account, place))
                             .set("region", Part::string(region, place))
                             .set("configurationRecorder", std::move(recorder))
                             .set("deliveryChannel", std::move(channel)));
}

/// The recorder's role as Control Tower makes it in every account: it may write nowhere.
void LandingZone::add_role(const std::string& account) {
  const Place& place = config_.place;
  Part& role =
      snapshot_.role("arn:" + partition_ + ":iam::" + account + ":" + kRecorderRole, place);
  if (role.find("trustPolicy") != nullptr) {
    return;
  }
  const std::string managed = "arn:" + partition_ + ":iam::aws:policy/";
  role.set("trustPolicy", recorder_trust());
  role.set("policies",
           Part::list(place)
               .append(Part::string(managed + "service-role/AWS_ConfigRole", place))
               .append(Part::string(managed + "ReadOnlyAccess", place)));
  role.set("permissionsBoundary", {json::Kind::Null, {}, place});
}

void LandingZone::complete() {
  const auto give = [&](const Integration& integration, LoggingPolicy which) {
    if (!integration.enabled) {
      return;
    }
    Part& bucket = snapshot_.bucket(integration.bucket, integration.place);
    const Part* const policy = bucket.find("policy");
    if (policy != nullptr && policy->find("unknown") == nullptr) {
      return;
    }
    bucket.set("policy",
               logging_policy(which, partition_, integration.bucket, organization_, management_));
    snapshot_.assume("bucket " + readable(integration.bucket) +
                         " has the policy that Control Tower makes (landing zone " +
                         (separate_ ? "4.0)" : "3.x)"),
                     "its policy among the inputs");
  };
  if (!separate_) {
    give(config_, LoggingPolicy::Shared);
    return;
  }
  give(trail_, LoggingPolicy::CloudTrail);
  give(config_, LoggingPolicy::Config);
}

}  // namespace remora::imports
