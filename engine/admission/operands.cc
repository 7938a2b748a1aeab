#include "engine/admission/operands.h"

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/condition/arn_match.h"
#include "engine/condition/date.h"
#include "engine/condition/decimal.h"
#include "engine/condition/ip_network.h"

namespace remora::admission {

namespace {

bool is_base64(std::string_view text) {
  const std::size_t padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
  if (text.size() % 4 != 0) {
    return false;
  }
  text.remove_suffix(padding);
  for (const char c : text) {
    if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '+' && c != '/') {
      return false;
    }
  }
  return true;
}

OperandFault check_network(std::string_view value) {
  const auto network = IpNetwork::parse(value);
  if (!network) {
    return OperandFault::NotAnAddress;
  }
  // IPv4 networks may have host bits, IPv6 networks with host bits match nothing (capture).
  return network->contains(network->address()) ? OperandFault::None : OperandFault::HostBits;
}

}  // namespace

std::string_view wanted(OperandFault fault) {
  switch (fault) {
    case OperandFault::NotANumber:
      return "a number";
    case OperandFault::NotADate:
      return "a date";
    case OperandFault::NotAnArn:
      return "an ARN";
    case OperandFault::NotAnAddress:
      return "an IP address or a CIDR block";
    case OperandFault::HostBits:
      return "an IPv6 network without host bits";
    case OperandFault::NotBase64:
      return "base64 text";
    case OperandFault::NotABoolean:
      return "true or false";
    case OperandFault::None:
      break;
  }
  return "a value";
}

OperandFault check_operand(const ConditionOperator& op,
                           std::string_view value,
                           PolicyVersion version) {
  if (has_symbol(value)) {
    return OperandFault::None;  // see open_texts
  }
  const bool has_variable = value.find("${") != std::string_view::npos;
  if (has_variable && allows_variables(op.operand) && version == PolicyVersion::V2012) {
    return OperandFault::None;
  }
  switch (op.operand) {
    case OperandType::Numeric:
      return Decimal::parse(value) ? OperandFault::None : OperandFault::NotANumber;
    case OperandType::Date:
      return parse_date(value) ? OperandFault::None : OperandFault::NotADate;
    case OperandType::Arn:
      return split_arn(value) ? OperandFault::None : OperandFault::NotAnArn;
    case OperandType::Ip:
      return check_network(value);
    case OperandType::Binary:
      return is_base64(value) ? OperandFault::None : OperandFault::NotBase64;
    case OperandType::Bool:
    case OperandType::Null:
      return equal_ignoring_case(value, "true") || equal_ignoring_case(value, "false")
                 ? OperandFault::None
                 : OperandFault::NotABoolean;
    case OperandType::String:
    case OperandType::StringIgnoringCase:
    case OperandType::StringPattern:
      break;
  }
  return OperandFault::None;
}

}  // namespace remora::admission
