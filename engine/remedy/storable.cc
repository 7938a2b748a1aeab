#include "engine/remedy/storable.h"

#include <utility>

namespace remora::remedy {

namespace {

template <class Ask>
std::optional<NotStored> ask(const world::World& world, const PolicySlot& slot, const Ask& ask) {
  const auto operation = admission::operation_for(slot.type);
  if (!operation) {
    return std::nullopt;
  }
  admission::AdmissionRequest request;
  request.operation = *operation;
  std::string account;
  if (slot.type == PolicyType::Bucket) {
    const world::Bucket& bucket = world.buckets[slot.holder];
    request.bucket = bucket.name;
    account = bucket.account.shown("");
  } else if (slot.type == PolicyType::Key) {
    account = world.keys[slot.holder].account;
  } else if (slot.type == PolicyType::Topic) {
    request.topic = world.topics[slot.holder].arn;
  }
  request.account = account;
  admission::Admission answer = ask(request);
  if (!answer.error) {
    return std::nullopt;
  }
  return NotStored{*operation,
                   *std::move(answer.error),
                   "the " + std::string(describe(slot.type)) + " of " + slot.owner};
}

}  // namespace

std::optional<NotStored> refusal_to_store(const world::World& world, const PolicyDraft& draft) {
  const auto build = draft.build();
  return !build ? std::nullopt : ask(world, draft.slot(), [&](const auto& request) {
    return admission::admit(build->document, build->document->root(), request);
  });
}

std::optional<NotStored> refusal_to_store_base(const world::World& world,
                                               const PolicyDraft& draft) {
  return draft.base() == nullptr ? std::nullopt
                                 : ask(world, draft.slot(), [&](const auto& request) {
                                     return admission::admit(*draft.base()->document(), request);
                                   });
}

}  // namespace remora::remedy
