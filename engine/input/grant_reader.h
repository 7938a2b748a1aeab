#pragma once

#include <array>
#include <string_view>

#include "engine/authorize/policy_set.h"
#include "engine/input/member_reader.h"

namespace remora::input {

/// How the members of a grant are called, and which say nothing that counts here.
struct GrantNames {
  std::string_view grantee;
  std::string_view operations;
  std::string_view constraints;
  std::array<std::string_view, 2> retirers;
  std::array<std::string_view, 4> ignored = {};
};

/// As `aws kms list-grants` prints it.
inline constexpr GrantNames kPrintedGrant = {"GranteePrincipal",
                                             "Operations",
                                             "Constraints",
                                             {"RetiringPrincipal", "IssuingAccount"},
                                             {"KeyId", "GrantId", "Name", "CreationDate"}};
/// As a vector has it.
inline constexpr GrantNames kVectorGrant = {
    "grantee", "operations", "constraints", {"retiring_principal", "issuing_account"}};

/// Reads a grant; its constraints are always as AWS has them. Errors: members of the wrong type,
/// members and constraints that it does not have.
/// Source: KMS API Reference, "GrantListEntry" and "GrantConstraints".
Grant read_grant(const json::Value& value, const GrantNames& names, DiagnosticSink& sink);

}  // namespace remora::input
