#include "engine/import/cloudformation_template.h"

namespace remora::imports::cloudformation {

namespace {

Template::Section section(const json::Value& root, std::string_view name) {
  Template::Section found;
  if (const auto members = root.find(name)) {
    for (const json::Member& member : members->members()) {
      found.emplace(member.key.text(), member);
    }
  }
  return found;
}

}  // namespace

std::optional<FunctionCall> function_of(const json::Value& value) {
  const std::string_view tag = value.tag();
  if (tag.empty()) {
    return long_form_of(value);
  }
  const std::string_view name = tag.substr(1);
  const bool plain = name == "Ref" || name == "Condition";
  return FunctionCall{(plain ? "" : "Fn::") + std::string(name), value, /*tagged=*/true};
}

std::optional<FunctionCall> long_form_of(const json::Value& value) {
  if (!value.is_object()) {
    return std::nullopt;
  }
  const std::vector<json::Member> members = value.members();
  if (members.size() != 1) {
    return std::nullopt;
  }
  const std::string_view name = members[0].key.text();
  if (name != "Ref" && name != "Condition" && !name.starts_with("Fn::")) {
    return std::nullopt;
  }
  return FunctionCall{std::string(name), members[0].value};
}

std::optional<json::Member> inserted_into(const json::Value& map) {
  for (const json::Member& member : map.members()) {
    const std::string_view name = member.key.text();
    if (name == "Fn::Transform" || name.starts_with("Fn::ForEach::")) {
      return member;
    }
  }
  return std::nullopt;
}

std::optional<FunctionCall> Resource::macro() const {
  const auto properties = value.find("Properties");
  auto call = properties ? function_of(*properties) : std::nullopt;
  const auto inserted = properties && !call ? inserted_into(*properties) : std::nullopt;
  return inserted ? FunctionCall{std::string(inserted->key.text()), inserted->value} : call;
}

std::optional<json::Value> Resource::property(std::string_view name) const {
  const auto properties = value.find("Properties");
  return properties ? properties->find(name) : std::nullopt;
}

Template::Template(const File& file) : file_(file) {
  const json::Value root = file_.root();
  parameters_ = section(root, "Parameters");
  conditions_ = section(root, "Conditions");
  mappings_ = section(root, "Mappings");
  outputs_ = section(root, "Outputs");
  const auto resources = root.find("Resources");
  if (!resources) {
    return;
  }
  for (const json::Member& member : resources->members()) {
    const auto type = member.value.find("Type");
    if (type && type->is_string()) {
      const Resource resource{member.key.text(), type->text(), member.key, member.value};
      resources_.emplace(resource.id, resource);
    }
  }
}

const Resource* Template::resource(std::string_view id) const {
  const auto found = resources_.find(id);
  return found == resources_.end() ? nullptr : &found->second;
}

}  // namespace remora::imports::cloudformation
