#include "engine/request/context.h"

#include <algorithm>
#include <utility>

namespace remora {

std::string_view RequestContext::Entry::value(std::size_t i) const {
  const Text& text = context_->values_[first_ + i];
  return std::string_view(context_->text_).substr(text.begin, text.size);
}

std::string_view RequestContext::Entry::name() const {
  return std::string_view(context_->text_).substr(name_.begin, name_.size);
}

std::string_view RequestContext::Entry::reason() const {
  return presence_ == Presence::Unknown ? value(0) : std::string_view();
}

void RequestContext::adopt_entries() {
  for (Entry& entry : entries_) {
    entry.context_ = this;
  }
}

RequestContext& RequestContext::operator=(const RequestContext& other) {
  if (this != &other) {
    text_ = other.text_;
    entries_ = other.entries_;
    values_ = other.values_;
    adopt_entries();
  }
  return *this;
}

RequestContext& RequestContext::operator=(RequestContext&& other) noexcept {
  text_ = std::move(other.text_);
  entries_ = std::move(other.entries_);
  values_ = std::move(other.values_);
  other.clear();
  adopt_entries();
  return *this;
}

RequestContext::Entry::Text RequestContext::store(std::string_view text) {
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += text;
  return {begin, static_cast<std::uint32_t>(text.size())};
}

RequestContext::Entry& RequestContext::slot(KeyName key) {
  for (Entry& entry : entries_) {
    if (entry.hash_ == key.hash && equal_ignoring_case(entry.name(), key.name)) {
      return entry;
    }
  }
  Entry& entry = entries_.emplace_back();
  entry.context_ = this;
  entry.hash_ = key.hash;
  entry.name_ = store(key.name);
  return entry;
}

void RequestContext::set(KeyName key, std::string_view value) {
  Entry& entry = slot(key);
  entry.presence_ = Presence::Present;
  entry.multivalued_ = false;
  entry.first_ = static_cast<std::uint32_t>(values_.size());
  entry.count_ = 1;
  values_.push_back(store(value));
}

void RequestContext::set_multivalued(KeyName key, std::span<const std::string_view> values) {
  Entry& entry = slot(key);
  entry.presence_ = Presence::Present;
  entry.multivalued_ = true;
  entry.first_ = static_cast<std::uint32_t>(values_.size());
  entry.count_ = static_cast<std::uint32_t>(values.size());
  for (const std::string_view value : values) {
    values_.push_back(store(value));
  }
}

void RequestContext::set_unknown(KeyName key, std::string_view reason) {
  set(key, reason);
  slot(key).presence_ = Presence::Unknown;
}

void RequestContext::erase(KeyName key) {
  std::erase_if(entries_, [&](const Entry& entry) {
    return entry.hash_ == key.hash && equal_ignoring_case(entry.name(), key.name);
  });
}

void RequestContext::clear() {
  text_.clear();
  entries_.clear();
  values_.clear();
}

const RequestContext::Entry* RequestContext::find(KeyName key) const {
  for (const Entry& entry : entries_) {
    if (entry.hash_ == key.hash && equal_ignoring_case(entry.name(), key.name)) {
      return &entry;
    }
  }
  return nullptr;
}

}  // namespace remora
