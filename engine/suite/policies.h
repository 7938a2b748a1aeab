#pragma once

#include <cstddef>
#include <string>
#include <tuple>

#include "engine/evaluate/compiled_policy.h"

namespace remora::suite {

/// Which policy it is, in whatever scenario it is loaded: where its text stands, and as what it
/// counts. The same place can hold different texts in a matrix, which the number of statements
/// tells apart as far as it matters.
struct PolicyId {
  std::string file;
  std::uint32_t offset = 0;
  PolicyType type = PolicyType::Identity;
  std::size_t size = 0;

  friend bool operator==(const PolicyId&, const PolicyId&) = default;

  friend bool operator<(const PolicyId& a, const PolicyId& b) {
    return std::tie(a.file, a.offset, a.type, a.size) < std::tie(b.file, b.offset, b.type, b.size);
  }
};

/// True for a policy that the user wrote: it was read, and is none of those that AWS manages or
/// makes by itself.
bool is_users_own(const CompiledPolicy* policy);

PolicyId id_of(const CompiledPolicy& policy);

}  // namespace remora::suite
