// AWS CloudTrail. Source: AWS CloudTrail API Reference; the members of the answers as botocore's
// model has them.
#include "engine/wire/cloudtrail.h"

#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/delivery/messages.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"

namespace remora::wire {

namespace {

using TrailOperation = delivery::cloudtrail::Operation;

world::Fact<std::optional<std::string>> given(const Exchange& exchange, std::string_view name) {
  return exchange.text(name);
}

std::string topic_arn(const Exchange& exchange, const world::ExistingTrail& trail) {
  const std::string topic = trail.trail.sns_topic_name.shown({}).value_or("");
  if (topic.empty() || topic.starts_with("arn:")) {
    return topic;
  }
  return "arn:" + std::string(exchange.partition()) + ":sns:" + trail.region + ":" + trail.account +
         ":" + topic;
}

std::string key_arn(const Exchange& exchange, const world::ExistingTrail& trail) {
  const std::string key = trail.trail.kms_key_id.shown({}).value_or("");
  world::Suppositions first;
  const world::Key* const found =
      key.empty() ? nullptr : exchange.state.world->key(key, trail.account, trail.region, first);
  return found == nullptr ? key : found->arn;
}

/// Why a trail cannot be told, if something of it is not known.
std::optional<Fault> open_trail(const world::Trail& of) {
  return unless_known(of.name,
                      of.s3_bucket_name,
                      of.s3_key_prefix,
                      of.sns_topic_name,
                      of.kms_key_id,
                      of.cloud_watch_logs_log_group_arn,
                      of.cloud_watch_logs_role_arn,
                      of.is_multi_region,
                      of.is_organization_trail,
                      of.enable_log_file_validation,
                      of.has_insight_selectors);
}

/// The settings of a trail, as CreateTrail, UpdateTrail and DescribeTrails answer them.
void write_trail(json::Writer& writer,
                 const Exchange& exchange,
                 const world::ExistingTrail& trail,
                 bool described) {
  const world::Trail& of = trail.trail;
  const auto optional = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) {
      writer.member(name, text);
    }
  };
  writer.member("Name", of.name.shown({})).member("S3BucketName", of.s3_bucket_name.shown({}));
  optional("S3KeyPrefix", of.s3_key_prefix.shown({}).value_or(""));
  const std::string topic = topic_arn(exchange, trail);
  optional("SnsTopicName", topic.substr(topic.rfind(':') + 1));
  optional("SnsTopicARN", topic);
  const auto record = exchange.state.trails.find(trail.arn);
  const bool recorded = record != exchange.state.trails.end();
  // A trail of all Regions always has them; of another one a seed does not say.
  if (of.is_multi_region == true || (recorded && record->second.global_events)) {
    writer.member("IncludeGlobalServiceEvents",
                  of.is_multi_region == true || *record->second.global_events);
  }
  writer.member("IsMultiRegionTrail", of.is_multi_region == true);
  if (described) {
    writer.member("HomeRegion", trail.region);
  }
  writer.member("TrailARN", trail.arn)
      .member("LogFileValidationEnabled", of.enable_log_file_validation == true);
  optional("CloudWatchLogsLogGroupArn", of.cloud_watch_logs_log_group_arn.shown({}).value_or(""));
  optional("CloudWatchLogsRoleArn", of.cloud_watch_logs_role_arn.shown({}).value_or(""));
  optional("KmsKeyId", key_arn(exchange, trail));
  if (described) {
    const bool custom = recorded && !record->second.event_selectors.empty();
    writer.member("HasCustomEventSelectors", custom)
        .member("HasInsightSelectors", of.has_insight_selectors == true);
  }
  writer.member("IsOrganizationTrail", of.is_organization_trail == true);
}

Reply trail_reply(const Exchange& exchange, const std::string& name) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object();
  if (const world::ExistingTrail* const trail = named_trail(exchange, name)) {
    write_trail(writer, exchange, *trail, false);
  }
  writer.end_object();
  return json_reply(writer);
}

/// Whether the caller sees the trail: its own, of this Region or all, and the organization's.
bool is_visible(const Exchange& exchange, const world::ExistingTrail& trail) {
  const bool own = trail.account == exchange.caller.account;
  const bool organization = trail.trail.is_organization_trail == true &&
                            exchange.state.world->member(exchange.caller.account) != nullptr;
  return (own || organization) &&
         (trail.region == exchange.caller.region || trail.trail.is_multi_region == true);
}

}  // namespace

const world::ExistingTrail* named_trail(const Exchange& exchange, std::string_view name) {
  return exchange.state.world->trail(name, exchange.caller.account, exchange.caller.region);
}

