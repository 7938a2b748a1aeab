#include "engine/import/home.h"

#include <algorithm>
#include <optional>

#include "engine/base/embedding.h"
#include "engine/import/file.h"
#include "engine/json/read.h"

namespace remora::imports {

namespace {

using json::Value;

/// The last of an object's or a list's children that begins at the place or before it.
std::optional<Value> child_at(const Value& value, std::uint32_t at) {
  std::optional<Value> found;
  for (const Value& element : value.elements()) {
    found = element.span().begin <= at ? std::optional(element) : found;
  }
  for (const json::Member& member : value.members()) {
    found = member.value.span().begin <= at ? std::optional(member.value) : found;
  }
  return found;
}

code::Home in_template(const Value& root, std::uint32_t at, bool yaml) {
  code::Home home;
  home.language = yaml ? code::Language::CloudFormation : code::Language::Json;
  const auto resources = root.find("Resources");
  if (!resources) {
    return home;
  }
  for (const json::Member& resource : resources->members()) {
    if (resource.key.span().begin > at) {
      break;
    }
    home.resource = resource.key.text();
    const auto metadata = resource.value.find("Metadata");
    const std::string path = metadata ? member_text(*metadata, "aws:cdk:path") : std::string();
    if (!path.empty()) {
      home.language = code::Language::Cdk;
      home.resource = path.substr(0, path.rfind("/Resource")) + " (" + home.resource + ")";
    }
  }
  return home;
}

/// The address of the innermost resource around the place. A stored state has it in parts.
code::Home in_terraform(const Value& root, std::uint32_t at) {
  code::Home home;
  home.language = code::Language::Terraform;
  for (std::optional<Value> value = root; value; value = child_at(*value, at)) {
    if (const auto address = given(*value, "address")) {
      home.resource = *address;
    } else if (has(*value, "instances") && given(*value, "type")) {
      const std::string module = member_text(*value, "module");
      home.resource = module + (module.empty() ? "" : ".") +
                      (member_text(*value, "mode") == "data" ? "data." : "") +
                      member_text(*value, "type") + "." + member_text(*value, "name");
    }
  }
  home.in_policy_document = home.resource.find("aws_iam_policy_document") != std::string::npos;
  return home;
}

}  // namespace

const Homes::Known& Homes::read(const SourcePtr& source) {
  const auto known = known_.find(source.get());
  if (known != known_.end()) {
    return known->second;
  }
  const auto json = json::read(source);
  return add(source, json ? *json : nullptr);
}

const Homes::Known& Homes::add(const SourcePtr& source, const json::DocumentPtr& json) {
  Known found{source, nullptr, FileKind::None};
  if (json != nullptr) {
    found.kind = kind_of(json->root());
    if (found.kind == FileKind::Template || is_made_by_terraform(found.kind)) {
      found.json = json;
    }
  }
  return known_.emplace(source.get(), std::move(found)).first->second;
}

void Homes::know(const json::DocumentPtr& document) {
  add(document->source(), document);
}

code::Home Homes::of(const Place& policy) {
  if (!policy.known()) {
    return {};
  }
  const Place place = outermost(policy);
  const Known& file = read(place.source);
  if (file.json == nullptr) {
    return {};
  }
  return file.kind == FileKind::Template
             ? in_template(file.json->root(), place.span.begin, file.json->yaml())
             : in_terraform(file.json->root(), place.span.begin);
}

std::string Homes::why_not_source(const Place& policy) {
  if (!policy.known()) {
    return {};
  }
  const Place place = outermost(policy);
  const FileKind kind = read(place.source).kind;
  if (is_made_by_terraform(kind)) {
    return "Terraform writes this file, the policy stands in its configuration";
  }
  if (kind == FileKind::AwsCliOutput) {
    return "this is what the AWS CLI printed, a change of it changes nothing in AWS";
  }
  return of(policy).language == code::Language::Cdk
             ? "`cdk synth` writes this file, the policy stands in the app"
             : std::string();
}

}  // namespace remora::imports
