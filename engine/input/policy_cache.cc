#include "engine/input/policy_cache.h"

#include <algorithm>
#include <string_view>
#include <vector>

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
  std::vector<std::string_view> steps;
  const std::string_view text = path;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    const std::string_view step = text.substr(at, end - at);
    at = end + 1;
    if (step == ".." && !steps.empty() && steps.back() != "..") {
      steps.pop_back();
    } else if (!step.empty() && step != "." && !(step == ".." && text.starts_with('/'))) {
      steps.push_back(step);
    }
  }
  std::string normal = text.starts_with('/') ? "/" : "";
  for (const std::string_view step : steps) {
    normal += (normal.empty() || normal.back() == '/' ? "" : "/") + std::string(step);
  }
  return normal.empty() ? "." : normal;
}

}  // namespace remora::input
