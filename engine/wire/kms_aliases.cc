// AWS KMS: aliases of keys. Source: AWS KMS API Reference.
#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/wire/kms.h"
#include "engine/wire/operations.h"

namespace remora::wire {

namespace {

/// The key that an alias is of, by its name without ARN.
const world::Key* key_of_alias(const Exchange& exchange, std::string_view alias) {
  world::Suppositions first;
  return exchange.state.world->key(alias, exchange.caller.account, exchange.caller.region, first);
}

std::vector<std::string> aliases_of(const world::Key& key) {
  return key.aliases.shown({});
}

void remove_alias(Exchange& exchange, const world::Key& key, std::string_view alias) {
  std::vector<std::string> rest = aliases_of(key);
  std::erase(rest, alias);
  key_to_change(exchange, key).aliases = std::move(rest);
}

void add_alias(Exchange& exchange, const world::Key& key, const std::string& alias) {
  std::vector<std::string> all = aliases_of(key);
  all.push_back(alias);
  key_to_change(exchange, key).aliases = std::move(all);
}

}  // namespace

Reply create_alias(Exchange& exchange) {
  const std::string alias = exchange.text_or("AliasName");
  if (!alias.starts_with("alias/") || alias.size() == 6) {
    return fault(Text::AliasInvalid);
  }
  if (alias.starts_with("alias/aws/")) {
    return fault(Text::AliasReserved);
  }
  if (key_of_alias(exchange, alias) != nullptr) {
    return fault(Text::AliasExists, {{"alias", exchange.arn("kms", alias)}});
  }
  const FoundKey found = find_key(exchange, "TargetKeyId");
  if (found.fault) {
    return *found.fault;
  }
  if (is_pending(*found.key)) {
    return pending_key(*found.key);
  }
  if (auto open = unless_known(found.key->aliases)) {
    return *std::move(open);
  }
  add_alias(exchange, *found.key, alias);
  return empty_reply();
}

Reply update_alias(Exchange& exchange) {
  const std::string alias = exchange.text_or("AliasName");
  if (key_of_alias(exchange, alias) == nullptr) {
    return fault(Text::AliasNotFound, {{"alias", exchange.arn("kms", alias)}});
  }
  const FoundKey target = find_key(exchange, "TargetKeyId");
  if (target.fault) {
    return *target.fault;
  }
  if (auto open = unless_known(target.key->aliases)) {
    return *std::move(open);
  }
  const std::string arn = target.key->arn;
  remove_alias(exchange, *key_of_alias(exchange, alias), alias);
  add_alias(exchange, *exchange.state.world->keys.find(arn), alias);
  return empty_reply();
}

Reply delete_alias(Exchange& exchange) {
  const std::string alias = exchange.text_or("AliasName");
  const world::Key* const key = key_of_alias(exchange, alias);
  if (key == nullptr) {
    return fault(Text::AliasNotFound, {{"alias", exchange.arn("kms", alias)}});
  }
  if (auto open = unless_known(key->aliases)) {
    return *std::move(open);
  }
  remove_alias(exchange, *key, alias);
  return empty_reply();
}

Reply list_aliases(Exchange& exchange) {
  const world::Key* only = nullptr;
  if (exchange.text("KeyId")) {
    const FoundKey found = find_key(exchange);
    if (found.fault) {
      return *found.fault;
    }
    only = found.key;
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Aliases").begin_array();
  for (const world::Key& key : exchange.state.world->keys) {
    const bool own = key.account == exchange.caller.account && key.region == exchange.caller.region;
    if (!own || (only != nullptr && key.arn != only->arn)) {
      continue;
    }
    if (auto open = unless_known(key.aliases)) {
      return *std::move(open);
    }
    for (const std::string& alias : aliases_of(key)) {
      writer.begin_object()
          .member("AliasName", alias)
          .member("AliasArn", exchange.arn("kms", alias))
          .member("TargetKeyId", key_id_of(key))
          .end_object();
    }
  }
  writer.end_array().member("Truncated", false).end_object();
  return json_reply(writer);
}

}  // namespace remora::wire
