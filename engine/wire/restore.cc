// The way back from a snapshot.
#include "engine/base/ascii.h"
#include "engine/input/load.h"
#include "engine/json/read.h"
#include "engine/wire/digest.h"
#include "engine/wire/one_text.h"
#include "engine/wire/snapshot.h"

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
