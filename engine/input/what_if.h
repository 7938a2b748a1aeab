#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/fixture/vector.h"
#include "engine/request/forced_key.h"
#include "engine/world/world.h"

/// Changes of an input that are tried without being written: "would it work if ...".
namespace remora::input {

/// A statement that is to be left out: POLICY#SID. POLICY is a file's name or a kind (`key`,
/// `bucket`, ...); SID a Sid or an index from 0.
struct StatementReference {
  std::string policy;
  std::string sid;
};

struct WhatIf {
  std::vector<std::pair<std::string, std::string>> settings;  // path, value
  std::vector<StatementReference> without;
  std::vector<ForcedKey> context;

  [[nodiscard]] bool empty() const {
    return settings.empty() && without.empty() && context.empty();
  }
};

// Readers of what the user wrote. Each gives a problem in words, or nothing.
std::optional<std::string> add_setting(WhatIf& what_if, std::string_view text);  // PATH=VALUE
std::optional<std::string> add_without(WhatIf& what_if, std::string_view text);  // POLICY#SID
/// KEY=VALUE, KEY=[A,B] for a key that is multivalued by type, KEY=? for one that nobody knows, KEY
/// alone for one that the request does not carry.
std::optional<std::string> add_context(WhatIf& what_if, std::string_view text);

/// Takes the statements out of the world's policies. The statements behind one that was taken out
/// count one less; their places stay. Errors: no policy or no statement of that name.
Result<void> leave_out_statements(world::World& world, const WhatIf& what_if);

/// Leaves the statements out of a vector's policies and sets its context. A vector that has no such
/// statement stays as it is: what is tried is tried on all vectors of a file. Gives the references
/// that named a statement here, as indices of `what_if.without`.
std::set<std::size_t> change(fixture::Vector& vector, const WhatIf& what_if);

/// An error for the references that named a statement nowhere; nothing if all are among `used`.
Result<void> check_used(const WhatIf& what_if, const std::set<std::size_t>& used);

/// The policy without the statements of that Sid or index; null if it has none.
CompiledPolicyPtr without_statement(const CompiledPolicy& policy, std::string_view sid);

}  // namespace remora::input
