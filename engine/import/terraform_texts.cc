#include "engine/import/terraform_texts.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora::imports::terraform {

namespace {

constexpr int kMostLinks = 16;

struct ThingType {
  std::string_view type;
  Thing thing;
  std::string_view name;  // the attribute that is its name; empty: AWS chooses it
};

constexpr auto kThings = std::to_array<ThingType>({
    {"aws_s3_bucket", Thing::Bucket, "bucket"},
    {"aws_kms_key", Thing::Key, ""},
    {"aws_kms_external_key", Thing::Key, ""},
    {"aws_kms_replica_key", Thing::Key, ""},
    {"aws_kms_alias", Thing::Key, "name"},
    {"aws_sns_topic", Thing::Topic, "name"},
    {"aws_iam_role", Thing::Role, "name"},
    {"aws_iam_service_linked_role", Thing::Role, ""},
    {"aws_iam_policy", Thing::Policy, "name"},
    {"aws_cloudwatch_log_group", Thing::LogGroup, "name"},
});

/// An attribute that names a thing, of whatever resource; of the resources that set something of a
/// thing, it is what they stand for.
struct Naming {
  std::string_view attribute;
  Thing thing;
};

constexpr auto kNamings = std::to_array<Naming>({
    {"bucket", Thing::Bucket},
    {"s3_bucket_name", Thing::Bucket},
    {"kms_key_id", Thing::Key},
    {"s3_kms_key_arn", Thing::Key},
    {"kms_master_key_id", Thing::Key},
    {"target_key_id", Thing::Key},
    {"key_id", Thing::Key},
    {"sns_topic_name", Thing::Topic},
    {"sns_topic_arn", Thing::Topic},
    {"arn", Thing::Topic},
    {"role", Thing::Role},
    {"roles", Thing::Role},
    {"role_arn", Thing::Role},
    {"grantee_principal", Thing::Role},
    {"cloud_watch_logs_role_arn", Thing::Role},
    {"cloud_watch_logs_group_arn", Thing::LogGroup},
    {"policy_arn", Thing::Policy},
    {"permissions_boundary", Thing::Policy},
});

const ThingType* type_of(std::string_view type) {
  const auto* const found = std::find_if(
      kThings.begin(), kThings.end(), [&](const ThingType& one) { return one.type == type; });
  return found != kThings.end() ? found : nullptr;
}

Thing thing_named_by(std::string_view attribute) {
  const auto* const found = std::find_if(kNamings.begin(), kNamings.end(), [&](const Naming& one) {
    return one.attribute == attribute;
  });
  return found != kNamings.end() ? found->thing : Thing::None;
}

/// The symbol of a value that AWS will choose: `<key aws_kms_key.logs>`.
std::string symbol_of(std::string_view what, const Resource& resource) {
  std::string name = std::string(what) + " ";
  for (const char c : resource.name) {
    name += std::string_view(":/*?${}").find(c) == std::string_view::npos ? c : ' ';
  }
  return make_symbol(name);
}

/// What follows from what a thing is, whatever the plan says of it.
constexpr auto kOwn = std::to_array<std::string_view>({"arn", "bucket", "id", "key_id", "name"});

Text absent(const Place& place) {
  return {Text::Kind::Absent, {}, place};
}

/// Providers that make up names: what comes of them is no name that anyone writes down before.
bool makes_names(const Address& target) {
  return target.type().starts_with("random_") || target.type().starts_with("time_");
}

std::string why_unknown(const Property& property) {
  std::string references;
  if (const auto& expression = property.expression()) {
    if (const auto list = expression->find("references")) {
      for (const json::Value& one : list->elements()) {
        references += (references.empty() ? ", as " : ", ") + std::string(one.text());
      }
    }
  }
  return "it is known only after the plan is applied" + references;
}

}  // namespace

Part Text::part() const {
  switch (kind) {
    case Kind::Given:
      return Part::string(text, place);
    case Kind::Unknown:
      return Part::unknown(text, place);
    case Kind::Absent:
      break;
  }
  return {json::Kind::Null, {}, place};
}

Standpoint standpoint_of(const Resource& resource) {
  return {resource.address.modules, resource.address.resource.key};
}

Text Texts::text(const Resource& resource, std::string_view attribute) const {
  return at(resource, attribute, 0);
}

Text Texts::text(const Resource& resource, const Property& property, Thing thing) const {
  if (const auto known = property.text()) {
    return {Text::Kind::Given, *known, property.value()->place()};
  }
  return property.is_unknown() ? linked(resource, property, thing, 0) : absent(resource.place);
}

std::string Texts::identity(const Resource& thing) const {
  const ThingType* const type = type_of(thing.type);
  const Text text =
      at(thing, type != nullptr && type->thing == Thing::Bucket ? "bucket" : "arn", 0);
  return text.is_given() ? text.text : std::string();
}

// Each step follows one reference, and there are at most kMostLinks.
Text Texts::at(const Resource& resource,  // NOLINT(misc-no-recursion)
               std::string_view attribute,
               int depth) const {
  const Property property = resource.property(attribute);
  if (const auto known = property.text()) {
    return {Text::Kind::Given, *known, property.value()->place()};
  }
  const ThingType* const type = type_of(resource.type);
  if (type != nullptr && std::find(kOwn.begin(), kOwn.end(), attribute) != kOwn.end()) {
    std::string name = own(resource, attribute);
    if (!name.empty()) {
      return {Text::Kind::Given, std::move(name), resource.place};
    }
  }
  if (resource.type == "aws_kms_alias" && attribute == "target_key_arn") {
    return key_of_alias(resource, depth);
  }
  if (!property.is_unknown()) {
    return absent(resource.place);
  }
  return linked(resource, property, thing_named_by(attribute), depth);
}

