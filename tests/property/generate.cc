#include "tests/property/generate.h"

#include <string_view>
#include <vector>

#include "tests/property/generate_policy.h"
#include "tests/property/vector_text.h"
#include "tests/property/vocabulary.h"

namespace remora::property {

namespace {

/// A policy, or one that nobody has read.
std::string policy_or_unknown(
    Random& random, const ServiceWords& service, PolicyType type, Mood mood, bool clear = false) {
  return random.chance(1) ? std::string(R"({"unknown":"not read"})")
                          : policy_text(random, service, type, mood, clear);
}

std::string group(Random& random, const ServiceWords& service, PolicyType type, Mood mood) {
  std::string text = "[" + policy_or_unknown(random, service, type, mood);
  if (random.chance(20)) {
    text += "," + policy_or_unknown(random, service, type, Mood::Plain);
  }
  return text + "]";
}

std::string levels(Random& random, const ServiceWords& service, PolicyType type) {
  std::string text = "[";
  for (std::size_t count = random.below(4); count > 0; --count) {
    const Mood mood = type == PolicyType::Scp && random.chance(92) ? Mood::Generous : Mood::Plain;
    text += random.chance(4) ? std::string("[]") : group(random, service, type, mood);
    text += count > 1 ? "," : "";
  }
  return text + "]";
}

std::string grants(Random& random) {
  constexpr std::string_view kGrantees[] = {"arn:aws:iam::111122223333:role/app",
                                            "arn:aws:iam::111122223333:user/ana",
                                            "arn:aws:sts::111122223333:assumed-role/app/s1",
                                            "arn:aws:iam::444455556666:role/app",
                                            "config.amazonaws.com"};
  constexpr std::string_view kRetirers[] = {"arn:aws:iam::111122223333:root",
                                            "arn:aws:iam::444455556666:root",
                                            "arn:aws:iam::444455556666:user/ana",
                                            "arn:aws:iam::111122223333:role/app",
                                            "444455556666",
                                            "config.amazonaws.com"};
  constexpr std::string_view kOperations[] = {"Decrypt", "GenerateDataKey", "RetireGrant"};
  constexpr std::string_view kConstraints[] = {
      R"({"EncryptionContextSubset":{"APP":"a"}})",
      R"({"EncryptionContextEquals":{"app":"a"}})",
      R"({"EncryptionContextEquals":{}})",
      R"({"EncryptionContextSubset":{"app":"a","other":"b"}})",
      R"({"SourceArn":"arn:aws:sns:us-east-1:111122223333:t"})"};
  std::string text = "[";
  for (std::size_t count = 1 + random.below(2); count > 0; --count) {
    text += R"({"grantee":)" + json_string(random.pick(std::span(kGrantees))) +
            R"(,"operations":[)" + json_string(random.pick(std::span(kOperations))) + "]";
    if (random.chance(40)) {
      text += R"(,"constraints":)" + std::string(random.pick(std::span(kConstraints)));
    }
    for (const std::string_view retirer : {"retiring_principal", "issuing_account"}) {
      if (random.chance(30)) {
        text += "," + json_string(retirer) + ":" + json_string(random.pick(std::span(kRetirers)));
      }
    }
    text += "}";
    text += count > 1 ? "," : "";
  }
  return text + "]";
}

/// The members of the "policies" object.
class Members {
 public:
  void add(std::string_view name, const std::string& value) {
    text_ += (text_.empty() ? "" : ",") + json_string(name) + ":" + value;
  }

