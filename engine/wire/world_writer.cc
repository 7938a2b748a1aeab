#include "engine/wire/world_writer.h"

#include <algorithm>
#include <cstddef>

namespace remora::wire {

void WorldWriter::write_world(const world::World& world) {
  write_organization(world);
  write_buckets(world);
  write_keys(world);
  write_others(world);
  write_configuration(world);
}

void WorldWriter::write_unit(const Unit& unit) {  // NOLINT(misc-no-recursion)
  writer_.begin_object();
  if (unit.unknown == nullptr) {
    writer_.member("id", spelled(unit.id));
  } else {
    writer_.key("id");
    unknown(unit.unknown);
  }
  policies("serviceControlPolicies", unit.scps);
  policies("resourceControlPolicies", unit.rcps);
  writer_.key("accounts").begin_array();
  for (const std::string& account : unit.accounts) {
    writer_.string(account);
  }
  writer_.end_array().key("units").begin_array();
  for (const Unit& one : unit.units) {
    write_unit(one);
  }
  writer_.end_array().end_object();
}

void WorldWriter::write_organization(const world::World& world) {
  if (world.unknown_organization) {
    writer_.key("organization");
    unknown(world.unknown_organization);
    return;
  }
  if (!world.organization) {
    return;
  }
  const world::Organization& organization = *world.organization;
  writer_.key("organization").begin_object();
  text("id", organization.id);
  text("managementAccountId", organization.management_account);
  flag("cloudTrailAccessEnabled", organization.cloudtrail_access_enabled, true);
  flag("cloudTrailServiceLinkedRole", organization.cloudtrail_service_linked_role, true);
  if (known("featureSet", organization.all_features) && organization.all_features == false) {
    writer_.member("featureSet", "CONSOLIDATED_BILLING");
  }
  const auto& administrators = organization.cloudtrail_administrators;
  if (known("delegatedAdministrators", administrators) && !administrators.known()->empty()) {
    writer_.key("delegatedAdministrators").begin_array();
    for (const std::string& account : *administrators.known()) {
      writer_.begin_object()
          .member("accountId", account)
          .member("servicePrincipal", "cloudtrail.amazonaws.com")
          .end_object();
    }
    writer_.end_array();
  }
  write_tree(organization);
  writer_.end_object();
}

void WorldWriter::write_tree(const world::Organization& organization) {
  const UnitTree tree = unit_tree(organization);
  if (tree.root) {
    writer_.key("root");
    write_unit(*tree.root);
  }
  if (!tree.accounts.empty()) {
    writer_.key("accountPolicies").begin_object();
    for (const UnitTree::Account& account : tree.accounts) {
      writer_.key(account.id).begin_object();
      if (account.scps) {
        policies("serviceControlPolicies", *account.scps);
      }
      if (account.rcps) {
        policies("resourceControlPolicies", *account.rcps);
      }
      writer_.end_object();
    }
    writer_.end_object();
  }
}

void WorldWriter::write_buckets(const world::World& world) {
  writer_.key("buckets").begin_array();
  for (const world::Bucket& bucket : world.buckets) {
    writer_.begin_object().member("name", spelled(bucket.name));
    text("accountId", bucket.account);
    text("region", bucket.region);
    policy("policy", bucket.policy);
    const world::BucketEncryption& encryption = bucket.encryption;
    if (!(encryption.algorithm == "AES256") || !(encryption.kms_key == "") ||
        !(encryption.bucket_key == false)) {
      writer_.key("encryption").begin_object();
      text("SSEAlgorithm", encryption.algorithm);
      if (!(encryption.kms_key == "")) {
        text("KMSMasterKeyID", encryption.kms_key);
      }
      flag("BucketKeyEnabled", encryption.bucket_key, false);
      writer_.end_object();
    }
    if (!(bucket.object_ownership == "BucketOwnerEnforced")) {
      text("objectOwnership", bucket.object_ownership);
    }
    const world::PublicAccessBlock& block = bucket.public_access_block;
    writer_.key("publicAccessBlock").begin_object();
    flag("BlockPublicAcls", block.block_public_acls, false);
    flag("IgnorePublicAcls", block.ignore_public_acls, false);
    flag("BlockPublicPolicy", block.block_public_policy, false);
    flag("RestrictPublicBuckets", block.restrict_public_buckets, false);
    writer_.end_object();
    flag("requesterPays", bucket.requester_pays, false);
    flag("objectLockDefaultRetention", bucket.object_lock_default_retention, false);
    write_tags(bucket.tags);
    writer_.end_object();
  }
  writer_.end_array();
}

void WorldWriter::write_keys(const world::World& world) {
  writer_.key("keys").begin_array();
  for (const world::Key& key : world.keys) {
    writer_.begin_object().member("arn", spelled(key.arn));
    policy("policy", key.policy);
    text("keyState", key.state);
    if (known("aliases", key.aliases) && (key.aliases_said || !key.aliases.known()->empty())) {
      writer_.key("aliases").begin_array();
      for (const std::string& alias : *key.aliases.known()) {
        writer_.string(spelled(alias));
      }
      writer_.end_array();
    }
    flag("multiRegion", key.multi_region, key.arn.find(":key/mrk-") != std::string::npos);
    if (key.origin.known() != nullptr) {
      text("origin", key.origin);
    }
    write_tags(key.tags);
    if (!(key.spec == "SYMMETRIC_DEFAULT")) {
      text("keySpec", key.spec);
    }
    if (known("keyManager", key.aws_managed) && key.aws_managed == true) {
      writer_.member("keyManager", "AWS");
    }
    write_grants(key);
    writer_.end_object();
  }
  writer_.end_array();
}

void WorldWriter::write_tags(const world::Fact<world::TagList>& tags) {
  if (tags.known() == nullptr) {
    return;
  }
  writer_.key("tags").begin_array();
  for (const auto& [name, value] : *tags.known()) {
    writer_.begin_object()
        .member("Key", spelled(name))
        .member("Value", spelled(value))
        .end_object();
  }
  writer_.end_array();
}

void WorldWriter::write_grants(const world::Key& key) {
  if (!known("grants", key.grants) || key.grants.known()->empty()) {
    return;
  }
  writer_.key("grants").begin_array();
  for (const Grant& grant : *key.grants.known()) {
    writer_.begin_object().member("GranteePrincipal", spelled(grant.grantee));
    writer_.key("Operations").begin_array();
    for (const std::string& operation : grant.operations) {
      writer_.string(spelled(operation));
    }
    writer_.end_array();
    const GrantConstraints& constraints = grant.constraints;
    if (constraints.context_equals || !constraints.context_subset.empty() ||
        !constraints.source_arn.empty()) {
      writer_.key("Constraints").begin_object();
      if (constraints.context_equals) {
        write_context("EncryptionContextEquals", *constraints.context_equals);
      }
      if (!constraints.context_subset.empty()) {
        write_context("EncryptionContextSubset", constraints.context_subset);
      }
      if (!constraints.source_arn.empty()) {
        writer_.member("SourceArn", spelled(constraints.source_arn));
      }
      writer_.end_object();
    }
    // Whoever may retire it stands in either; there are no more than two.
    for (std::size_t i = 0; i < std::min<std::size_t>(grant.retirers.size(), 2); ++i) {
      writer_.member(i == 0 ? "RetiringPrincipal" : "IssuingAccount", spelled(grant.retirers[i]));
    }
    writer_.end_object();
  }
  writer_.end_array();
}

void WorldWriter::write_context(std::string_view name, const EncryptionContext& pairs) {
  writer_.key(name).begin_object();
  for (const auto& [key, value] : pairs) {
    writer_.member(spelled(key), spelled(value));
  }
  writer_.end_object();
}

void WorldWriter::write_others(const world::World& world) {
  writer_.key("topics").begin_array();
  for (const world::Topic& topic : world.topics) {
    writer_.begin_object().member("arn", spelled(topic.arn));
    policy("policy", topic.policy);
    if (!(topic.kms_key == "")) {
      text("kmsMasterKeyId", topic.kms_key);
    }
    write_tags(topic.tags);
    writer_.end_object();
  }
  writer_.end_array().key("roles").begin_array();
  for (const world::Role& role : world.roles) {
    writer_.begin_object().member("arn", spelled(role.arn));
    policy("trustPolicy", role.trust);
    policies("policies", role.policies);
    policy("permissionsBoundary", role.boundary);
    write_tags(role.tags);
    writer_.end_object();
  }
  writer_.end_array().key("logGroups").begin_array();
  for (const world::LogGroup& group : world.log_groups) {
    writer_.begin_object().member("arn", spelled(group.arn)).end_object();
  }
  writer_.end_array();
}

void WorldWriter::write_recorder(const world::ConfigurationRecorder& recorder) {
  writer_.key("configurationRecorder").begin_object();
  text("name", recorder.name);
  text("roleARN", recorder.role_arn);
  flag("recording", recorder.recording, true);
  writer_.end_object();
}

void WorldWriter::write_channel(const world::DeliveryChannel& channel) {
  writer_.key("deliveryChannel").begin_object();
  text("name", channel.name);
  text("s3BucketName", channel.s3_bucket_name);
  text("s3KeyPrefix", channel.s3_key_prefix);
  text("s3KmsKeyArn", channel.s3_kms_key_arn);
  text("snsTopicARN", channel.sns_topic_arn);
  if (!(channel.delivery_frequency == std::nullopt)) {
    writer_.key("configSnapshotDeliveryProperties").begin_object();
    text("deliveryFrequency", channel.delivery_frequency);
    writer_.end_object();
  }
  writer_.end_object();
}

void WorldWriter::write_trail(const world::Trail& trail) {
  writer_.key("trail").begin_object();
  text("Name", trail.name);
  text("S3BucketName", trail.s3_bucket_name);
  text("S3KeyPrefix", trail.s3_key_prefix);
  text("SnsTopicName", trail.sns_topic_name);
  text("KmsKeyId", trail.kms_key_id);
  text("CloudWatchLogsLogGroupArn", trail.cloud_watch_logs_log_group_arn);
  text("CloudWatchLogsRoleArn", trail.cloud_watch_logs_role_arn);
  flag("IsMultiRegionTrail", trail.is_multi_region, false);
  flag("IsOrganizationTrail", trail.is_organization_trail, false);
  flag("EnableLogFileValidation", trail.enable_log_file_validation, false);
  flag("HasInsightSelectors", trail.has_insight_selectors, false);
  writer_.end_object();
}

void WorldWriter::write_configuration(const world::World& world) {
  writer_.key("configurationRecorders").begin_array();
  for (const world::ExistingRecorder& one : world.recorders) {
    writer_.begin_object()
        .member("accountId", spelled(one.account))
        .member("region", spelled(one.region));
    write_recorder(one.recorder);
    writer_.end_object();
  }
  writer_.end_array().key("deliveryChannels").begin_array();
  for (const world::ExistingChannel& one : world.channels) {
    writer_.begin_object()
        .member("accountId", spelled(one.account))
        .member("region", spelled(one.region));
    write_channel(one.channel);
    writer_.end_object();
  }
  writer_.end_array().key("trails").begin_array();
  for (const world::ExistingTrail& one : world.trails) {
    writer_.begin_object()
        .member("accountId", spelled(one.account))
        .member("region", spelled(one.region));
    flag("isLogging", one.is_logging, true);
    write_trail(one.trail);
    writer_.end_object();
  }
  writer_.end_array();
}

}  // namespace remora::wire
