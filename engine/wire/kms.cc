// AWS KMS: keys, their policies and aliases. Source: AWS KMS API Reference; the members of the
// answers as botocore's model has them.
#include "engine/wire/kms.h"

#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/aws/key_origin.h"
#include "engine/base/ascii.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"

namespace remora::wire {

namespace {

/// The policy that KMS gives a key that is created without one.
/// Source: AWS KMS Developer Guide, "Default key policy"; layout as GetKeyPolicy prints it.
std::string default_key_policy(std::string_view partition, std::string_view account) {
  return "{\n  \"Version\" : \"2012-10-17\",\n  \"Id\" : \"key-default-1\",\n  \"Statement\" : [ "
         "{\n"
         "    \"Sid\" : \"Enable IAM User Permissions\",\n    \"Effect\" : \"Allow\",\n"
         "    \"Principal\" : {\n      \"AWS\" : \"arn:" +
         std::string(partition) + ":iam::" + std::string(account) +
         ":root\"\n    },\n    \"Action\" : \"kms:*\",\n    \"Resource\" : \"*\"\n  } ]\n}";
}

void write_metadata(json::Writer& writer, const Exchange& exchange, const world::Key& key) {
  const auto found = exchange.state.keys.find(key.arn);
  const KeyRecord record = found == exchange.state.keys.end() ? KeyRecord() : found->second;
  const std::string spec = key.spec.shown("SYMMETRIC_DEFAULT");
  const bool symmetric = spec == "SYMMETRIC_DEFAULT";
  writer.begin_object()
      .member("AWSAccountId", key.account)
      .member("KeyId", key_id_of(key))
      .member("Arn", key.arn);
  write_time(writer, "CreationDate", record.created);
  writer.member("Enabled", key.state == "Enabled")
      .member("Description", record.description)
      .member("KeyUsage", record.usage)
      .member("KeyState", key.state.shown("Enabled"));
  if (record.deletion != 0) {
    write_time(writer, "DeletionDate", record.deletion);
  }
  writer.member("Origin", record.origin)
      .member("KeyManager", key.aws_managed == true ? "AWS" : "CUSTOMER")
      .member("CustomerMasterKeySpec", spec)
      .member("KeySpec", spec);
  if (symmetric) {
    writer.key("EncryptionAlgorithms").begin_array().string("SYMMETRIC_DEFAULT").end_array();
  }
  writer.member("MultiRegion", key.multi_region == true).end_object();
}

Reply set_state(Exchange& exchange, std::string_view state) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  if (is_pending(*found.key)) {
    return pending_key(*found.key);
  }
  if (auto open = unless_known(found.key->state)) {
    return *std::move(open);
  }
  key_to_change(exchange, *found.key).state = std::string(state);
  return empty_reply();
}

Reply set_rotation(Exchange& exchange, bool rotation) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  ++exchange.state.revision;
  exchange.state.keys[found.key->arn].rotation = rotation;
  return empty_reply();
}

}  // namespace

world::Key& key_to_change(Exchange& exchange, const world::Key& key) {
  const std::string arn = key.arn;
  return *find_to_change(exchange.state.change().keys, arn);
}

bool is_pending(const world::Key& key) {
  return key.state == "PendingDeletion";
}

Fault pending_key(const world::Key& key) {
  return fault(Text::KeyPendingDeletion, {{"key", key.arn}});
}

std::string_view key_id_of(const world::Key& key) {
  return std::string_view(key.arn).substr(key.arn.rfind('/') + 1);
}

FoundKey find_key(const Exchange& exchange, std::string_view member) {
  const auto id = exchange.text(member);
  if (!id) {
    return {missing(exchange, member)};
  }
  world::Suppositions first;
  const world::Key* const key =
      exchange.state.world->key(*id, exchange.caller.account, exchange.caller.region, first);
  if (key != nullptr) {
    return {std::nullopt, key};
  }
  if (id->starts_with("alias/")) {
    return {fault(Text::AliasNotFound, {{"alias", exchange.arn("kms", *id)}})};
  }
  if (id->starts_with("arn:")) {
    return {id->find(":alias/") == std::string::npos
                ? fault(Text::KeyNotFound, {{"key", *id}})
                : fault(Text::AliasNotFound, {{"alias", *id}})};
  }
  const bool looks_like_id = id->size() == 36 || id->starts_with("mrk-");
  return {looks_like_id ? fault(Text::KeyNotFound, {{"key", exchange.arn("kms", "key/" + *id)}})
                        : fault(Text::KeyInvalidId, {{"key", *id}})};
}

