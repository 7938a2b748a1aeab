#include "engine/wire/scenario_text.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/delivery/deliver.h"
#include "engine/wire/attempt.h"
#include "engine/wire/fact_writer.h"
#include "engine/wire/scenario_calls.h"
#include "engine/wire/unit_tree.h"

namespace remora::wire {

namespace {

class ScenarioText : private FactWriter {
 public:
  /// Policies stand in it as JSON for people, or as the very texts that they were stored as.
  ScenarioText(const State& state, const world::World& world, bool exact = false)
      : FactWriter(exact), state_(state), world_(world) {}

  std::string write(const std::vector<delivery::Call>& calls, std::string_view title) {
    writer_.begin_object().member("remora", std::int64_t{1}).member("title", title);
    writer_.member("world", world_.closure == world::Closure::Open ? "open" : "closed");
    write_assumptions();
    write_organization();
    write_buckets();
    write_keys();
    write_others();
    write_configuration();
    writer_.key("deliveries").begin_array();
    std::size_t number = 0;
    for (const delivery::Call& call : calls) {
      write_delivery(call, ++number);
    }
    writer_.end_array();
    if (has_escapes()) {
      writer_.key("variables").begin_object().member("dollar_brace", kDollarBrace).end_object();
    }
    writer_.end_object();
    return writer_.take() + "\n";
  }

 private:
  void write_assumptions() {
    const delivery::Assumptions standard;
    bool any = false;
    for (std::size_t i = 0; i < delivery::known_assumptions().size(); ++i) {
      const auto assumption = static_cast<delivery::Assumption>(i);
      if (state_.assumptions.setting(assumption) != standard.setting(assumption)) {
        if (!any) {
          writer_.key("assumptions").begin_object();
        }
        any = true;
        writer_.member(delivery::info(assumption).name, state_.assumptions.value(assumption));
      }
    }
    if (any) {
      writer_.end_object();
    }
  }

