// Grants of AWS KMS. Source: AWS KMS API Reference, "CreateGrant", "ListGrants", "RevokeGrant".
#include <algorithm>

#include "engine/wire/attempt.h"
#include "engine/wire/digest.h"
#include "engine/wire/kms.h"
#include "engine/wire/operations.h"

namespace remora::wire {

namespace {

EncryptionContext context_of(const json::Value& constraints, std::string_view name) {
  EncryptionContext pairs;
  if (const auto context = constraints.find(name)) {
    for (const json::Member& member : context->members()) {
      pairs.emplace_back(member.key.text(), member.value.text());
    }
  }
  return pairs;
}

void write_context(json::Writer& writer, std::string_view name, const EncryptionContext& pairs) {
  writer.key(name).begin_object();
  for (const auto& [key, value] : pairs) {
    writer.member(key, value);
  }
  writer.end_object();
}

}  // namespace

Reply create_grant(Exchange& exchange) {
  const FoundKey found_key = find_key(exchange);
  if (found_key.fault) {
    return *found_key.fault;
  }
  const world::Key* const key = found_key.key;
  if (auto open = unless_known(key->grants)) {
    return *std::move(open);
  }
  const auto grantee = exchange.text("GranteePrincipal");
  if (!grantee) {
    return missing(exchange, "GranteePrincipal");
  }
  Grant grant;
  grant.grantee = *grantee;
  grant.operations = exchange.list("Operations");
  if (const auto constraints = exchange.value("Constraints")) {
    if (constraints->find("EncryptionContextEquals")) {
      grant.constraints.context_equals = context_of(*constraints, "EncryptionContextEquals");
    }
    grant.constraints.context_subset = context_of(*constraints, "EncryptionContextSubset");
  }
  if (const auto retirer = exchange.text("RetiringPrincipal")) {
    grant.retirers.push_back(*retirer);
  }
  const std::string arn = key->arn;
  std::vector<Grant> grants = key->grants.shown({});
  grants.push_back(std::move(grant));
  find_to_change(exchange.state.change().keys, arn)->grants = std::move(grants);
  const std::string id = hex(sha256(exchange.new_id()));
  exchange.state.keys[arn].grants.push_back(id);
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("GrantToken", base64(id)).member("GrantId", id).end_object();
  return json_reply(writer);
}

Reply list_grants(Exchange& exchange) {
  const FoundKey found_key = find_key(exchange);
  if (found_key.fault) {
    return *found_key.fault;
  }
  const world::Key* const key = found_key.key;
  if (auto open = unless_known(key->grants)) {
    return *std::move(open);
  }
  const std::vector<std::string>& ids = exchange.state.keys[key->arn].grants;
  const std::vector<Grant> grants = key->grants.shown({});
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("Grants").begin_array();
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const Grant& grant = grants[i];
    writer.begin_object()
        .member("KeyId", key->arn)
        .member("GrantId", i < ids.size() ? ids[i] : std::string())
        .member("GranteePrincipal", grant.grantee)
        .key("Operations")
        .begin_array();
    for (const std::string& operation : grant.operations) {
      writer.string(operation);
    }
    writer.end_array();
    if (grant.constraints.context_equals || !grant.constraints.context_subset.empty()) {
      writer.key("Constraints").begin_object();
      if (grant.constraints.context_equals) {
        write_context(writer, "EncryptionContextEquals", *grant.constraints.context_equals);
      }
      if (!grant.constraints.context_subset.empty()) {
        write_context(writer, "EncryptionContextSubset", grant.constraints.context_subset);
      }
      writer.end_object();
    }
    writer.end_object();
  }
  writer.end_array().member("Truncated", false).end_object();
  return json_reply(writer);
}

Reply revoke_grant(Exchange& exchange) {
  const FoundKey found_key = find_key(exchange);
  if (found_key.fault) {
    return *found_key.fault;
  }
  const world::Key* const key = found_key.key;
  if (auto open = unless_known(key->grants)) {
    return *std::move(open);
  }
  const std::string id = exchange.text_or("GrantId");
  std::vector<std::string>& ids = exchange.state.keys[key->arn].grants;
  const auto found = std::find(ids.begin(), ids.end(), id);
  std::vector<Grant> grants = key->grants.shown({});
  const auto index = found - ids.begin();
  if (found == ids.end() || static_cast<std::size_t>(index) >= grants.size()) {
    return fault(Text::GrantNotFound, {{"grant", id}});
  }
  grants.erase(grants.begin() + index);
  ids.erase(found);
  find_to_change(exchange.state.change().keys, std::string(key->arn))->grants = std::move(grants);
  return empty_reply();
}

}  // namespace remora::wire
