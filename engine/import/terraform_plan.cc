#include "engine/import/terraform_plan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/words.h"

namespace remora::imports::terraform {

namespace {

using json::Value;

/// What a delivery touches, or what says something about it.
constexpr auto kTypes =
    std::to_array<std::string_view>({"aws_caller_identity",
                                     "aws_cloudtrail",
                                     "aws_cloudwatch_log_group",
                                     "aws_config_configuration_recorder",
                                     "aws_config_configuration_recorder_status",
                                     "aws_config_delivery_channel",
                                     "aws_iam_policy",
                                     "aws_iam_policy_attachment",
                                     "aws_iam_policy_document",
                                     "aws_iam_role",
                                     "aws_iam_role_policy",
                                     "aws_iam_role_policy_attachment",
                                     "aws_iam_service_linked_role",
                                     "aws_kms_alias",
                                     "aws_kms_external_key",
                                     "aws_kms_grant",
                                     "aws_kms_key",
                                     "aws_kms_key_policy",
                                     "aws_kms_replica_key",
                                     "aws_organizations_account",
                                     "aws_organizations_delegated_administrator",
                                     "aws_organizations_organization",
                                     "aws_organizations_organizational_unit",
                                     "aws_organizations_policy",
                                     "aws_organizations_policy_attachment",
                                     "aws_partition",
                                     "aws_region",
                                     "aws_s3_bucket",
                                     "aws_s3_bucket_acl",
                                     "aws_s3_bucket_object_lock_configuration",
                                     "aws_s3_bucket_ownership_controls",
                                     "aws_s3_bucket_policy",
                                     "aws_s3_bucket_public_access_block",
                                     "aws_s3_bucket_request_payment_configuration",
                                     "aws_s3_bucket_server_side_encryption_configuration",
                                     "aws_sns_topic",
                                     "aws_sns_topic_policy",
                                     "awscc_s3_bucket_policy"});

bool is_read(std::string_view type) {
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

/// `aws.logs` of `provider["registry.terraform.io/hashicorp/aws"].logs`, as a state is stored.
std::string provider_key(std::string_view written) {
  constexpr std::string_view kOld = "provider.";
  if (const std::size_t end = written.rfind("\"]"); end != std::string_view::npos) {
    const std::string_view source = written.substr(0, end);
    const std::string_view name = source.substr(source.find_last_of("/\"") + 1);
    return std::string(name).append(written.substr(end + 2));
  }
  const std::size_t old = written.find(kOld);
  return std::string(old == std::string_view::npos ? "aws" : written.substr(old + kOld.size()));
}

std::string joined_path(const std::string& module, std::string_view name) {
  return (module.empty() ? "" : module + ".") + std::string(name);
}

}  // namespace

Property Resource::property(std::string_view wanted) const {
  return {member_of(values, wanted),
          unknown_member(unknown, wanted),
          member_of(member_of(configuration, "expressions"), wanted),
          unknown.has_value() || exists};
}

Plan::Plan(const File& file, DiagnosticSink& sink) : file_(&file) {
  const Value root = file.root();
  if (const auto format = root.find("format_version")) {
    const std::string_view major = format->text().substr(0, format->text().find('.'));
    if (major != "0" && major != "1") {
      sink.error(format->place(),
                 "terraform-version",
                 "this is of version " + std::string(format->text()) + " of Terraform's format",
                 "0 and 1 are read");
      return;
    }
    read_plan(root);
    return;
  }
  const auto version = root.find("version");
  if (root.find("planned_values") || root.find("resource_changes")) {
    read_plan(root);  // a part of a plan, as scanners keep them
  } else if (!version || version->text() != "4") {
    sink.error(version ? version->place() : root.place(),
               "terraform-version",
               "this is a state of version " +
                   (version ? std::string(version->text()) : std::string("0")) +
                   ", and version 4 is read",
               "`terraform show -json` of Terraform 0.12 or later prints what is read");
  } else {
    read_raw_state(root);
  }
}

std::vector<const Resource*> Plan::all(std::string_view type, bool data) const {
  std::vector<const Resource*> some;
  for (const Resource& one : resources_) {
    if (one.type == type && one.data == data) {
      some.push_back(&one);
    }
  }
  return some;
}

std::vector<const Resource*> Plan::named(std::string_view name) const {
  std::vector<const Resource*> some;
  for (auto [at, end] = named_.equal_range(name); at != end; ++at) {
    some.push_back(&resources_[at->second]);
  }
  return some;
}

std::optional<Value> Plan::module(std::string_view path) const {
  const auto at = modules_.find(path);
  return at != modules_.end() ? std::optional(at->second) : std::nullopt;
}

std::optional<Value> Plan::call(std::string_view module_path) const {
  const auto at = calls_.find(module_path);
  return at != calls_.end() ? std::optional(at->second) : std::nullopt;
}

std::optional<Value> Plan::configured(std::string_view address) const {
  const auto at = configured_.find(address);
  return at != configured_.end() ? std::optional(at->second) : std::nullopt;
}

std::vector<std::string> Plan::configured_in(std::string_view module_path) const {
  std::vector<std::string> addresses;
  const std::string prefix = std::string(module_path) + ".";
  for (auto at = configured_.lower_bound(prefix);
       at != configured_.end() && at->first.starts_with(prefix);
       ++at) {
    addresses.push_back(at->first);
  }
  return addresses;
}

std::optional<Value> Plan::provider(std::string_view key) const {
  const auto at = providers_.find(key);
  return at != providers_.end() ? std::optional(at->second) : std::nullopt;
}

std::optional<Value> Plan::constant(const Value& expression,
                                    std::vector<AddressStep> modules) const {
  std::optional<Value> at = expression;
  while (at) {
    if (const auto constant = at->find("constant_value")) {
      return constant;
    }
    const auto references = at->find("references");
    const std::vector<Value> names = references ? references->elements() : std::vector<Value>();
    constexpr std::string_view kVariable = "var.";
    if (names.size() != 1 || !names[0].text().starts_with(kVariable)) {
      return std::nullopt;
    }
    const std::string_view name = names[0].text().substr(kVariable.size());
    if (modules.empty()) {
      const auto given = member_of(member_of(file_->root().find("variables"), name), "value");
      const auto configured = member_of(member_of(module(""), "variables"), name);
      return given ? given : member_of(configured, "default");
    }
    const std::string path = in_configuration(modules);
    const auto passed = member_of(member_of(call(path), "expressions"), name);
    if (!passed) {
      return member_of(member_of(member_of(module(path), "variables"), name), "default");
    }
    at = passed;
    modules.pop_back();
  }
  return std::nullopt;
}

void Plan::read_plan(const Value& root) {
  if (const auto configuration = root.find("configuration")) {
    if (const auto module = configuration->find("root_module")) {
      read_configuration(*module, "");
    }
    const auto providers = configuration->find("provider_config");
    for (const json::Member& one : providers ? providers->members() : std::vector<json::Member>()) {
      providers_.emplace(one.key.text(), one.value);
    }
  }
  if (const auto changes = root.find("resource_changes")) {
    for (const Value& change : changes->elements()) {
      read_change(change);
    }
  }
  const auto deferred = root.find("deferred_changes");
  for (const Value& one : deferred ? deferred->elements() : std::vector<Value>()) {
    const auto change = one.find("resource_change");
    if (change && is_read(member_text(*change, "type"))) {
      deferred_.push_back(member_text(*change, "address"));
    }
  }
  const auto planned = member_of(root.find("planned_values"), "root_module");
  if (planned) {
    read_values(*planned, /*is_state=*/false);
  }
  if (const auto values = member_of(root.find("values"), "root_module")) {
    read_values(*values, /*is_state=*/true);
  }
  if (const auto before = member_of(member_of(root.find("prior_state"), "values"), "root_module")) {
    read_values(*before, /*is_state=*/true);
  }
}

void Plan::add(Resource resource) {
  resource.address = parse_address(resource.name);
  resource.configuration = configured(resource.address.in_configuration());
  if (const auto key = member_of(resource.configuration, "provider_config_key")) {
    resource.provider = key->text();
  }
  if (resource.provider.empty()) {
    resource.provider = "aws";
  }
  seen_.insert(resource.name);
  if (!resource.deleted) {
    named_.emplace(resource.address.resource.name, resources_.size());
  }
  (resource.deleted ? deleted_ : resources_).push_back(std::move(resource));
}

void Plan::read_change(const Value& change) {
  const auto type = change.find("type");
  const auto address = change.find("address");
  const auto what = change.find("change");
  if (!type || !address || !what || !is_read(type->text())) {
    return;
  }
  Resource resource;
  resource.name = address->text();
  resource.type = type->text();
  resource.data = member_text(change, "mode") == "data";
  resource.place = address->place();
  bool creates = false;
  bool deletes = false;
  const auto actions = what->find("actions");
  for (const Value& action : actions ? actions->elements() : std::vector<Value>()) {
    creates = creates || action.text() == "create";
    deletes = deletes || action.text() == "delete";
    resource.changes = resource.changes || creates || deletes || action.text() == "update";
  }
  const auto before = what->find("before");
  const auto after = what->find("after");
  resource.deleted = deletes && !creates;
  resource.exists = before && !before->is_null() && !creates;
  const bool goes = resource.deleted || !after || after->is_null();
  resource.values = goes ? before : after;
  if (!goes) {
    resource.unknown = what->find("after_unknown");
    resource.sensitive = what->find("after_sensitive");
  } else {
    resource.sensitive = what->find("before_sensitive");
  }
  add(std::move(resource));
}

// Modules nest as deep as the document may, which the JSON reader limits.
void Plan::read_values(const Value& module,  // NOLINT(misc-no-recursion)
                       bool is_state) {
  const auto resources = module.find("resources");
  for (const Value& one : resources ? resources->elements() : std::vector<Value>()) {
    const auto type = one.find("type");
    const auto address = one.find("address");
    if (!type || !address || !is_read(type->text()) || seen_.contains(address->text())) {
      continue;
    }
    Resource resource;
    resource.name = address->text();
    resource.type = type->text();
    resource.data = member_text(one, "mode") == "data";
    resource.exists = is_state;
    resource.changes = !is_state && !resource.data;
    resource.place = address->place();
    resource.values = one.find("values");
    resource.sensitive = one.find("sensitive_values");
    add(std::move(resource));
  }
  const auto children = module.find("child_modules");
  for (const Value& child : children ? children->elements() : std::vector<Value>()) {
    read_values(child, is_state);
  }
}

void Plan::read_raw_state(const Value& root) {
  const auto resources = root.find("resources");
  for (const Value& one : resources ? resources->elements() : std::vector<Value>()) {
    const auto type = one.find("type");
    const auto instances = one.find("instances");
    if (!type || !instances || !is_read(type->text())) {
      continue;
    }
    const bool data = member_text(one, "mode") == "data";
    const std::string name = joined_path(
        member_text(one, "module"),
        (data ? "data." : "") + std::string(type->text()) + "." + member_text(one, "name"));
    for (const Value& instance : instances->elements()) {
      const auto key = instance.find("index_key");
      Resource resource;
      resource.name = name;
      if (key && !key->is_null()) {
        resource.name += key->is_string() ? "[" + in_quotes(key->text()) + "]"
                                          : "[" + std::string(key->text()) + "]";
      }
      resource.type = type->text();
      resource.data = data;
      resource.exists = true;
      resource.place = one.find("name").value_or(one).place();
      resource.provider = provider_key(member_text(one, "provider"));
      resource.values = instance.find("attributes");
      resource.sensitive = instance.find("sensitive_attributes");
      add(std::move(resource));
    }
  }
}

// Modules nest as deep as the document may, which the JSON reader limits.
void Plan::read_configuration(const Value& module,  // NOLINT(misc-no-recursion)
                              const std::string& path) {
  modules_.emplace(path, module);
  const auto resources = module.find("resources");
  for (const Value& one : resources ? resources->elements() : std::vector<Value>()) {
    configured_.emplace(joined_path(path, member_text(one, "address")), one);
  }
  const auto calls = module.find("module_calls");
  for (const json::Member& call : calls ? calls->members() : std::vector<json::Member>()) {
    const std::string inner = joined_path(path, "module." + std::string(call.key.text()));
    calls_.emplace(inner, call.value);
    if (const auto called = call.value.find("module")) {
      read_configuration(*called, inner);
    }
  }
}

}  // namespace remora::imports::terraform