  void write_unit(const Unit& unit) {  // NOLINT(misc-no-recursion)
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

  void write_organization() {
    if (world_.unknown_organization) {
      writer_.key("organization");
      unknown(world_.unknown_organization);
      return;
    }
    if (!world_.organization) {
      return;
    }
    const world::Organization& organization = *world_.organization;
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

  void write_tree(const world::Organization& organization) {
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

  void write_buckets() {
    writer_.key("buckets").begin_array();
    for (const world::Bucket& bucket : world_.buckets) {
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

  void write_keys() {
    writer_.key("keys").begin_array();
    for (const world::Key& key : world_.keys) {
      writer_.begin_object().member("arn", spelled(key.arn));
      policy("policy", key.policy);
      text("keyState", key.state);
      if (known("aliases", key.aliases) && key.aliases_said) {
        writer_.key("aliases").begin_array();
        for (const std::string& alias : *key.aliases.known()) {
          writer_.string(spelled(alias));
        }
        writer_.end_array();
      }
      flag("multiRegion", key.multi_region, false);
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

  /// Those that somebody has said; what is absent is read as not known.
  void write_tags(const world::Fact<world::TagList>& tags) {
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

  void write_grants(const world::Key& key) {
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

  void write_context(std::string_view name, const EncryptionContext& pairs) {
    writer_.key(name).begin_object();
    for (const auto& [key, value] : pairs) {
      writer_.member(spelled(key), spelled(value));
    }
    writer_.end_object();
  }

  void write_others() {
    writer_.key("topics").begin_array();
    for (const world::Topic& topic : world_.topics) {
      writer_.begin_object().member("arn", spelled(topic.arn));
      policy("policy", topic.policy);
      if (!(topic.kms_key == "")) {
        text("kmsMasterKeyId", topic.kms_key);
      }
      write_tags(topic.tags);
      writer_.end_object();
    }
    writer_.end_array().key("roles").begin_array();
    for (const world::Role& role : world_.roles) {
      writer_.begin_object().member("arn", spelled(role.arn));
      policy("trustPolicy", role.trust);
      policies("policies", role.policies);
      policy("permissionsBoundary", role.boundary);
      write_tags(role.tags);
      writer_.end_object();
    }
    writer_.end_array().key("logGroups").begin_array();
    for (const world::LogGroup& group : world_.log_groups) {
      writer_.begin_object().member("arn", spelled(group.arn)).end_object();
    }
    writer_.end_array();
  }

  void write_recorder(const world::ConfigurationRecorder& recorder) {
    writer_.key("configurationRecorder").begin_object();
    text("name", recorder.name);
    text("roleARN", recorder.role_arn);
    flag("recording", recorder.recording, true);
    writer_.end_object();
  }

  void write_channel(const world::DeliveryChannel& channel) {
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

  void write_trail(const world::Trail& trail) {
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

  void write_configuration() {
    writer_.key("configurationRecorders").begin_array();
    for (const world::ExistingRecorder& one : world_.recorders) {
      writer_.begin_object()
          .member("accountId", spelled(one.account))
          .member("region", spelled(one.region));
      write_recorder(one.recorder);
      writer_.end_object();
    }
    writer_.end_array().key("deliveryChannels").begin_array();
    for (const world::ExistingChannel& one : world_.channels) {
      writer_.begin_object()
          .member("accountId", spelled(one.account))
          .member("region", spelled(one.region));
      write_channel(one.channel);
      writer_.end_object();
    }
    writer_.end_array().key("trails").begin_array();
    for (const world::ExistingTrail& one : world_.trails) {
      writer_.begin_object()
          .member("accountId", spelled(one.account))
          .member("region", spelled(one.region));
      flag("isLogging", one.is_logging, true);
      write_trail(one.trail);
      writer_.end_object();
    }
    writer_.end_array();
  }

  void write_call(const delivery::config::Call& call) {
    if (call.recorder) {
      write_recorder(*call.recorder);
    } else {
      writer_.key("configurationRecorder").null();
    }
    if (call.channel) {
      write_channel(*call.channel);
    } else {
      writer_.key("deliveryChannel").null();
    }
  }

  void write_call(const delivery::cloudtrail::Call& call) {
    using delivery::cloudtrail::Operation;
    if (call.operation == Operation::CreateTrail) {
      write_trail(call.trail);
      return;
    }
    const world::TrailChanges& changes = call.changes;
    writer_.key("trail").begin_object();
    text("Name", call.trail.name);
    text("S3BucketName", changes.s3_bucket_name);
    text("S3KeyPrefix", changes.s3_key_prefix);
    text("SnsTopicName", changes.sns_topic_name);
    text("KmsKeyId", changes.kms_key_id);
    text("CloudWatchLogsLogGroupArn", changes.cloud_watch_logs_log_group_arn);
    text("CloudWatchLogsRoleArn", changes.cloud_watch_logs_role_arn);
    const std::initializer_list<
        std::pair<std::string_view, const world::Fact<std::optional<bool>>*>>
        flags = {{"IsMultiRegionTrail", &changes.is_multi_region},
                 {"IsOrganizationTrail", &changes.is_organization_trail},
                 {"EnableLogFileValidation", &changes.enable_log_file_validation}};
    for (const auto& [name, fact] : flags) {
      if (known(name, *fact) && fact->known()->has_value()) {
        writer_.member(name, **fact->known());
      }
    }
    writer_.end_object();
  }

  void write_delivery(const delivery::Call& call, std::size_t number) {
    const delivery::ServiceInfo& service = delivery::service_of(call);
    writer_.begin_object()
        .member("id", std::string(service.name) + "-" + std::to_string(number))
        .member("service", service.name)
        .member("operation", delivery::operation_of(call).name)
        .member("accountId", spelled(call.account))
        .member("region", spelled(call.region));
    std::visit([&](const auto& of) { write_call(of); }, call.of);
    const delivery::DeliveryOutcome outcome = delivery::deliver(world_, call, state_.assumptions);
    writer_.key("expect").begin_object().member("outcome", to_string(outcome.outcome));
    if (outcome.error) {
      writer_.member("error", spelled(outcome.error->code))
          .member("message", spelled(outcome.error->message));
    }
    writer_.end_object().end_object();
  }

  const State& state_;
  const world::World& world_;
};

}  // namespace

std::string scenario_of(const State& state) {
  return ScenarioText(state, *state.world).write(calls_of(state), "what remora serve holds");
}

std::string world_of(const State& state) {
  return ScenarioText(state, *state.world, true).write({}, "what remora serve holds");
}

std::string scenario_of(const State& state, const DeliveryRecord& record) {
  return ScenarioText(state, *record.world)
      .write({*record.call}, "delivery " + std::to_string(record.id) + " of remora serve");
}

}  // namespace remora::wire
