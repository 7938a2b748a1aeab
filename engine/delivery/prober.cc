#include "engine/delivery/prober.h"

#include <algorithm>
#include <utility>

#include "engine/aws/partition.h"
#include "engine/delivery/asked_keys.h"
#include "engine/world/decide.h"
#include "engine/world/policies_in_force.h"

namespace remora::delivery {

Match ProbeResult::succeeded() const {
  if (open) {
    return Match::Unknown;
  }
  if (!obstacle.empty()) {
    return Match::No;
  }
  switch (decision.verdict) {
    case Verdict::Allowed:
      return Match::Yes;
    case Verdict::Undetermined:
      return decision.denied_either_way ? Match::No : Match::Unknown;
    case Verdict::ImplicitlyDenied:
    case Verdict::ExplicitlyDenied:
      break;
  }
  return Match::No;
}

void rest_on(std::span<const Assumption> assumptions, DeliveryOutcome& outcome) {
  auto& relied = outcome.assumptions;
  for (const Assumption assumption : assumptions) {
    if (std::find(relied.begin(), relied.end(), assumption) == relied.end()) {
      relied.push_back(assumption);
    }
  }
}

const world::Bucket* Prober::bucket(std::string_view name, std::string_view from) const {
  const world::Bucket* const found = world_->bucket(name);
  const std::string* const region = found == nullptr ? nullptr : found->region.known();
  const bool elsewhere = region != nullptr && !has_symbol(*region) && !has_symbol(from) &&
                         partition_of_region(*region) != partition_of_region(from);
  return elsewhere ? nullptr : found;
}

std::string Prober::why_no_bucket(std::string_view name) const {
  const world::Bucket* const found = world_->bucket(name);
  if (found == nullptr) {
    return "there is no bucket " + std::string(name);
  }
  const std::string region = found->region.shown({});
  return "bucket " + std::string(name) + " is in " + region + ", in partition " +
         std::string(partition_of_region(region)) + ", which nothing reaches from another one";
}

Match Prober::ask(Probe probe) {
  ProbeResult result;
  result.purpose = std::move(probe.purpose);
  result.request = std::move(probe.request);
  result.required = probe.required;
  result.obstacle = std::move(probe.obstacle);
  result.obstacle_kind = probe.obstacle_kind;
  // A service that assumes a role passes no session tags: that would ask for sts:TagSession, which
  // the trust policies that AWS documents for it do not allow (IAM User Guide, "Pass session tags
  // in AWS STS").
  result.policies =
      world::resolve(*world_, result.request, *suppositions_, world::SessionTags::None);
  add_asked_keys(*this, result.policies, result.request);
  force_context(assumptions_->forced_context(), result.request);
  if (probe.identity_only) {
    result.policies.resource = nullptr;
    result.policies.resource_type = PolicyType::Resource;
    result.request.resource_account = result.request.principal.account();
  }
  result.decision = authorize(result.request, result.policies);
  note_context(probe.switches, result.policies);
  result.switches = std::move(probe.switches);
  const Match match = result.succeeded();
  outcome_.probes.push_back(std::move(result));
  return match;
}

void Prober::settle(Match match, std::size_t probe, const ServiceError& error) {
  const bool first = !refused();
  settle_quietly(match, probe);
  if (first && refused()) {
    outcome_.error = error;
  }
}

void Prober::settle_quietly(Match match, std::size_t probe) {
  if (match == Match::Yes || refused()) {
    return;
  }
  if (match == Match::Unknown) {
    if (!open_) {
      open_ = true;
      open_probe_ = probe;
    }
    return;
  }
  failed_ = true;
  outcome_.cause = probe;
}

void Prober::refuse(const ServiceError& error, std::string reason, ObstacleKind kind) {
  if (!refused()) {
    outcome_.error = error;
    fail_quietly(std::move(reason), kind);
  }
}

void Prober::fail_quietly(std::string reason, ObstacleKind kind) {
  if (!refused()) {
    failed_ = true;
    outcome_.reason = readable(reason);
    outcome_.reason_kind = kind;
  }
}

void Prober::leave_open(std::string reason) {
  open_ = true;
  for (const world::Supposition& one : suppositions_->made()) {
    if (reason.find(make_unknown(one.fact->what)) != reason.npos) {
      leave_open(one.fact);
    }
  }
  if (outcome_.reason.empty()) {
    outcome_.reason = readable(reason);
  }
}

void Prober::leave_open(const world::UnknownPtr& fact) {
  open_ = true;
  outcome_.missing.push_back(fact);
}

void Prober::wrote(WrittenObject object) {
  auto& written = outcome_.objects_written;
  const auto is_same = [&](const WrittenObject& one) {
    return one.bucket == object.bucket && one.key == object.key;
  };
  if (std::none_of(written.begin(), written.end(), is_same)) {
    written.push_back(std::move(object));
  }
}

void Prober::warn(std::string code, std::string message) {
  outcome_.warnings.push_back({std::move(code), std::move(message)});
}

void Prober::report(std::string field, std::string value) {
  outcome_.status.push_back({std::move(field), std::move(value)});
}

void Prober::note_context(const ContextSwitches& switches, const PolicySet& policies) {
  const auto& forced = assumptions_->forced_context();
  for (const ContextSwitches::Entry& entry : switches.entries()) {
    const bool is_forced = std::any_of(forced.begin(), forced.end(), [&](const ForcedKey& key) {
      return equal_ignoring_case(key.name, entry.key.name);
    });
    if (!is_forced && mentions(policies, entry.key)) {
      rest_on(std::span(&entry.assumption, 1), outcome_);
    }
  }
}

/// The policies that nobody has read and that the open request depends on. Where it is open because
/// of others, such as two callers that fare differently, those of all that are open.
void Prober::name_missing_policies() {
  auto& missing = outcome_.missing;
  const auto add = [&](const ProbeResult& probe) {
    for (const world::UnknownPtr& one : world::missing_policies(probe.request, probe.policies)) {
      if (std::find(missing.begin(), missing.end(), one) == missing.end()) {
        missing.push_back(one);
      }
    }
  };
  if (open_probe_) {
    add(outcome_.probes[*open_probe_]);
  }
  for (std::size_t i = 0; i < outcome_.probes.size() && missing.empty(); ++i) {
    add(outcome_.probes[i]);
  }
}

DeliveryOutcome Prober::finish() {
  if (refused()) {
    // A failure settles the outcome whatever an open question before it would answer; only the
    // error that AWS names could then be another one.
    outcome_.outcome = Outcome::Refused;
    if (open_) {
      warn("error-may-differ",
           "a request before the failing one depends on a fact that is not known; the delivery is "
           "refused either way, but AWS may name another error");
    }
  } else if (open_) {
    outcome_.outcome = Outcome::Undetermined;
    outcome_.cause = open_probe_;
    name_missing_policies();
  }
  return std::move(outcome_);
}

}  // namespace remora::delivery