Fault no_trail(const Exchange& exchange, std::string_view name) {
  const std::string arn = name.starts_with("arn:")
                              ? std::string(name)
                              : exchange.arn("cloudtrail", "trail/" + std::string(name));
  const delivery::ServiceError error = delivery::make_error(
      delivery::Message::TrailNotFound, {{"name", arn}, {"account", exchange.caller.account}});
  return {error.code, error.message, error.http_status};
}

world::ExistingTrail* trail_to_change(Exchange& exchange, std::string_view name) {
  const world::ExistingTrail* const found = named_trail(exchange, name);
  if (found == nullptr) {
    return nullptr;
  }
  const auto index = found - exchange.state.world->trails.data();
  return &exchange.state.change().trails[static_cast<std::size_t>(index)];
}

Reply no_output() {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().end_object();
  return json_reply(writer);
}

Reply create_trail(Exchange& exchange) {
  for (const std::string_view name : {"Name", "S3BucketName"}) {
    if (!exchange.text(name)) {
      return missing(exchange, name);
    }
  }
  const bool global = exchange.flag("IncludeGlobalServiceEvents").value_or(true);
  if (!global && exchange.flag("IsMultiRegionTrail") == true) {
    return fault(Text::GlobalEvents);
  }
  delivery::cloudtrail::Call call;
  world::Trail& trail = call.trail;
  trail.name = exchange.text_or("Name");
  trail.s3_bucket_name = exchange.text_or("S3BucketName");
  trail.s3_key_prefix = given(exchange, "S3KeyPrefix");
  trail.sns_topic_name = given(exchange, "SnsTopicName");
  trail.kms_key_id = given(exchange, "KmsKeyId");
  trail.cloud_watch_logs_log_group_arn = given(exchange, "CloudWatchLogsLogGroupArn");
  trail.cloud_watch_logs_role_arn = given(exchange, "CloudWatchLogsRoleArn");
  trail.is_multi_region = exchange.flag("IsMultiRegionTrail").value_or(false);
  trail.is_organization_trail = exchange.flag("IsOrganizationTrail").value_or(false);
  trail.enable_log_file_validation = exchange.flag("EnableLogFileValidation").value_or(false);
  if (const Attempt tried = attempt(exchange, std::move(call)); tried.fault) {
    return *tried.fault;
  }
  const std::string name = exchange.text_or("Name");
  if (const world::ExistingTrail* const made = named_trail(exchange, name)) {
    TrailRecord& record = exchange.state.trails[made->arn];
    record.tags = exchange.tags("TagsList");
    record.global_events = global;
  }
  return trail_reply(exchange, name);
}

Reply update_trail(Exchange& exchange) {
  const auto name = exchange.text("Name");
  if (!name) {
    return missing(exchange, "Name");
  }
  const auto global = exchange.flag("IncludeGlobalServiceEvents");
  const world::ExistingTrail* const before = named_trail(exchange, *name);
  const bool multi_region =
      exchange.flag("IsMultiRegionTrail")
          .value_or(before != nullptr && before->trail.is_multi_region == true);
  if (global == false && multi_region) {
    return fault(Text::GlobalEvents);
  }
  delivery::cloudtrail::Call call;
  call.operation = TrailOperation::UpdateTrail;
  call.trail.name = *name;
  world::TrailChanges& changes = call.changes;
  changes.s3_bucket_name = given(exchange, "S3BucketName");
  changes.s3_key_prefix = given(exchange, "S3KeyPrefix");
  changes.sns_topic_name = given(exchange, "SnsTopicName");
  changes.kms_key_id = given(exchange, "KmsKeyId");
  changes.cloud_watch_logs_log_group_arn = given(exchange, "CloudWatchLogsLogGroupArn");
  changes.cloud_watch_logs_role_arn = given(exchange, "CloudWatchLogsRoleArn");
  changes.is_multi_region = exchange.flag("IsMultiRegionTrail");
  changes.is_organization_trail = exchange.flag("IsOrganizationTrail");
  changes.enable_log_file_validation = exchange.flag("EnableLogFileValidation");
  if (const Attempt tried = attempt(exchange, std::move(call)); tried.fault) {
    return *tried.fault;
  }
  if (const world::ExistingTrail* const made = named_trail(exchange, *name);
      made != nullptr && global) {
    exchange.state.trails[made->arn].global_events = global;
  }
  return trail_reply(exchange, *name);
}

