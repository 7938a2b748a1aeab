#include "engine/request/context.h"

namespace remora {

RequestContext::RequestContext(const RequestContext& other) {
  *this = other;
}

RequestContext& RequestContext::operator=(const RequestContext& other) {
  if (this == &other) {
    return *this;
  }
  clear();
  entries_ = other.entries_;
  seen_ = other.seen_;
  for (Entry& entry : entries_) {
    if (!entry.literal_name_) {
      entry.name_ = arena_.store(entry.name_);
    }
    entry.values_ = arena_.store(entry.values_);
  }
  return *this;
}

RequestContext::Entry& RequestContext::fill(const KeyName& key,
                                            std::span<const std::string_view> values,
                                            Presence presence) {
  const Entry* const known = find(key);
  Entry* entry =
      known == nullptr ? nullptr : &entries_[static_cast<std::size_t>(known - entries_.data())];
  if (entry == nullptr) {
    seen_.set(bit_of(key));
    entry = &entries_.emplace_back();
    entry->hash_ = key.hash;
    entry->name_ = key.literal ? key.name : arena_.store(key.name);
    entry->literal_name_ = key.literal;
  }
  entry->values_ = arena_.store(values);
  entry->presence_ = presence;
  entry->carried_ = Carried::Perhaps;
  entry->multivalued_ = false;
  return *entry;
}

void RequestContext::erase(const KeyName& key) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.is(key); });
}

}  // namespace remora
