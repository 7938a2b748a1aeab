#include "engine/diagnose/confirm.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/base/symbol_match.h"
#include "engine/delivery/call.h"

namespace remora::diagnose {

namespace {

CauseKind kind_of(const delivery::DeliveryOutcome& outcome,
                  const std::optional<explanation::Cause>& found) {
  if (!found) {
    return outcome.reason_kind == delivery::ObstacleKind::WrongRegion ? CauseKind::WrongRegion
                                                                      : CauseKind::Parameter;
  }
  const delivery::ProbeResult& probe = outcome.probes[found->request];
  if (!probe.obstacle.empty()) {
    return CauseKind::Obstacle;
  }
  if (probe.decision.verdict == Verdict::ExplicitlyDenied) {
    return CauseKind::ExplicitDeny;
  }
  if (found->statement == nullptr) {
    return found->source ? CauseKind::NoStatement : CauseKind::NoPolicy;
  }
  const ElementTrace* at_fault = found->element();
  if (at_fault != nullptr && is_resource(at_fault->element)) {
    return probe.request.resource.find("AWSLogs/o-") == std::string::npos
               ? CauseKind::Resource
               : CauseKind::OrganizationFolder;
  }
  return at_fault != nullptr && at_fault->element == Element::Condition ? CauseKind::Condition
                                                                        : CauseKind::NoStatement;
}

CauseKind wider(CauseKind kind) {
  switch (kind) {
    case CauseKind::NoPolicy:
      return CauseKind::NoStatement;
    case CauseKind::OrganizationFolder:
      return CauseKind::Resource;
    default:
      return kind;
  }
}

}  // namespace

bool speaks_of(const Diagnosis& diagnosis, const delivery::Call& call) {
  const std::string_view bucket = named_by(call).bucket;
  return service_of(call).name == diagnosis.service &&
         (!diagnosis.bucket.value || bucket.empty() ||
          may_stand_for(*diagnosis.bucket.value, bucket));
}

bool is_same_refusal(const Diagnosis& diagnosis, const delivery::ServiceError& error) {
  if (diagnosis.wordings.empty()) {
    return diagnosis.code == error.code;
  }
  const std::string variant = variant_of(delivery::info(error.id));
  return std::any_of(diagnosis.wordings.begin(), diagnosis.wordings.end(), [&](const Wording* one) {
    return one->variant == variant && one->code == error.code;
  });
}

std::vector<std::string> differences(const Diagnosis& diagnosis, const delivery::Call& call) {
  const delivery::Named named = named_by(call);
  std::vector<std::string> found;
  const auto compare =
      [&](std::string_view what, const Said& said, const std::optional<std::string_view>& given) {
        // A name that AWS will choose is the one that the text says.
        if (said.value && (!given || !may_stand_for(*said.value, *given))) {
          found.push_back(std::string(what) + ": the text says " + *said.value + ", the input " +
                          readable(given.value_or("none")));
        }
      };
  compare("prefix", diagnosis.prefix, named.prefix);
  compare("key", diagnosis.key, named.key);
  return found;
}

std::optional<std::size_t> which_cause(std::span<const PossibleCause> causes,
                                       const delivery::DeliveryOutcome& outcome,
                                       const std::optional<explanation::Cause>& found) {
  const auto only = [&](auto fits) -> std::optional<std::size_t> {
    const auto row = std::find_if(causes.begin(), causes.end(), fits);
    const bool one = std::count_if(causes.begin(), causes.end(), fits) == 1;
    return one ? std::optional(static_cast<std::size_t>(row - causes.begin())) : std::nullopt;
  };
  const CauseKind kind = kind_of(outcome, found);
  if (kind == CauseKind::Parameter || kind == CauseKind::WrongRegion ||
      kind == CauseKind::Obstacle) {
    // What the text shows itself needs no policy to be found in.
    if (const auto shown = only([](const PossibleCause& one) { return one.shown; })) {
      return shown;
    }
  }
  if (!found) {
    const auto of_kind = only([&](const PossibleCause& one) {
      return one.policy.empty() && one.info != nullptr && one.info->kind == kind;
    });
    return of_kind ? of_kind : only([](const PossibleCause& one) { return one.policy.empty(); });
  }
  // The kind itself, then a wider one where the table does not tell the narrow one apart.
  for (const CauseKind wanted : {kind, wider(kind)}) {
    const auto row = std::find_if(causes.begin(), causes.end(), [&](const PossibleCause& one) {
      return one.info != nullptr && one.policy == found->policy && one.info->kind == wanted;
    });
    if (row != causes.end()) {
      return static_cast<std::size_t>(row - causes.begin());
    }
  }
  return only([&](const PossibleCause& one) { return one.policy == found->policy; });
}

}  // namespace remora::diagnose
