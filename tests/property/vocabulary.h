#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tests/property/random.h"

/// The words that generated policies and requests are made of. The lists are short, so that what
/// policies say and what requests carry meet often, and hold every spelling that a rule is about.
namespace remora::property {

/// What a condition key's values look like.
enum class ValueType : std::uint8_t { Text, Number, Date, Bool, Binary, Ip, Arn };

struct KeyWord {
  std::string_view name;
  ValueType type;
  bool multivalued;
};

/// One service with the actions and resources that its requests name.
struct ServiceWords {
  std::string_view name;
  bool key_policy;  // the resource-based policy stands under "key_policy"
  std::span<const std::string_view> actions;
  std::span<const std::string_view> action_patterns;
  std::span<const std::string_view> resources;
  std::span<const std::string_view> resource_patterns;
};

constexpr std::string_view kOwnAccount = "111122223333";
constexpr std::string_view kForeignAccount = "444455556666";

std::span<const ServiceWords> services();
std::span<const KeyWord> condition_keys();
/// Who asks: every kind of principal, of both accounts.
std::span<const std::string_view> requesters();
/// Web and SAML identities, which can only ask for roles.
std::span<const std::string_view> federated_requesters();
/// `AWS` entries of Principal elements, some of them forms that match nobody.
std::span<const std::string_view> aws_principals();

/// A value of a request for a key of that type, malformed now and then.
std::string request_value(Random& random, ValueType type);
/// An operand of a policy for a key of that type: with wildcards and variables where they count.
std::string operand(Random& random, ValueType type);
/// An operator without qualifier and IfExists that fits the type.
std::string_view operator_for(Random& random, ValueType type);
/// Any operator.
std::string_view any_operator(Random& random);

}  // namespace remora::property