  [[nodiscard]] std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

PolicyType resource_type(const ServiceWords& service) {
  if (service.name == "s3") {
    return PolicyType::Bucket;
  }
  if (service.name == "kms") {
    return PolicyType::Key;
  }
  if (service.name == "sns") {
    return PolicyType::Topic;
  }
  return service.name == "sts" ? PolicyType::Trust : PolicyType::Resource;
}

/// What may grant: identity-based and resource-based policies, grants.
void add_grants(Random& random, const ServiceWords& service, bool restrict_public, Members& to) {
  constexpr unsigned kOften = 72;
  const auto mood = [&] { return random.chance(kOften) ? Mood::Generous : Mood::Plain; };
  if (random.chance(92)) {
    to.add("identity", group(random, service, PolicyType::Identity, mood()));
  }
  const PolicyType type = resource_type(service);
  const bool needed = type == PolicyType::Key || type == PolicyType::Trust;
  if (random.chance(needed ? 95 : 60)) {
    const bool as_key_policy = service.key_policy && random.chance(90);
    to.add(as_key_policy ? "key_policy" : "resource",
           policy_or_unknown(random, service, type, mood(), restrict_public));
  }
  if (type == PolicyType::Key && random.chance(30)) {
    to.add("grants", grants(random));
  }
}

/// What limits: boundary, session, organization and endpoint.
void add_limits(Random& random, const ServiceWords& service, Members& to) {
  const auto mood = [&] { return random.chance(75) ? Mood::Generous : Mood::Plain; };
  if (random.chance(25)) {
    to.add("boundary", policy_or_unknown(random, service, PolicyType::Boundary, mood()));
  }
  if (random.chance(20)) {
    to.add("session", group(random, service, PolicyType::Session, mood()));
  }
  if (random.chance(30)) {
    to.add("scps", levels(random, service, PolicyType::Scp));
  }
  if (random.chance(25)) {
    to.add("rcps", levels(random, service, PolicyType::Rcp));
  }
  if (random.chance(15)) {
    to.add("vpc_endpoint", policy_or_unknown(random, service, PolicyType::VpcEndpoint, mood()));
  }
}

void fill_context(Random& random, bool described, RequestContext& context) {
  for (const KeyWord& key : condition_keys()) {
    if (!random.chance(described ? 25 : 55)) {
      continue;
    }
    if (random.chance(3)) {
      context.set_unknown(key.name, "not known");
      continue;
    }
    const ValueType type = random.chance(95) ? key.type : ValueType::Text;
    if (!random.chance(key.multivalued ? 95 : 3)) {
      context.set(key.name, request_value(random, type));
      continue;
    }
    std::vector<std::string> values;
    for (std::size_t count = random.below(4); count > 0; --count) {
      values.push_back(request_value(random, type));
    }
    const std::vector<std::string_view> views(values.begin(), values.end());
    context.set_multivalued(key.name, views);
  }
}

Request generate_request(Random& random,
                         const ServiceWords& service,
                         bool restrict_public,
                         bool described) {
  Request request;
  const bool federated = service.name == "sts" && random.chance(15);
  const std::string_view who = random.pick(federated ? federated_requesters() : requesters());
  request.principal = Principal::parse(who).value_or(Principal());
  request.action = random.pick(service.actions);
  request.resource = random.pick(service.resources);
  if (random.chance(85)) {
    const bool foreign = request.resource.find(kForeignAccount) != std::string::npos;
    request.resource_account = foreign ? kForeignAccount : kOwnAccount;
  }
  RequestEnvironment& environment = request.environment;
  environment.principal_in_management_account = random.chance(5);
  environment.service_linked_role = random.chance(5);
  environment.resource_in_management_account = random.chance(5);
  environment.aws_managed_key = service.name == "kms" && random.chance(5);
  environment.s3_restrict_public_buckets = restrict_public && random.chance(80);
  fill_context(random, described, request.context);
  // Whether a Principal names the role of a session whose role nobody has said is taken from the
  // role's name alone unless a condition asks for the ARN too: not a thing to compare.
  const bool of_role = request.principal.text().find(":assumed-role/app/") != std::string::npos;
  if (described && of_role && request.context.find("aws:PrincipalArn") == nullptr) {
    request.context.set("aws:PrincipalArn",
                        "arn:aws:iam::" + std::string(request.principal.account()) +
                            (random.chance(50) ? ":role/app" : ":role/p/app"));
  }
  if (request.resource == "*") {
    // Where AWS looks for the ARN of an account's own resources; unknown Regions have tests of
    // their own, because the reference knows no unknown texts.
    constexpr std::string_view kRegions[] = {"us-east-1", "us-west-2"};
    request.context.set("aws:RequestedRegion", random.pick(std::span(kRegions)));
  }
  return request;
}

}  // namespace

GeneratedCase generate_case(Random& random, std::size_t requests) {
  GeneratedCase made;
  const ServiceWords& service = random.pick(services());
  const bool restrict_public = service.name == "s3" && random.chance(15);
  Members policies;
  add_grants(random, service, restrict_public, policies);
  add_limits(random, service, policies);
  made.policies = policies.text();
  made.described = random.chance(25);
  for (std::size_t i = 0; i < requests; ++i) {
    made.requests.push_back(generate_request(random, service, restrict_public, made.described));
  }
  return made;
}

}  // namespace remora::property
