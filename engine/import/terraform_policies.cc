#include "engine/import/terraform_policies.h"

#include <utility>

#include "engine/base/words.h"
#include "engine/import/terraform_policy_document.h"
#include "engine/json/embedded_text.h"

namespace remora::imports::terraform {

namespace {

/// The only data source whose text the property is.
const Resource* document_of(const Plan& plan, const Resource& resource, const Property& property) {
  if (!property.expression()) {
    return nullptr;
  }
  const Standpoint from = standpoint_of(resource);
  const References found = follow(plan, *property.expression(), from);
  const Resource* document = nullptr;
  for (const Address& target : found.targets) {
    const bool text =
        target.rest.empty() || target.rest == "json" || target.rest == "minified_json";
    const auto instances = find_resources(plan, target, from);
    if (target.type() != "aws_iam_policy_document" || !text || instances.size() != 1 ||
        document != nullptr) {
      return nullptr;
    }
    document = instances[0];
  }
  return found.locals.empty() ? document : nullptr;
}

std::string what_it_refers_to(const Property& property) {
  std::string texts;
  const auto& expression = property.expression();
  const auto list = expression ? expression->find("references") : std::nullopt;
  for (const json::Value& one : list ? list->elements() : std::vector<json::Value>()) {
    texts += (texts.empty() ? ": it refers to " : ", ") + std::string(one.text());
  }
  return texts;
}

}  // namespace

Part Policies::policy(const Resource& resource, std::string_view attribute) {
  return policy(resource, resource.property(attribute));
}

Part Policies::policy(const Resource& resource, const Property& property) {
  const Part none{json::Kind::Null, {}, resource.place};
  if (const auto& value = property.value()) {
    if (value->text().empty()) {
      return none;
    }
    const SourcePtr text = json::embedded_document(*value);
    if (text == nullptr) {
      snapshot_.sink().error(value->place(),
                             "terraform-policy",
                             "the policy of " + resource.name + " is no JSON object",
                             "write it with jsonencode, or as aws_iam_policy_document");
      return none;
    }
    seen_.push_back({text, nullptr});
    if (fixture::Steps names = names_in(property); !names.empty()) {
      snapshot_.derive({value->place(), resource.name, std::move(names)});
    }
    return Part::copy(*value);
  }
  if (!property.is_unknown()) {
    return none;
  }
  if (const Resource* const data = document_of(texts_.plan(), resource, property)) {
    if (data->property("json").text()) {
      return policy(*data, "json");
    }
    if (auto built = policy_document(*data, texts_, options_, snapshot_)) {
      return *std::move(built);
    }
  }
  return Part::unknown(
      "its text is known only after the plan is applied" + what_it_refers_to(property),
      resource.place);
}

}  // namespace remora::imports::terraform
