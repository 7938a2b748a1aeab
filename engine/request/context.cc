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
  for (Entry& entry : entries_) {
    entry.name_ = arena_.store(entry.name_);
    entry.values_ = arena_.store(entry.values_);
  }
  return *this;
}

void RequestContext::fill(const KeyName& key,
                          std::span<const std::string_view> values,
                          Presence presence,
                          bool multivalued) {
  Entry* entry = nullptr;
  for (Entry& known : entries_) {
    if (known.is(key)) {
      entry = &known;
    }
  }
  if (entry == nullptr) {
    entry = &entries_.emplace_back();
    entry->hash_ = key.hash;
    entry->name_ = arena_.store(key.name);
  }
  entry->values_ = arena_.store(values);
  entry->presence_ = presence;
  entry->multivalued_ = multivalued;
}

void RequestContext::erase(const KeyName& key) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.is(key); });
}

}  // namespace remora
