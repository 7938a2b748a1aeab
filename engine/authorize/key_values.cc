#include "engine/authorize/key_values.h"

#include <array>
#include <charconv>
#include <optional>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/condition/date.h"
#include "engine/condition/ip_network.h"
#include "engine/condition/operator.h"

namespace remora {

namespace {

constexpr std::string_view kOther = "another value";

KeyValue plain(std::string_view value) {
  return {value.empty() ? "empty" : std::string(value), std::string(value)};
}

/// A value that the pattern matches: its wildcards stand for nothing.
std::string without_wildcards(std::string_view pattern) {
  std::string value;
  for (const char c : pattern) {
    if (c != '*') {
      value += c == '?' ? 'x' : c;
    }
  }
  return value;
}

void add_number(std::string_view text, std::vector<KeyValue>& found) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr std::int64_t kLargest = 1'000'000'000'000;
  found.push_back(plain(text));
  if (error == std::errc() && end == text.data() + text.size() && number < kLargest &&
      number > -kLargest) {
    found.push_back(plain(std::to_string(number - 1)));
    found.push_back(plain(std::to_string(number + 1)));
  }
}

void add_date(std::string_view text, std::vector<KeyValue>& found) {
  found.push_back(plain(text));
  if (const auto milliseconds = parse_date(text)) {
    constexpr std::int64_t kSecond = 1000;
    const std::int64_t second = *milliseconds / kSecond;
    found.push_back({"before " + std::string(text), std::to_string(second - 1)});
    found.push_back({"after " + std::string(text), std::to_string(second + 1)});
  }
}

/// The first address of each network, and one that is in none.
void add_addresses(const ConditionEntry& condition, std::vector<KeyValue>& found) {
  std::vector<IpNetwork> networks;
  for (const PolicyText& value : condition.values) {
    const std::string_view address = value.text.substr(0, value.text.find('/'));
    if (const auto network = IpNetwork::parse(value.text); network && IpAddress::parse(address)) {
      networks.push_back(*network);
      found.push_back(plain(address));
    }
  }
  // Addresses that are set aside for examples.
  for (const std::string_view text : {"192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"}) {
    const auto address = IpAddress::parse(text);
    bool inside = false;
    for (const IpNetwork& network : networks) {
      inside = inside || network.contains(*address);
    }
    if (!inside) {
      found.push_back(plain(text));
      return;
    }
  }
}

/// The ARN of the session's role that the pattern could match, if there is one: the account is the
/// requester's, and the name is at the end.
std::optional<std::string> role_like(std::string_view pattern, const Principal& session) {
  const auto arn = Arn::parse(pattern);
  if (!arn || !arn->resource.starts_with("role/")) {
    return std::nullopt;
  }
  const std::string head =
      "arn:" + std::string(session.partition()) + ":iam::" + std::string(session.account()) + ":";
  std::string resource(arn->resource);
  if (resource.ends_with('*')) {
    resource.pop_back();
    resource += session.name();
  }
  resource = without_wildcards(resource);
  return resource.substr(resource.rfind('/') + 1) == session.name() ? std::optional(head + resource)
                                                                    : std::nullopt;
}

std::vector<KeyValue> roles_to_try(const ConditionEntry& condition, const Principal& session) {
  std::vector<KeyValue> found;
  for (const PolicyText& value : condition.values) {
    if (const auto role = role_like(value.text, session)) {
      found.push_back(plain(*role));
    }
  }
  const std::string head = "arn:" + std::string(session.partition()) +
                           ":iam::" + std::string(session.account()) + ":role/";
  found.push_back(plain(head + std::string(session.name())));
  found.push_back(plain(head + "path/" + std::string(session.name())));
  return found;
}

std::vector<KeyValue> values_of(const ConditionEntry& condition, const Principal& requester) {
  const auto op = ConditionOperator::parse(condition.operator_name.text);
  const OperandType type = op ? op->operand : OperandType::StringPattern;
  if (type != OperandType::Null && equal_ignoring_case(condition.key.text, "aws:PrincipalArn") &&
      requester.kind() == PrincipalKind::RoleSession) {
    return roles_to_try(condition, requester);
  }
  std::vector<KeyValue> found;
  switch (type) {
    case OperandType::Bool:
      return {plain("true"), plain("false")};
    case OperandType::Ip:
      add_addresses(condition, found);
      return found;
    case OperandType::Numeric:
    case OperandType::Date:
      for (const PolicyText& value : condition.values) {
        type == OperandType::Date ? add_date(value.text, found) : add_number(value.text, found);
      }
      return found;
    case OperandType::String:
    case OperandType::Null:
      for (const PolicyText& value : condition.values) {
        found.push_back(plain(value.text));
      }
      break;
    case OperandType::StringIgnoringCase:
    case OperandType::StringPattern:
    case OperandType::Binary:
    case OperandType::Arn:
      for (const PolicyText& value : condition.values) {
        found.push_back(plain(without_wildcards(value.text)));
      }
      break;
  }
  found.push_back(plain(kOther));
  return found;
}

}  // namespace

std::vector<KeyValue> values_to_try(const ConditionEntry& condition, const Principal& requester) {
  std::vector<KeyValue> found = values_of(condition, requester);
  if (found.empty()) {
    found.push_back(plain(kOther));
  }
  return found;
}

}  // namespace remora