Reply create_key(Exchange& exchange) {
  const std::string id = exchange.flag("MultiRegion").value_or(false)
                             ? "mrk-" +
                                   [&] {
                                     std::string plain = exchange.new_id();
                                     std::erase(plain, '-');
                                     return plain;
                                   }()
                             : exchange.new_id();
  const std::string origin = exchange.text_or("Origin", "AWS_KMS");
  if (!is_key_origin(origin)) {
    return fault(Text::NoOrigin, {{"value", origin}});
  }
  world::Key key;
  key.arn = exchange.arn("kms", "key/" + id);
  key.account = exchange.caller.account;
  key.region = exchange.caller.region;
  key.multi_region = exchange.flag("MultiRegion").value_or(false);
  key.spec = exchange.text("KeySpec").value_or(
      exchange.text_or("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT"));
  key.aliases = std::vector<std::string>();
  key.aliases_said = true;
  const std::string text = exchange.text("Policy").value_or(
      default_key_policy(exchange.partition(), exchange.caller.account));
  Admitted admitted = admit_policy(
      text,
      "policy of key " + id,
      {admission::AdmissionOperation::PutKeyPolicy, {}, exchange.caller.account, {}, {}});
  const bool bypass = exchange.flag("BypassPolicyLockoutSafetyCheck").value_or(false);
  if (admitted.fault && !(admitted.locks_out && bypass)) {
    return *admitted.fault;
  }
  key.policy = std::move(admitted.policy);
  KeyRecord record;
  record.created = exchange.now;
  record.description = exchange.text_or("Description");
  record.usage = exchange.text_or("KeyUsage", "ENCRYPT_DECRYPT");
  record.origin = origin;
  record.tags = exchange.tags("Tags", "TagKey", "TagValue");
  key.origin = record.origin;
  key.tags = record.tags;
  if (record.origin == "EXTERNAL") {
    key.state = "PendingImport";
  }
  const std::string arn = key.arn;
  exchange.state.keys[arn] = std::move(record);
  exchange.state.change().keys.push_back(std::move(key));
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("KeyMetadata");
  write_metadata(writer, exchange, *exchange.state.world->keys.find(arn));
  writer.end_object();
  return json_reply(writer);
}

Reply describe_key(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  if (auto open = unless_known(
          found.key->state, found.key->spec, found.key->aws_managed, found.key->multi_region)) {
    return *std::move(open);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("KeyMetadata");
  write_metadata(writer, exchange, *found.key);
  writer.end_object();
  return json_reply(writer);
}

Reply list_keys(Exchange& exchange) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Keys").begin_array();
  for (const world::Key& key : exchange.state.world->keys) {
    if (key.account == exchange.caller.account && key.region == exchange.caller.region) {
      writer.begin_object().member("KeyId", key_id_of(key)).member("KeyArn", key.arn).end_object();
    }
  }
  writer.end_array().member("Truncated", false).end_object();
  return json_reply(writer);
}

