#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/policy/policy_type.h"

namespace remora::world {

/// A policy that AWS manages, as far as deliveries need it.
struct ManagedPolicy {
  std::string_view arn;  // in the commercial partition
  PolicyType type = PolicyType::Identity;
  std::string_view text;  // JSON

  /// Whether remora knows a part of it only: a last statement leaves the rest open then.
  [[nodiscard]] constexpr bool is_partial() const {
    return text.find("\\u001e") != std::string_view::npos;
  }
};

/// The managed policy of that ARN, in any partition; nothing if remora does not know it: it may
/// deny then, for some of AWS's do (AWSDenyAll, AWSCompromisedKeyQuarantineV2).
/// Source: AWS Managed Policy Reference, as archived in zoph-io/MAMIP (2026-03), of AWSConfigRole
/// its v42 of 2022-02-10, the last; AWS Organizations User Guide for FullAWSAccess and
/// RCPFullAWSAccess.
std::optional<ManagedPolicy> find_managed_policy(std::string_view arn);

/// All ARNs known, for messages.
std::span<const ManagedPolicy> managed_policies();

}  // namespace remora::world
