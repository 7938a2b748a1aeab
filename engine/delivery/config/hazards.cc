#include <algorithm>

#include "engine/aws/partition.h"
#include "engine/delivery/config/access.h"
#include "engine/delivery/config/operations.h"
#include "engine/delivery/config/service.h"
#include "engine/delivery/possibilities.h"

namespace remora::delivery::config {

namespace {

bool any_succeeds(const DeliveryOutcome& outcome, std::string_view action) {
  bool asked = false;
  for (const ProbeResult& probe : outcome.probes) {
    if (probe.request.action == action) {
      asked = true;
      if (probe.succeeded() != Match::No) {
        return true;
      }
    }
  }
  return !asked;
}

// AWS's key policy for Config grants kms:Decrypt beside kms:GenerateDataKey.
bool may_not_decrypt(const DeliveryOutcome& outcome) {
  const auto probe =
      std::find_if(outcome.probes.begin(), outcome.probes.end(), [](const ProbeResult& one) {
        return one.request.action == "kms:GenerateDataKey" && one.succeeded() == Match::Yes;
      });
  if (probe == outcome.probes.end()) {
    return false;
  }
  Request decrypt = probe->request;
  decrypt.action = "kms:Decrypt";
  return authorize(decrypt, probe->policies).verdict == Verdict::ImplicitlyDenied;
}

}  // namespace

DeliveryOutcome try_stranger(const world::World& world,
                             const Home& stranger,
                             const Call& call,
                             const Assumptions& assumptions,
                             world::Suppositions& suppositions) {
  SupposedCall strange = supposed(call, suppositions);
  strange.recorder = Recorder{"default",
                              "arn:" + std::string(partition_of_region(stranger.region)) +
                                  ":iam::" + stranger.account + ":role/remora-stranger",
                              true};
  Prober prober(world, assumptions, suppositions);
  ConfigAccess access(prober, stranger, strange);
  access.set_bucket(*world.bucket(access.bucket_name()));
  access.check([&](Part, Step step) { prober.settle_quietly(step.match, step.probe); });
  return prober.finish();
}

void add_own_hazards(const world::World& world,
                     const Home& home,
                     const Call& call,
                     const Assumptions& assumptions,
                     DeliveryOutcome& outcome) {
  if (call.operation != Operation::PutDeliveryChannel) {
    return;
  }
  // Config names its Region in aws:SourceArn; a trail that covers several Regions names its home
  // Region alone.
  Call elsewhere = call;
  elsewhere.channel->sns_topic_arn = std::nullopt;
  const Home away{home.account, std::string(other_region(home.region))};
  const DeliveryOutcome trial = try_possibilities([&](world::Suppositions& suppositions) {
    return put_delivery_channel(
        world, away, supposed(elsewhere, suppositions), assumptions, suppositions);
  });
  rest_on(trial.assumptions, outcome);
  if (trial.outcome == Outcome::Refused) {
    outcome.warnings.push_back({"one-region-only",
                                "the same channel in another Region (tried: " + away.region +
                                    ") would be refused: a policy names this Region"});
  }
  if (!any_succeeds(outcome, "s3:ListBucket")) {
    outcome.warnings.push_back(
        {"no-list-bucket",
         "neither the role nor config.amazonaws.com may list the bucket, as AWS's page asks; "
         "Config delivers all the same, but each check leaves an AccessDenied in CloudTrail"});
  }
  if (may_not_decrypt(outcome)) {
    outcome.warnings.push_back(
        {"no-decrypt",
         "the key policy grants kms:GenerateDataKey without kms:Decrypt, which AWS's page asks "
         "for as well; the check passes without it"});
  }
}

}  // namespace remora::delivery::config
