#include "engine/wire/snapshot.h"

#include "engine/base/ascii.h"
#include "engine/input/load.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "engine/wire/digest.h"
#include "engine/wire/one_text.h"
#include "engine/wire/scenario_text.h"

namespace remora::wire {

namespace {

constexpr std::string_view kWorldName = "the world of the state";

/// Bodies of objects make it long, and it is our own text.
LimitsPtr limits_of_snapshots() {
  const auto limits = std::make_shared<Limits>(standard_limits());
  for (const char* const limit : {"file-bytes=4000000000",
                                  "nodes=1000000000",
                                  "composed-nodes=100000000",
                                  "variable-uses=100000000",
                                  "variable-bytes=4000000000"}) {
    limits->set(limit);
  }
  return limits;
}

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

std::string text_at(const json::Value& object, std::string_view name) {
  const auto found = object.find(name);
  return found ? std::string(found->text()) : std::string();
}

std::uint64_t number_at(const json::Value& object, std::string_view name) {
  return as_count(text_at(object, name)).value_or(0);
}

Time time_at(const json::Value& object, std::string_view name) {
  return static_cast<Time>(number_at(object, name));
}

bool flag_at(const json::Value& object, std::string_view name) {
  return text_at(object, name) == "true";
}

std::vector<json::Value> list_at(const json::Value& object, std::string_view name) {
  const auto found = object.find(name);
  return found ? found->elements() : std::vector<json::Value>();
}

Tags tags_at(const json::Value& object, std::string_view name) {
  Tags tags;
  for (const json::Value& one : list_at(object, name)) {
    const std::vector<json::Value> pair = one.elements();
    if (pair.size() == 2) {
      tags.emplace_back(pair[0].text(), pair[1].text());
    }
  }
  return tags;
}

/// Calls `read` with the name and the value of each member of an object in the snapshot.
template <class Read>
void each(const json::Value& root, std::string_view name, const Read& read) {
  if (const auto found = root.find(name)) {
    for (const json::Member& member : found->members()) {
      read(std::string(member.key.text()), member.value);
    }
  }
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

void read_buckets(const json::Value& root, State& state) {
  each(root, "buckets", [&](const std::string& name, const json::Value& value) {
    BucketRecord& record = state.buckets[name];
    record.created = time_at(value, "created");
    record.has_public_access_block = flag_at(value, "publicAccessBlock");
    record.has_ownership_controls = flag_at(value, "ownershipControls");
    record.versioning = flag_at(value, "versioning");
    record.object_lock = flag_at(value, "objectLock");
    record.retention_mode = text_at(value, "retentionMode");
    record.retention_period = text_at(value, "retentionPeriod");
    record.retention_in_years = flag_at(value, "retentionInYears");
    record.tags = tags_at(value, "tags");
    for (const json::Value& one : list_at(value, "objects")) {
      StoredObject& object = record.objects[from_base64(text_at(one, "key"))];
      object.body = from_base64(text_at(one, "body"));
      object.etag = text_at(one, "etag");
      object.content_type = from_base64(text_at(one, "type"));
      object.algorithm = text_at(one, "algorithm");
      object.kms_key = text_at(one, "kmsKey");
      object.bucket_key = flag_at(one, "bucketKey");
      object.modified = time_at(one, "modified");
      for (const auto& [key, text] : tags_at(one, "metadata")) {
        object.metadata.emplace_back(from_base64(key), from_base64(text));
      }
    }
  });
}

void read_keys_and_roles(const json::Value& root, State& state) {
  each(root, "keys", [&](const std::string& arn, const json::Value& value) {
    KeyRecord& record = state.keys[arn];
    record.created = time_at(value, "created");
    record.deletion = time_at(value, "deletion");
    record.description = text_at(value, "description");
    record.usage = text_at(value, "usage");
    record.origin = text_at(value, "origin");
    record.rotation = flag_at(value, "rotation");
    record.tags = tags_at(value, "tags");
    for (const json::Value& id : list_at(value, "grants")) {
      record.grants.emplace_back(id.text());
    }
  });
  each(root, "roles", [&](const std::string& arn, const json::Value& value) {
    RoleRecord& record = state.roles[arn];
    record.created = time_at(value, "created");
    record.id = text_at(value, "id");
    record.description = text_at(value, "description");
    record.boundary = text_at(value, "boundary");
    for (auto& [name, of] : tags_at(value, "policies")) {
      record.policies.push_back({name, of});
    }
    record.tags = tags_at(value, "tags");
  });
  each(root, "policies", [&](const std::string& arn, const json::Value& value) {
    if (const auto pair = value.elements(); pair.size() == 2) {
      state.policies[arn] = {std::string(pair[0].text()), std::string(pair[1].text())};
    }
  });
}

void read_rest(const json::Value& root, State& state) {
  each(root, "topics", [&](const std::string& arn, const json::Value& value) {
    state.topics[arn] = {tags_at(value, "attributes"), tags_at(value, "tags")};
  });
  each(root, "trailRecords", [&](const std::string& arn, const json::Value& value) {
    TrailRecord& record = state.trails[arn];
    record.started = time_at(value, "started");
    record.stopped = time_at(value, "stopped");
    record.event_selectors = text_at(value, "events");
    record.insight_selectors = text_at(value, "insights");
    if (value.find("globalEvents")) {
      record.global_events = flag_at(value, "globalEvents");
    }
    record.tags = tags_at(value, "tags");
  });
  each(root, "recorders", [&](const std::string& home, const json::Value& value) {
    state.recorders[home] = {time_at(value, "started"),
                             time_at(value, "stopped"),
                             text_at(value, "group"),
                             text_at(value, "mode")};
  });
  each(root, "channels", [&](const std::string& home, const json::Value& value) {
    state.channels[home] = {time_at(value, "snapshot"), tags_at(value, "status")};
  });
  each(root, "sessions", [&](const std::string& key, const json::Value& value) {
    if (!value.is_object()) {
      return;  // of a version before: its keys are given out anew
    }
    state.sessions[key] = {text_at(value, "account"),
                           text_at(value, "arn"),
                           text_at(value, "policy"),
                           tags_at(value, "policyArns"),
                           time_at(value, "ends")};
  });
}

void read_organization(const json::Value& root, OrganizationRecord& organization) {
  each(root, "units", [&](const std::string& id, const json::Value& name) {
    organization.units[id] = name.text();
  });
  each(root, "members", [&](const std::string& id, const json::Value& value) {
    organization.members[id] = {text_at(value, "name"),
                                text_at(value, "email"),
                                time_at(value, "joined"),
                                flag_at(value, "created")};
  });
  each(root, "requests", [&](const std::string& id, const json::Value& value) {
    organization.requests[id] = {text_at(value, "name"),
                                 text_at(value, "account"),
                                 text_at(value, "failure"),
                                 time_at(value, "time")};
  });
  each(root, "policies", [&](const std::string& id, const json::Value& value) {
    organization.policies[id] = {text_at(value, "name"),
                                 text_at(value, "description"),
                                 text_at(value, "type"),
                                 text_at(value, "text")};
  });
  each(root, "access", [&](const std::string& service, const json::Value& since) {
    organization.access[service] = static_cast<Time>(as_count(since.text()).value_or(0));
  });
  for (const json::Value& one : list_at(root, "administrators")) {
    if (const auto parts = one.elements(); parts.size() == 3) {
      organization.administrators[{std::string(parts[0].text()), std::string(parts[1].text())}] =
          static_cast<Time>(as_count(parts[2].text()).value_or(0));
    }
  }
  each(root, "tags", [&](const std::string& id, const json::Value& value) {
    organization.tags[id] = tags_at(value, "tags");
  });
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

Result<std::shared_ptr<const fixture::Scenario>> read_world(std::string text, LimitsPtr limits) {
  OneText files(std::string(kWorldName), std::move(text), {std::move(limits), false});
  return input::load_scenario(std::string(kWorldName), {}, files);
}

Result<State> restore(std::string_view snapshot) {
  const LimitsPtr limits = limits_of_snapshots();
  const auto json = json::read_value(snapshot, {limits, false});
  if (!json) {
    return fail(json.error());
  }
  const json::Value root = (*json)->root();
  if (text_at(root, "remoraState") != "1") {
    return fail(Error::at(root.place(), "this is no state of remora serve"));
  }
  const auto scenario = read_world(text_at(root, "world"), limits);
  if (!scenario) {
    return fail(scenario.error());
  }
  State state;
  state.settings.account = text_at(root, "account");
  state.settings.region = text_at(root, "region");
  state.settings.seed = number_at(root, "seed");
  state.made = number_at(root, "made");
  state.answered = number_at(root, "answered");
  state.delivery_count = number_at(root, "deliveryCount");
  *state.world = (*scenario)->world;
  state.assumptions = (*scenario)->assumptions;
  read_buckets(root, state);
  read_keys_and_roles(root, state);
  read_rest(root, state);
  if (const auto organization = root.find("organization")) {
    read_organization(*organization, state.organization);
  }
  return state;
}

}  // namespace remora::wire
