#include "engine/delivery/hazards.h"

#include <algorithm>

#include "engine/delivery/possibilities.h"
#include "engine/delivery/services.h"

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

void look_at_readers(const world::World& world,
                     const world::Bucket& bucket,
                     DeliveryOutcome& outcome) {
  const auto probe =
      std::find_if(outcome.probes.begin(), outcome.probes.end(), [](const ProbeResult& one) {
        return one.request.action == "kms:GenerateDataKey";
      });
  if (probe == outcome.probes.end()) {
    return;
  }
  const world::Key* key = world.keys.find(probe->request.resource);
  if (key != nullptr && key->policy != nullptr && !key->policy->is_unread() &&
      key->aws_managed == false && bucket.account.known() != nullptr &&
      !grants_decrypt_to(*key->policy, *bucket.account.known())) {
    outcome.warnings.push_back({"readers-cannot-decrypt",
                                "the key policy lets nobody in the bucket's account " +
                                    *bucket.account.known() +
                                    " do kms:Decrypt, so the objects cannot be read there"});
  }
}

}  // namespace

void add_hazards(const world::World& world,
                 const Call& call,
                 const Assumptions& assumptions,
                 DeliveryOutcome& outcome) {
  const world::Bucket* bucket = world.bucket(named_by(call).bucket);
  if (bucket == nullptr || outcome.outcome != Outcome::Delivered) {
    return;
  }
  const Home stranger{strange_account(world, call.account), call.region};
  const DeliveryOutcome strange = try_possibilities([&](world::Suppositions& suppositions) {
    return std::visit(
        [&](const auto& of) {
          return try_stranger(world, stranger, of, assumptions, suppositions);
        },
        call.of);
  });
  rest_on(strange.assumptions, outcome);
  if (strange.outcome == Outcome::Delivered) {
    outcome.warnings.push_back(
        {"stranger-can-deliver",
         std::string(service_of(call).in_prose) +
             " working for any other account could deliver here too; a condition on "
             "aws:SourceAccount, aws:SourceArn or aws:SourceOrgID in the statements for the "
             "service keeps strangers out"});
  }
  std::visit([&](const auto& of) { add_own_hazards(world, call, of, assumptions, outcome); },
             call.of);
  look_at_readers(world, *bucket, outcome);
}

}  // namespace remora::delivery