Reply describe_trails(Exchange& exchange) {
  const std::vector<std::string> names = exchange.list("trailNameList");
  const bool shadows = exchange.flag("includeShadowTrails").value_or(true);
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("trailList").begin_array();
  for (const world::ExistingTrail& trail : exchange.state.world->trails) {
    const bool named =
        names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return name == trail.arn || trail.trail.name == name;
        });
    if (named && is_visible(exchange, trail) &&
        (shadows || trail.region == exchange.caller.region)) {
      if (auto open = open_trail(trail.trail)) {
        return *std::move(open);
      }
      writer.begin_object();
      write_trail(writer, exchange, trail, true);
      writer.end_object();
    }
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply get_trail(Exchange& exchange) {
  const std::string name = exchange.text_or("Name");
  const world::ExistingTrail* const trail = named_trail(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  if (auto open = open_trail(trail->trail)) {
    return *std::move(open);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Trail").begin_object();
  write_trail(writer, exchange, *trail, true);
  writer.end_object().end_object();
  return json_reply(writer);
}

Reply list_trails(Exchange& exchange) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Trails").begin_array();
  for (const world::ExistingTrail& trail : exchange.state.world->trails) {
    if (is_visible(exchange, trail)) {
      writer.begin_object()
          .member("TrailARN", trail.arn)
          .member("Name", trail.trail.name.shown({}))
          .member("HomeRegion", trail.region)
          .end_object();
    }
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply get_trail_status(Exchange& exchange) {
  const std::string name = exchange.text_or("Name");
  const world::ExistingTrail* const trail = named_trail(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  if (auto open = unless_known(trail->is_logging)) {
    return *std::move(open);
  }
  const TrailRecord& record = exchange.state.trails[trail->arn];
  const bool logs = trail->is_logging == true;
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("IsLogging", logs);
  if (logs) {
    delivery::cloudtrail::Call call;
    call.operation = TrailOperation::Deliver;
    call.trail.name = trail->arn;
    bool failed = false;
    const auto status = later(exchange.state, trail->account, trail->region, std::move(call));
    if (!status) {
      return status.error();
    }
    for (const delivery::StatusField& field : *status) {
      if (field.name != "IsLogging" && !field.value.empty()) {
        writer.member(field.name, field.value);
        failed = failed || field.name == "LatestDeliveryError";
      }
    }
    if (!failed) {
      write_time(writer, "LatestDeliveryTime", exchange.now);
    }
    writer.member("LatestDeliveryAttemptTime", iso_time(exchange.now))
        .member("LatestDeliveryAttemptSucceeded", failed ? "" : iso_time(exchange.now));
  } else {
    writer.member("LatestDeliveryAttemptTime", "").member("LatestDeliveryAttemptSucceeded", "");
  }
  writer.member("LatestNotificationAttemptTime", "")
      .member("LatestNotificationAttemptSucceeded", "");
  if (record.started != 0) {
    write_time(writer, "StartLoggingTime", record.started);
  }
  if (record.stopped != 0) {
    write_time(writer, "StopLoggingTime", record.stopped);
  }
  writer.member("TimeLoggingStarted", record.started == 0 ? "" : iso_time(record.started))
      .member("TimeLoggingStopped", record.stopped == 0 ? "" : iso_time(record.stopped));
  writer.end_object();
  return json_reply(writer);
}

Reply start_logging(Exchange& exchange) {
  const auto name = exchange.text("Name");
  if (!name) {
    return missing(exchange, "Name");
  }
  delivery::cloudtrail::Call call;
  call.operation = TrailOperation::StartLogging;
  call.trail.name = *name;
  if (const Attempt tried = attempt(exchange, std::move(call)); tried.fault) {
    return *tried.fault;
  }
  if (const world::ExistingTrail* const trail = named_trail(exchange, *name)) {
    exchange.state.trails[trail->arn].started = exchange.now;
  }
  return no_output();
}

Reply stop_logging(Exchange& exchange) {
  const std::string name = exchange.text_or("Name");
  world::ExistingTrail* const trail = trail_to_change(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  trail->is_logging = false;
  exchange.state.trails[trail->arn].stopped = exchange.now;
  return no_output();
}

Reply delete_trail(Exchange& exchange) {
  const std::string name = exchange.text_or("Name");
  const world::ExistingTrail* const trail = named_trail(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  const std::string arn = trail->arn;
  std::erase_if(exchange.state.change().trails,
                [&](const world::ExistingTrail& one) { return one.arn == arn; });
  exchange.state.trails.erase(arn);
  return no_output();
}

}  // namespace remora::wire
