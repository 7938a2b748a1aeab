#include "engine/delivery/hazards.h"

#include <algorithm>

#include "engine/aws/partition.h"
#include "engine/delivery/cloudtrail/admission.h"
#include "engine/delivery/config/access.h"
#include "engine/delivery/config/operations.h"

namespace remora::delivery {

namespace {

/// An account that the world does not speak of.
std::string strange_account(const world::World& world, std::string_view own) {
  for (const std::string_view account : {"999999999999", "888888888888", "777777777777"}) {
    if (account != own && world.member(account) == nullptr) {
      return std::string(account);
    }
  }
  return "000000000000";
}

/// Config at work for another account, whose role has no rights here.
DeliveryOutcome try_strange_config(const world::World& world,
                                   DeliveryCall call,
                                   const Assumptions& assumptions,
                                   const world::Bucket& bucket) {
  call.account = strange_account(world, call.account);
  call.recorder = ConfigurationRecorder{"default",
                                        "arn:" + std::string(partition_of_region(call.region)) +
                                            ":iam::" + call.account + ":role/remora-stranger",
                                        true};
  Prober prober(world, assumptions);
  config::ConfigAccess access(prober, call);
  access.set_bucket(bucket);
  access.check(
      [&](config::Part, config::Step step) { prober.settle_quietly(step.match, step.probe); });
  return prober.finish();
}

/// CloudTrail at work for a trail of another account.
DeliveryOutcome try_strange_trail(const world::World& world,
                                  const DeliveryCall& call,
                                  const Assumptions& assumptions) {
  Trail trail = call.trail;
  trail.is_organization_trail = false;
  trail.sns_topic_name.reset();
  Prober prober(world, assumptions);
  cloudtrail::TrailAccess access(prober,
                                 trail,
                                 strange_account(world, call.account),
                                 call.region,
                                 cloudtrail::Occasion::Admission);
  cloudtrail::admit_trail(prober, access, {true, false, false});
  return prober.finish();
}

/// Whether some statement of the key policy lets somebody of that account decrypt.
bool grants_decrypt_to(const CompiledPolicy& policy, std::string_view account) {
  constexpr std::string_view kDecrypt = "kms:Decrypt";
  const ActionName decrypt(kDecrypt, *Action::parse(kDecrypt));
  return std::any_of(
      policy.statements().begin(), policy.statements().end(), [&](const CompiledStatement& one) {
        if (one.effect != Effect::Allow || match_action(one, decrypt) == Match::No) {
          return false;
        }
        const PrincipalElement& principal = one.source->principal;
        return principal.negated ||
               std::any_of(
                   principal.entries.begin(), principal.entries.end(), [&](const auto& who) {
                     return who.type == PrincipalType::Any ||
                            (who.type == PrincipalType::Aws &&
                             (who.value.text == "*" ||
                              who.value.text.find(account) != std::string_view::npos));
                   });
      });
}

class Hazards {
 public:
  Hazards(const world::World& world,
          const DeliveryCall& call,
          const Assumptions& assumptions,
          DeliveryOutcome& outcome)
      : world_(world), call_(call), assumptions_(assumptions), outcome_(outcome) {}

  void find() {
    const bool config = call_.service == Service::Config;
    const world::Bucket* bucket = world_.bucket(config ? call_.channel.s3_bucket_name.value_or("")
                                                       : call_.trail.s3_bucket_name);
    if (bucket == nullptr || outcome_.outcome != Outcome::Delivered) {
      return;
    }
    const DeliveryOutcome strange = config
                                        ? try_strange_config(world_, call_, assumptions_, *bucket)
                                        : try_strange_trail(world_, call_, assumptions_);
    rest_on(strange.assumptions, outcome_);
    if (strange.outcome == Outcome::Delivered) {
      add("stranger-can-deliver",
          std::string(config ? "AWS Config" : "CloudTrail") +
              " working for any other account could deliver here too; a condition on "
              "aws:SourceAccount, aws:SourceArn or aws:SourceOrgID in the statements for the "
              "service keeps strangers out");
    }
    if (config && call_.operation == Operation::PutDeliveryChannel) {
      look_at_other_region();
      look_at_list_bucket();
      look_at_decrypt();
    }
    look_at_readers(*bucket);
  }

 private:
  void add(std::string code, std::string message) {
    outcome_.warnings.push_back({std::move(code), std::move(message)});
  }

  // Config names its Region in aws:SourceArn; a trail that covers several Regions names its home
  // Region alone.
  void look_at_other_region() {
    DeliveryCall elsewhere = call_;
    elsewhere.region = other_region(call_.region);
    elsewhere.channel.sns_topic_arn.reset();
    const DeliveryOutcome trial = config::put_delivery_channel(world_, elsewhere, assumptions_);
    rest_on(trial.assumptions, outcome_);
    if (trial.outcome == Outcome::Refused) {
      add("one-region-only",
          "the same channel in another Region (tried: " + elsewhere.region +
              ") would be refused: a policy names this Region");
    }
  }

  [[nodiscard]] bool any_succeeds(std::string_view action) const {
    bool asked = false;
    for (const ProbeResult& probe : outcome_.probes) {
      if (probe.request.action == action) {
        asked = true;
        if (probe.succeeded() != Match::No) {
          return true;
        }
      }
    }
    return !asked;
  }

  void look_at_list_bucket() {
    if (!any_succeeds("s3:ListBucket")) {
      add("no-list-bucket",
          "neither the role nor config.amazonaws.com may list the bucket, as AWS's page asks; "
          "Config delivers all the same, but each check leaves an AccessDenied in CloudTrail");
    }
  }

  // AWS's key policy for Config grants kms:Decrypt beside kms:GenerateDataKey.
  void look_at_decrypt() {
    for (const ProbeResult& probe : outcome_.probes) {
      if (probe.request.action != "kms:GenerateDataKey" || probe.succeeded() != Match::Yes) {
        continue;
      }
      Request decrypt = probe.request;
      decrypt.action = "kms:Decrypt";
      if (authorize(decrypt, probe.policies).verdict == Verdict::ImplicitlyDenied) {
        add("no-decrypt",
            "the key policy grants kms:GenerateDataKey without kms:Decrypt, which AWS's page asks "
            "for as well; the check passes without it");
      }
      return;
    }
  }

  void look_at_readers(const world::Bucket& bucket) {
    for (const ProbeResult& probe : outcome_.probes) {
      if (probe.request.action != "kms:GenerateDataKey") {
        continue;
      }
      const world::Key* key = world_.key(probe.request.resource, {}, {});
      if (key != nullptr && key->policy != nullptr && !key->policy->is_unread() &&
          !key->aws_managed && !grants_decrypt_to(*key->policy, bucket.account)) {
        add("readers-cannot-decrypt",
            "the key policy lets nobody in the bucket's account " + bucket.account +
                " do kms:Decrypt, so the objects cannot be read there");
      }
      return;
    }
  }

  const world::World& world_;
  const DeliveryCall& call_;
  const Assumptions& assumptions_;
  DeliveryOutcome& outcome_;
};

}  // namespace

void add_hazards(const world::World& world,
                 const DeliveryCall& call,
                 const Assumptions& assumptions,
                 DeliveryOutcome& outcome) {
  Hazards(world, call, assumptions, outcome).find();
}

}  // namespace remora::delivery
