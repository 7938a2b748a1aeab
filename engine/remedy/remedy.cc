#include "engine/remedy/remedy.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/remedy/policy_edit.h"
#include "engine/remedy/statement_templates.h"

namespace remora::remedy {

namespace {

using delivery::ProbeResult;

/// Where in a world the resource-based policy of a request's resource stands.
CompiledPolicyPtr* policy_slot(world::World& world, const Request& request, PolicyType& type) {
  const auto arn = Arn::parse(request.resource);
  if (!arn) {
    return nullptr;
  }
  const auto slot_of = [&](auto& items, const auto* found, auto member) -> CompiledPolicyPtr* {
    return found == nullptr ? nullptr
                            : &(items[static_cast<std::size_t>(found - items.data())].*member);
  };
  if (arn->service == "s3") {
    type = PolicyType::Bucket;
    return slot_of(world.buckets,
                   world.bucket(arn->resource.substr(0, arn->resource.find('/'))),
                   &world::Bucket::policy);
  }
  if (arn->service == "kms") {
    type = PolicyType::Key;
    return slot_of(world.keys, world.key(request.resource, {}, {}), &world::Key::policy);
  }
  if (arn->service == "sns") {
    type = PolicyType::Topic;
    return slot_of(world.topics, world.topic(request.resource), &world::Topic::policy);
  }
  if (arn->service == "iam") {
    type = PolicyType::Trust;
    return slot_of(world.roles, world.role(request.resource), &world::Role::trust);
  }
  return nullptr;
}

std::string owner_of(const Request& request) {
  const auto arn = Arn::parse(request.resource);
  return arn && arn->service == "s3" ? std::string(arn->resource.substr(0, arn->resource.find('/')))
                                     : request.resource;
}

/// Adds what the denied request lacks to the world; nothing if no statement can.
std::optional<Edit> mend(world::World& world,
                         const delivery::DeliveryCall& call,
                         const ProbeResult& denied) {
  if (!denied.obstacle.empty() || denied.decision.verdict != Verdict::ImplicitlyDenied) {
    return std::nullopt;
  }
  PolicyType type = PolicyType::Resource;
  CompiledPolicyPtr* slot = policy_slot(world, denied.request, type);
  if (slot == nullptr || (*slot != nullptr && (*slot)->is_unread())) {
    return std::nullopt;
  }
  const auto statement = documented_statement(world, call, denied, type);
  if (!statement) {
    return std::nullopt;
  }
  CompiledPolicyPtr changed = with_statement(slot->get(), type, statement->json);
  if (changed == nullptr) {
    return std::nullopt;
  }
  Edit edit;
  edit.policy = type;
  edit.source = *slot == nullptr ? nullptr : (*slot)->document()->source();
  edit.owner = owner_of(denied.request);
  edit.statement = statement->json;
  edit.patch = as_json_patch(slot->get(), statement->json);
  edit.documented = statement->source;
  *slot = std::move(changed);
  return edit;
}

std::string summarise(const std::vector<Edit>& edits) {
  std::string summary;
  for (const Edit& edit : edits) {
    summary += summary.empty() ? "add " : "; add ";
    summary += "a statement to the " + std::string(describe(edit.policy)) + " of " + edit.owner;
  }
  return summary;
}

}  // namespace

std::vector<Remedy> find_remedies(const world::World& world,
                                  const delivery::DeliveryCall& call,
                                  const delivery::Assumptions& assumptions,
                                  const delivery::DeliveryOutcome& outcome) {
  // A delivery asks a handful of requests; each round mends one of them.
  constexpr int kMostEdits = 12;
  if (outcome.outcome != delivery::Outcome::Refused || !outcome.cause) {
    return {};
  }
  world::World changed = world;
  Remedy remedy;
  delivery::DeliveryOutcome now = outcome;
  while (now.outcome == delivery::Outcome::Refused && now.cause &&
         remedy.edits.size() < kMostEdits) {
    auto edit = mend(changed, call, now.probes[*now.cause]);
    if (!edit) {
      return {};
    }
    remedy.edits.push_back(*std::move(edit));
    now = delivery::deliver(changed, call, assumptions);
  }
  if (now.outcome != delivery::Outcome::Delivered) {
    return {};
  }
  remedy.summary = summarise(remedy.edits);
  remedy.verified = true;
  return {std::move(remedy)};
}

}  // namespace remora::remedy
