#include "engine/wire/snapshot.h"

#include "engine/json/writer.h"
#include "engine/wire/digest.h"
#include "engine/wire/scenario_text.h"

namespace remora::wire {

namespace {

void write_tags(json::Writer& writer, std::string_view name, const Tags& tags) {
  if (tags.empty()) {
    return;
  }
  writer.key(name).begin_array();
  for (const auto& [key, value] : tags) {
    writer.begin_array().string(key).string(value).end_array();
  }
  writer.end_array();
}

void write_number(json::Writer& writer, std::string_view name, std::uint64_t number) {
  writer.member(name, std::to_string(number));
}

void write_objects(json::Writer& writer, const Objects& objects) {
  writer.key("objects").begin_array();
  for (const auto& [key, object] : objects) {
    writer.begin_object()
        .member("key", base64(key))  // bytes, which need not be a text
        .member("body", base64(object.body))
        .member("etag", object.etag)
        .member("type", base64(object.content_type))
        .member("algorithm", object.algorithm)
        .member("kmsKey", object.kms_key)
        .member("bucketKey", object.bucket_key)
        .member("modified", object.modified);
    writer.key("metadata").begin_array();
    for (const auto& [name, value] : object.metadata) {
      writer.begin_array().string(base64(name)).string(base64(value)).end_array();
    }
    writer.end_array().end_object();
  }
  writer.end_array();
}

void write_buckets(json::Writer& writer, const State& state) {
  writer.key("buckets").begin_object();
  for (const auto& [name, record] : state.buckets) {
    writer.key(name).begin_object().member("created", record.created);
    writer.member("publicAccessBlock", record.has_public_access_block);
    writer.member("ownershipControls", record.has_ownership_controls);
    writer.member("versioning", record.versioning).member("objectLock", record.object_lock);
    writer.member("retentionMode", record.retention_mode);
    writer.member("retentionPeriod", record.retention_period);
    writer.member("retentionInYears", record.retention_in_years);
    write_tags(writer, "tags", record.tags);
    write_objects(writer, record.objects);
    writer.end_object();
  }
  writer.end_object();
}

void write_keys(json::Writer& writer, const State& state) {
  writer.key("keys").begin_object();
  for (const auto& [arn, record] : state.keys) {
    writer.key(arn).begin_object().member("created", record.created);
    writer.member("deletion", record.deletion).member("description", record.description);
    writer.member("usage", record.usage).member("origin", record.origin);
    writer.member("rotation", record.rotation);
    write_tags(writer, "tags", record.tags);
    writer.key("grants").begin_array();
    for (const std::string& id : record.grants) {
      writer.string(id);
    }
    writer.end_array().end_object();
  }
  writer.end_object();
}

void write_roles(json::Writer& writer, const State& state) {
  writer.key("roles").begin_object();
  for (const auto& [arn, record] : state.roles) {
    writer.key(arn).begin_object().member("created", record.created).member("id", record.id);
    writer.member("description", record.description).member("boundary", record.boundary);
    Tags policies;
    for (const RolePolicy& policy : record.policies) {
      policies.emplace_back(policy.name, policy.arn);
    }
    write_tags(writer, "policies", policies);
    write_tags(writer, "tags", record.tags);
    writer.end_object();
  }
  writer.end_object().key("policies").begin_object();
  for (const auto& [arn, policy] : state.policies) {
    writer.key(arn).begin_array().string(policy.first).string(policy.second).end_array();
  }
  writer.end_object();
}

void write_rest(json::Writer& writer, const State& state) {
  writer.key("topics").begin_object();
  for (const auto& [arn, record] : state.topics) {
    writer.key(arn).begin_object();
    write_tags(writer, "attributes", record.attributes);
    write_tags(writer, "tags", record.tags);
    writer.end_object();
  }
  writer.end_object().key("trailRecords").begin_object();
  for (const auto& [arn, record] : state.trails) {
    writer.key(arn).begin_object().member("started", record.started);
    writer.member("stopped", record.stopped).member("events", record.event_selectors);
    writer.member("insights", record.insight_selectors);
    if (record.global_events) {
      writer.member("globalEvents", *record.global_events);
    }
    write_tags(writer, "tags", record.tags);
    writer.end_object();
  }
  writer.end_object().key("recorders").begin_object();
  for (const auto& [home, record] : state.recorders) {
    writer.key(home).begin_object().member("started", record.started);
    writer.member("stopped", record.stopped).member("group", record.group);
    writer.member("mode", record.mode).end_object();
  }
  writer.end_object().key("channels").begin_object();
  for (const auto& [home, record] : state.channels) {
    writer.key(home).begin_object().member("snapshot", record.snapshot);
    write_tags(writer, "status", record.status);
    writer.end_object();
  }
  writer.end_object().key("sessions").begin_object();
  for (const auto& [key, session] : state.sessions) {
    writer.key(key).begin_object().member("account", session.account).member("arn", session.arn);
    writer.member("policy", session.policy);
    writer.member("ends", session.ends);
    write_tags(writer, "policyArns", session.policy_arns);
    writer.end_object();
  }
  writer.end_object();
}

void write_organization(json::Writer& writer, const OrganizationRecord& organization) {
  writer.key("organization").begin_object().key("units").begin_object();
  for (const auto& [id, name] : organization.units) {
    writer.member(id, name);
  }
  writer.end_object().key("members").begin_object();
  for (const auto& [id, member] : organization.members) {
    writer.key(id).begin_object().member("name", member.name).member("email", member.email);
    writer.member("joined", member.joined).member("created", member.created).end_object();
  }
  writer.end_object().key("requests").begin_object();
  for (const auto& [id, request] : organization.requests) {
    writer.key(id).begin_object().member("name", request.name).member("account", request.account);
    writer.member("failure", request.failure).member("time", request.time).end_object();
  }
  writer.end_object().key("policies").begin_object();
  for (const auto& [id, policy] : organization.policies) {
    writer.key(id).begin_object().member("name", policy.name);
    writer.member("description", policy.description).member("type", policy.type);
    writer.member("text", policy.text).end_object();
  }
  writer.end_object().key("access").begin_object();
  for (const auto& [service, since] : organization.access) {
    writer.member(service, since);
  }
  writer.end_object().key("administrators").begin_array();
  for (const auto& [one, since] : organization.administrators) {
    writer.begin_array().string(one.first).string(one.second).number(since).end_array();
  }
  writer.end_array().key("tags").begin_object();
  for (const auto& [id, tags] : organization.tags) {
    writer.key(id).begin_object();
    write_tags(writer, "tags", tags);
    writer.end_object();
  }
  writer.end_object().end_object();
}

}  // namespace

std::string snapshot_of(const State& state) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("remoraState", std::int64_t{1});
  writer.member("account", state.settings.account).member("region", state.settings.region);
  write_number(writer, "seed", state.settings.seed);
  write_number(writer, "made", state.made);
  write_number(writer, "answered", state.answered);
  write_number(writer, "deliveryCount", state.delivery_count);
  writer.member("world", world_of(state));
  write_buckets(writer, state);
  write_keys(writer, state);
  write_roles(writer, state);
  write_rest(writer, state);
  write_organization(writer, state.organization);
  writer.end_object();
  return writer.take() + "\n";
}

}  // namespace remora::wire
