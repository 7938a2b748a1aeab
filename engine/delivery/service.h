#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/world/fact.h"

namespace remora::delivery {

/// On whose behalf a service works and where: the account whose recorder or trail it is, the Region
/// that is called.
struct Home {
  std::string account;
  std::string region;
};

/// An operation that a delivery can be tried with, and what CloudFormation calls the resource
/// behind it: the type, and the logical id in Control Tower's stack sets.
struct OperationInfo {
  std::string_view name;
  std::string_view resource_type;
  std::string_view logical_id;
};

/// What a delivering service is called, and by whom.
struct ServiceInfo {
  std::string_view name;      // in scenario files and in the tables of messages and wrappings
  std::string_view title;     // as a heading
  std::string_view in_prose;  // in a sentence
  std::string_view principal;
  std::string_view message_prefix;            // of its ids in the catalogue of messages
  std::string_view stack_set;                 // of Control Tower, that sets it up
  std::string_view other_source;              // how the ARN of another source of its requests ends
  bool says_null = false;                     // its messages say `null` where no KMS key was given
  std::span<const OperationInfo> operations;  // the first is the default

  /// The row of that name, or null.
  [[nodiscard]] const OperationInfo* find_operation(std::string_view operation) const;
};

/// What a call names by itself, as views into it; nothing of what is not known.
struct Named {
  std::string_view resource;  // the delivery channel, the trail
  std::string_view bucket;    // empty: none
  std::optional<std::string_view> prefix;
  std::optional<std::string_view> key;
};

/// What is known of a text that a call names, as a view of it.
inline std::optional<std::string_view> known_text(
    const world::Fact<std::optional<std::string>>& fact) {
  return fact.known() == nullptr || !*fact.known()
             ? std::nullopt
             : std::optional<std::string_view>(**fact.known());
}

/// A role that AWS makes by itself and that a call may name.
struct ServiceLinkedRole {
  std::string_view arn;  // as the call names it
  std::string_view name;
  std::string_view managed_policy;  // the ARN of what it may do
};

}  // namespace remora::delivery