Reply get_key_policy(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  if (found.key->policy != nullptr && found.key->policy->is_unread()) {
    return not_known({found.key->policy->why()});
  }
  if (exchange.text_or("PolicyName", "default") != "default") {
    return fault(Text::KeyPolicyName);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object()
      .member("Policy", policy_text(found.key->policy))
      .member("PolicyName", "default")
      .end_object();
  return json_reply(writer);
}

Reply put_key_policy(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  const auto text = exchange.text("Policy");
  if (!text) {
    return missing(exchange, "Policy");
  }
  if (is_pending(*found.key)) {
    return pending_key(*found.key);
  }
  Admitted admitted =
      admit_policy(*text,
                   "policy of key " + std::string(key_id_of(*found.key)),
                   {admission::AdmissionOperation::PutKeyPolicy, {}, found.key->account, {}, {}});
  const bool bypass = exchange.flag("BypassPolicyLockoutSafetyCheck").value_or(false);
  if (admitted.fault && !(admitted.locks_out && bypass)) {
    return *admitted.fault;
  }
  key_to_change(exchange, *found.key).policy = std::move(admitted.policy);
  return empty_reply();
}

Reply list_key_policies(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("PolicyNames").begin_array().string("default").end_array();
  writer.member("Truncated", false).end_object();
  return json_reply(writer);
}

Reply enable_key(Exchange& exchange) {
  return set_state(exchange, "Enabled");
}

Reply disable_key(Exchange& exchange) {
  return set_state(exchange, "Disabled");
}

Reply schedule_key_deletion(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  const std::string given = exchange.text_or("PendingWindowInDays", "30");
  const auto days = as_count(given);
  if (!days || *days < 7 || *days > 30) {
    return fault(Text::KeyWindow, {{"value", given}});
  }
  if (is_pending(*found.key)) {
    return pending_key(*found.key);
  }
  constexpr Time kDay = 86400000;
  const std::string arn = found.key->arn;
  key_to_change(exchange, *found.key).state = "PendingDeletion";
  KeyRecord& record = exchange.state.keys[arn];
  record.deletion = exchange.now + static_cast<Time>(*days) * kDay;
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("KeyId", arn);
  write_time(writer, "DeletionDate", record.deletion);
  writer.member("KeyState", "PendingDeletion")
      .member("PendingWindowInDays", static_cast<std::int64_t>(*days))
      .end_object();
  return json_reply(writer);
}

Reply cancel_key_deletion(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  if (!is_pending(*found.key)) {
    return fault(Text::KeyNotPendingDeletion, {{"key", found.key->arn}});
  }
  const std::string arn = found.key->arn;
  key_to_change(exchange, *found.key).state = "Disabled";
  exchange.state.keys[arn].deletion = 0;
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("KeyId", arn).end_object();
  return json_reply(writer);
}

Reply get_key_rotation_status(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object()
      .member("KeyId", found.key->arn)
      .member("KeyRotationEnabled", exchange.state.keys[found.key->arn].rotation)
      .end_object();
  return json_reply(writer);
}

Reply enable_key_rotation(Exchange& exchange) {
  return set_rotation(exchange, true);
}

Reply disable_key_rotation(Exchange& exchange) {
  return set_rotation(exchange, false);
}

Reply list_key_tags(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Tags").begin_array();
  for (const auto& [key, value] : exchange.state.keys[found.key->arn].tags) {
    writer.begin_object().member("TagKey", key).member("TagValue", value).end_object();
  }
  writer.end_array().member("Truncated", false).end_object();
  return json_reply(writer);
}

/// Policies test the tags as well; of a key with others that nobody has said, more is not known.
void note_tags(Exchange& exchange, const world::Key& key) {
  if (key.tags.known() != nullptr) {
    key_to_change(exchange, key).tags = exchange.state.keys[key.arn].tags;
  }
}

Reply tag_key(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  ++exchange.state.revision;
  Tags& tags = exchange.state.keys[found.key->arn].tags;
  for (auto& tag : exchange.tags("Tags", "TagKey", "TagValue")) {
    std::erase_if(tags, [&](const auto& one) { return one.first == tag.first; });
    tags.push_back(std::move(tag));
  }
  note_tags(exchange, *found.key);
  return empty_reply();
}

Reply untag_key(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  ++exchange.state.revision;
  for (const std::string& name : exchange.list("TagKeys")) {
    std::erase_if(exchange.state.keys[found.key->arn].tags,
                  [&](const auto& one) { return one.first == name; });
  }
  note_tags(exchange, *found.key);
  return empty_reply();
}

Reply update_key_description(Exchange& exchange) {
  const FoundKey found = find_key(exchange);
  if (found.fault) {
    return *found.fault;
  }
  ++exchange.state.revision;
  exchange.state.keys[found.key->arn].description = exchange.text_or("Description");
  return empty_reply();
}

}  // namespace remora::wire
