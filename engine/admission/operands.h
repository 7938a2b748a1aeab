#pragma once

#include <cstdint>
#include <string_view>

#include "engine/condition/operator.h"
#include "engine/policy/document.h"

namespace remora::admission {

/// What is wrong with a value in a condition, seen from its operator.
enum class OperandFault : std::uint8_t {
  None,
  NotANumber,
  NotADate,
  NotAnArn,
  NotAnAddress,
  HostBits,  // an IPv6 network with host bits set, which contains nothing
  NotBase64,
  NotABoolean,  // AWS reads it as false, and stores it
};

/// `a number`, `an ARN`, ...: what the value should have been.
std::string_view wanted(OperandFault fault);

/// Checks a value as it stands in the policy. A value with a policy variable is not judged where
/// AWS resolves variables, because only the request shows what it becomes.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators"; captures of AWS,
/// condition_values and condition_ip.
OperandFault check_operand(const ConditionOperator& op,
                           std::string_view value,
                           PolicyVersion version);

/// Whether IAM stores a text under a date operator: dates may lack their month, day, time or parts
/// of those, have one digit where two are usual, and years of many digits. More than
/// `remora::parse_date` compares; what AWS makes of the rest in a request is not known.
/// Source: the tests of getmoto/moto for IAM policies (found on AWS); the form is that of
/// Joda-Time, ISODateTimeFormat.dateOptionalTimeParser.
bool is_stored_date(std::string_view text);

}  // namespace remora::admission
