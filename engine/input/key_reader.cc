#include "engine/input/key_reader.h"

#include <array>
#include <utility>
#include <vector>

#include "engine/aws/arn.h"
#include "engine/aws/key_origin.h"
#include "engine/input/fact_reader.h"
#include "engine/input/grant_reader.h"
#include "engine/input/names.h"
#include "engine/input/printed.h"
#include "engine/input/tag_reader.h"

namespace remora::input {

namespace {

constexpr auto kKeyStates = std::to_array<std::string_view>({"Enabled",
                                                             "Disabled",
                                                             "PendingDeletion",
                                                             "PendingImport",
                                                             "Unavailable",
                                                             "Creating",
                                                             "PendingReplicaDeletion",
                                                             "Updating"});

/// A list, or as a command prints it: in an object that has it under that name.
std::vector<json::Value> listed(MemberReader& reader,
                                std::string_view member,
                                std::string_view name) {
  const auto value = reader.value().find(member);
  const auto inner = value ? value->find(name) : std::nullopt;
  if (!inner) {
    return reader.array(member);
  }
  reader.ignore(member);
  return inner->elements();
}

/// Names, or what list-aliases prints: those of this key.
std::vector<std::string> aliases(MemberReader& reader, std::string_view arn) {
  std::vector<std::string> found;
  for (const json::Value& alias : listed(reader, "aliases", "Aliases")) {
    const auto target = alias.find("TargetKeyId");
    if (alias.is_object() && (!target || !arn.ends_with("/" + std::string(target->text())))) {
      continue;
    }
    const std::string_view name = printed(alias, {"AliasName"}).text();
    if (!name.starts_with("alias/")) {
      reader.sink().error(alias.place(), "alias", "an alias is written alias/name");
    }
    found.emplace_back(name);
  }
  return found;
}

}  // namespace

world::Key read_key(const json::Value& value,
                    const std::string& path,
                    PolicyLoader& policies,
                    DiagnosticSink& sink) {
  MemberReader reader(value, "a key", sink);
  FactReader facts(reader, path);
  world::Key key;
  key.place = value.place();
  key.arn = read_arn(reader, kKeyArn, sink);
  if (const auto parsed = Arn::parse(key.arn)) {
    key.account = parsed->account;
    key.region = parsed->region;
  }
  const std::string it = "key " + key.arn.substr(key.arn.rfind('/') + 1);
  key.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Key, policies);
  key.state = facts.fact<std::string>("keyState", {"the state of ", it}, [&] {
    return std::string(reader.choice("keyState", kKeyStates, kKeyStates[0]));
  });
  key.aliases = facts.fact<std::vector<std::string>>(
      "aliases", {"the aliases of ", it}, [&] { return aliases(reader, key.arn); });
  key.aliases_said = reader.non_null("aliases").has_value();
  // Their ids begin with mrk- (KMS Developer Guide, "Multi-Region keys in AWS KMS").
  key.multi_region = facts.boolean("multiRegion",
                                   {"whether ", it, " is a multi-Region key"},
                                   key.arn.find(":key/mrk-") != std::string::npos);
  const std::string_view origin = value.find("Origin") ? "Origin" : "origin";
  key.origin = facts.if_said<std::string>(origin, {"the origin of ", it}, [&] {
    return std::string(reader.choice(origin, kKeyOrigins, kKeyOrigins[0]));
  });
  key.tags = read_tags(reader, path, it);
  key.spec = facts.text("keySpec", {"the spec of ", it}, "SYMMETRIC_DEFAULT");
  key.aws_managed = facts.fact<bool>("keyManager", {"whether ", it, " is managed by AWS"}, [&] {
    return reader.text("keyManager").value_or("CUSTOMER") == "AWS";
  });
  key.grants = facts.fact<std::vector<Grant>>("grants", {"the grants of ", it}, [&] {
    std::vector<Grant> grants;
    for (const json::Value& grant : listed(reader, "grants", "Grants")) {
      grants.push_back(read_grant(grant, kPrintedGrant, sink));
    }
    return grants;
  });
  reader.finish();
  return key;
}

}  // namespace remora::input
