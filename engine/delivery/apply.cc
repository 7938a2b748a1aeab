#include "engine/delivery/apply.h"

#include <algorithm>

#include "engine/delivery/services.h"

namespace remora::delivery {

namespace {

void put_object(world::Bucket& bucket, const WrittenObject& written) {
  auto& objects = bucket.objects;
  const auto there = std::find_if(objects.begin(), objects.end(), [&](const world::Object& one) {
    return one.key == written.key;
  });
  world::Object& object = there == objects.end() ? objects.emplace_back() : *there;
  object = {written.key, written.encryption};
}

}  // namespace

world::World apply(world::World world, const Call& call, const DeliveryOutcome& outcome) {
  std::visit([&](const auto& of) { apply(world, call, of, outcome); }, call.of);
  for (const WrittenObject& written : outcome.objects_written) {
    for (std::size_t i = 0; i < world.buckets.size(); ++i) {
      if (world.buckets[i].name == written.bucket) {
        put_object(world.buckets[i], written);
        break;
      }
    }
  }
  return world;
}

Call completed(const world::World& world, Call call) {
  std::visit([&](auto& of) { of = completed(world, call, std::move(of)); }, call.of);
  return call;
}

}  // namespace remora::delivery
