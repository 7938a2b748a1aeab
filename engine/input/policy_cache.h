#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/result.h"
#include "engine/evaluate/compiled_policy.h"

namespace remora::input {

/// Policies that several scenarios name, compiled once. Safe to share between threads. It holds at
/// most so many policies: what is not asked for again and again is forgotten, so that a run over
/// any number of files takes the same memory.
class PolicyCache {
 public:
  /// A policy with the remarks about it; null if the file could be read but the policy not.
  struct Entry {
    CompiledPolicyPtr policy;
    Diagnostics remarks;
  };

  /// The path is taken as it is, see `normal_path`.
  [[nodiscard]] std::optional<Entry> find(const std::string& path, PolicyType type) const;
  void keep(const std::string& path, PolicyType type, Entry entry);

 private:
  static constexpr std::size_t kMost = 1024;

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, PolicyType>, Entry> entries_;
};

/// The path without `.` and `x/..`, so that a file has one name however it is reached.
std::string normal_path(const std::string& path);

}  // namespace remora::input