/// The ARN of the key that an alias leads to, which names the key by its id or its ARN.
Text Texts::key_of_alias(const Resource& alias, int depth) const {  // NOLINT(misc-no-recursion)
  const Text target = depth > kMostLinks ? Text() : at(alias, "target_key_id", depth + 1);
  for (const Resource& one : plan_.resources()) {
    const ThingType* const type = type_of(one.type);
    const bool key = type != nullptr && type->thing == Thing::Key && one.type != alias.type;
    if (!key || !target.is_given()) {
      continue;
    }
    Text arn = at(one, "arn", depth + 1);
    if (target.text == arn.text || target.text == at(one, "key_id", depth + 1).text) {
      return arn;
    }
  }
  return target.is_given() && target.text.starts_with("arn:")
             ? target
             : Text{Text::Kind::Unknown, "the key of " + alias.name, alias.place};
}

Text Texts::linked(const Resource& resource,  // NOLINT(misc-no-recursion)
                   const Property& property,
                   Thing thing,
                   int depth) const {
  Text unknown{Text::Kind::Unknown, why_unknown(property), resource.place};
  if (thing == Thing::None || !property.expression() || depth > kMostLinks) {
    return unknown;
  }
  const Standpoint from = standpoint_of(resource);
  std::set<std::string> texts;
  for (const Address& target : follow(plan_, *property.expression(), from).targets) {
    const ThingType* const type = type_of(target.type());
    for (const Resource* one : find_resources(plan_, target, from)) {
      Text text;
      if (type != nullptr && type->thing == thing) {
        text = at(*one, target.rest.empty() ? "id" : target.rest, depth + 1);
      } else if (type == nullptr) {
        // What sets something of a thing has its name: `aws_s3_bucket_policy.logs.bucket`.
        const std::string_view own_attribute = thing == Thing::Bucket  ? "bucket"
                                               : thing == Thing::Key   ? "key_id"
                                               : thing == Thing::Topic ? "arn"
                                                                       : "";
        const bool same = target.rest == own_attribute || target.rest == "id";
        text = same && one->property(own_attribute).is_there() ? at(*one, own_attribute, depth + 1)
                                                               : Text();
      }
      if (text.is_given()) {
        texts.insert(text.text);
      }
    }
  }
  return texts.size() == 1 ? Text{Text::Kind::Given, *texts.begin(), resource.place} : unknown;
}

std::string Texts::own(const Resource& thing, std::string_view attribute) const {
  const ThingType* const type = type_of(thing.type);
  const Home home = homes_.of(thing);
  const std::string arn = "arn:" + home.partition + ":";
  const auto name = [&](std::string_view what) {
    const Property property = thing.property(type->name);
    if (const auto known = property.text()) {
      return *known;
    }
    const auto& expression = property.expression();
    const auto found = expression ? follow(plan_, *expression, standpoint_of(thing)) : References();
    const bool chosen = found.locals.empty() &&
                        std::all_of(found.targets.begin(), found.targets.end(), makes_names);
    return chosen ? symbol_of(what, thing)
                  : make_unknown("name of " + std::string(what) + " " + thing.name);
  };
  const bool wants_arn = attribute == "arn";
  switch (type->thing) {
    case Thing::Bucket:
      return wants_arn                                    ? arn + "s3:::" + name("bucket")
             : attribute == "id" || attribute == "bucket" ? name("bucket")
                                                          : "";
    case Thing::Key: {
      const std::string where = arn + "kms:" + home.region + ":" + home.account + ":";
      if (thing.type == "aws_kms_alias") {
        const std::string alias = name("alias");
        const std::string full = alias.starts_with("alias/") ? alias : "alias/" + alias;
        return wants_arn ? where + full : attribute == "id" || attribute == "name" ? full : "";
      }
      const std::string id = symbol_of("key", thing);
      return wants_arn ? where + "key/" + id : attribute == "id" || attribute == "key_id" ? id : "";
    }
    case Thing::Topic:
      return wants_arn || attribute == "id"
                 ? arn + "sns:" + home.region + ":" + home.account + ":" + name("topic")
             : attribute == "name" ? name("topic")
                                   : "";
    case Thing::Role: {
      if (thing.type == "aws_iam_service_linked_role") {
        const std::string service = thing.property("aws_service_name").text().value_or("");
        return (wants_arn || attribute == "id") && service == "config.amazonaws.com"
                   ? arn + "iam::" + home.account + ":role/aws-service-role/" + service +
                         "/AWSServiceRoleForConfig"
                   : "";
      }
      const std::string path = thing.property("path").text().value_or("/");
      return wants_arn ? arn + "iam::" + home.account + ":role" + path + name("role")
             : attribute == "id" || attribute == "name" ? name("role")
                                                        : "";
    }
    case Thing::Policy: {
      const std::string path = thing.property("path").text().value_or("/");
      return wants_arn || attribute == "id"
                 ? arn + "iam::" + home.account + ":policy" + path + name("policy")
             : attribute == "name" ? name("policy")
                                   : "";
    }
    case Thing::LogGroup:
      return wants_arn ? arn + "logs:" + home.region + ":" + home.account +
                             ":log-group:" + name("log group")
             : attribute == "id" || attribute == "name" ? name("log group")
                                                        : "";
    case Thing::None:
      break;
  }
  return {};
}

}  // namespace remora::imports::terraform
