#include "engine/delivery/documented_statement.h"

#include <utility>

#include "engine/base/symbol.h"
#include "engine/delivery/apply.h"
#include "engine/delivery/services.h"

namespace remora::delivery {

std::optional<DocumentedStatement> documented_statement(const world::World& world,
                                                        const Call& call,
                                                        const Request& denied,
                                                        PolicyType policy) {
  const Call whole = completed(world, call);
  auto documented = std::visit(
      [&](const auto& of) { return documented_statement(world, whole, of, denied, policy); },
      whole.of);
  // In a key policy "*" is this key, which has no ARN to be written before AWS chooses its id.
  // Source: AWS KMS Developer Guide, "Key policies in AWS KMS", on the Resource element.
  if (documented && policy == PolicyType::Key && has_symbol(documented->resource)) {
    documented->resource = "*";
  }
  return documented;
}

bool is_control_tower(const world::World& world, const std::optional<std::string_view>& prefix) {
  return world.organization && prefix && world.organization->id == std::string(*prefix);
}

std::string value_of(const Request& request, KeyName key) {
  const RequestContext::Entry* entry = request.context.find(key);
  return entry != nullptr && entry->presence() == Presence::Present && entry->size() > 0
             ? std::string(entry->value(0))
             : std::string();
}

StatementDraft::StatementDraft(const Request& denied)
    : denied_(denied), resource_(Arn::parse(denied.resource)) {
  statement.resource = denied.resource;
  statement.actions = {denied.action};
}

bool StatementDraft::by_service() const {
  return denied_.principal.kind() == PrincipalKind::Service;
}

std::string_view StatementDraft::bucket_name() const {
  return resource_ ? resource_->resource.substr(0, resource_->resource.find('/'))
                   : std::string_view();
}

std::string_view StatementDraft::object_key() const {
  return writes() && resource_ ? resource_->resource.substr(bucket_name().size() + 1)
                               : std::string_view();
}

void StatementDraft::name_bucket(std::string_view objects) {
  const std::string_view partition = resource_ ? resource_->partition : std::string_view();
  statement.resource = objects.empty() ? bucket_arn(partition, bucket_name())
                                       : object_arn(partition, bucket_name(), objects);
}

void StatementDraft::test(std::string op, std::string key, std::string value) {
  statement.tests.push_back({std::move(op), std::move(key), std::move(value)});
}

void StatementDraft::test_source(std::string key, std::string value) {
  if (!value_of(denied_, key).empty()) {
    test("StringEquals", std::move(key), std::move(value));
  }
}

void StatementDraft::test_source_arn() {
  test_source("aws:SourceArn", value_of(denied_, "aws:SourceArn"));
}

std::optional<DocumentedStatement> StatementDraft::for_topic_key() {
  statement.actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
  test_source_arn();
  return document("AllowCloudTrailToUseTheTopicsKey",
                  "Amazon SNS Developer Guide, \"Key management\", on event sources from AWS "
                  "services and encrypted topics");
}

std::optional<DocumentedStatement> StatementDraft::document(std::string_view sid,
                                                            std::string_view source) {
  statement.sid = sid;
  statement.source = source;
  return std::move(statement);
}

}  // namespace remora::delivery
