#include "engine/input/policy_cache.h"

#include <filesystem>

namespace remora::input {

std::optional<PolicyCache::Entry> PolicyCache::find(const std::string& path,
                                                    PolicyType type) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find({path, type});
  return found == entries_.end() ? std::nullopt : std::optional(found->second);
}

void PolicyCache::keep(const std::string& path, PolicyType type, Entry entry) {
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMost) {
    entries_.clear();  // what is needed often is back at once
  }
  entries_.insert_or_assign({path, type}, std::move(entry));
}

std::string normal_path(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

}  // namespace remora::input
