#include "tests/reference/condition.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "tests/reference/glob.h"
#include "tests/reference/ip.h"
#include "tests/reference/lower_case.h"
#include "tests/reference/numbers.h"

namespace remora::reference {

namespace {

/// An operator's name taken apart: `[ForAllValues:|ForAnyValue:]base[IfExists]`.
struct Operator {
  bool for_all = false;
  bool for_any = false;
  bool if_exists = false;
  bool negated = false;
  std::string base;  // without the "Not" of a negated operator
};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

Operator take_apart(std::string_view name) {
  Operator op;
  op.for_all = take_prefix(name, "ForAllValues:");
  op.for_any = !op.for_all && take_prefix(name, "ForAnyValue:");
  op.if_exists = name.ends_with("IfExists");
  if (op.if_exists) {
    name.remove_suffix(8);
  }
  op.base = name;
  if (name == "NotIpAddress") {
    op.negated = true;
    op.base = "IpAddress";
  } else if (const std::size_t at = name.find("Not"); at != std::string_view::npos && at > 0) {
    op.negated = true;
    op.base.erase(at, 3);
  }
  return op;
}

/// Condition operators page: the operators, here without their negations.
bool is_known(const Operator& op) {
  constexpr auto kNegatable = std::to_array<std::string_view>({"StringEquals",
                                                               "StringEqualsIgnoreCase",
                                                               "StringLike",
                                                               "NumericEquals",
                                                               "DateEquals",
                                                               "IpAddress",
                                                               "ArnEquals",
                                                               "ArnLike"});
  constexpr auto kOthers = std::to_array<std::string_view>({"NumericLessThan",
                                                            "NumericLessThanEquals",
                                                            "NumericGreaterThan",
                                                            "NumericGreaterThanEquals",
                                                            "DateLessThan",
                                                            "DateLessThanEquals",
                                                            "DateGreaterThan",
                                                            "DateGreaterThanEquals",
                                                            "Bool",
                                                            "BinaryEquals",
                                                            "Null"});
  const auto has = [&](const auto& names) {
    return std::find(names.begin(), names.end(), op.base) != names.end();
  };
  // Null page: IfExists does not go with Null.
  return has(kNegatable) || (has(kOthers) && !op.negated && !(op.base == "Null" && op.if_exists));
}

/// Condition operators page: variables work in string and ARN operators; in version 2012-10-17.
bool replaces_variables(PolicyVersion version) {
  return version == PolicyVersion::V2012;
}

/// Capture of AWS, condition_values: `true` in any case is true, everything else is false.
bool is_true(std::string_view text) {
  constexpr std::string_view kTrue = "true";
  return std::equal(text.begin(), text.end(), kTrue.begin(), kTrue.end(), [](char a, char b) {
    return a == b || a == b - 'a' + 'A';
  });
}

bool ordered(std::string_view comparison, int order) {
  if (comparison == "Equals") {
    return order == 0;
  }
  if (comparison == "LessThan") {
    return order < 0;
  }
  if (comparison == "LessThanEquals") {
    return order <= 0;
  }
  return comparison == "GreaterThan" ? order > 0 : order >= 0;
}

/// Capture of AWS, condition_values: what cannot be read as a number or a date, on either side,
/// compares with nothing.
bool number_holds(std::string_view comparison, std::string_view operand, std::string_view value) {
  const auto a = read_number(value);
  const auto b = read_number(operand);
  return a && b && ordered(comparison, compare(*a, *b));
}

bool date_holds(std::string_view comparison, std::string_view operand, std::string_view value) {
  const auto a = read_date(value);
  const auto b = read_date(operand);
  return a && b && ordered(comparison, *a < *b ? -1 : (*a > *b ? 1 : 0));
}

/// Capture of AWS, condition_strings: both sides lower-cased, no wildcards.
Truth equals_ignoring_case(std::string_view operand,
                           PolicyVersion version,
                           const RequestContext& context,
                           std::string_view value) {
  const Expansion expansion = expand(operand, false, replaces_variables(version), context);
  if (expansion.has_value != Truth::True) {
    return expansion.has_value;
  }
  std::u16string text;
  for (const PatternUnit& unit : expansion.units) {
    text.push_back(unit.unit);
  }
  return truth(lower_case(text) == lower_case(utf16(value)));
}

/// One operand against one value, for every operator but the ARN operators and Null; the negation
/// is not applied.
Truth positive(const Operator& op,
               std::string_view operand,
               PolicyVersion version,
               const RequestContext& context,
               std::string_view value) {
  if (op.base == "StringEquals") {
    return matches(expand(operand, false, replaces_variables(version), context), value);
  }
  if (op.base == "StringLike") {
    return matches(expand(operand, true, replaces_variables(version), context), value);
  }
  if (op.base == "StringEqualsIgnoreCase") {
    return equals_ignoring_case(operand, version, context, value);
  }
  if (op.base == "Bool") {
    return truth(is_true(operand) == is_true(value));
  }
  // Capture of AWS, condition_values: exact base64 text.
  if (op.base == "BinaryEquals") {
    return truth(operand == value);
  }
  if (op.base == "IpAddress") {
    const auto address = read_ip(value);
    return truth(address && covers(operand, *address));
  }
  const std::string_view base = op.base;
  if (base.starts_with("Numeric")) {
    return truth(number_holds(base.substr(7), operand, value));
  }
  // IAM stores them, but no page has such forms: `2026-12-31t23:59:59z`, `2026-12-31T`.
  const bool odd = operand.find_first_of("tz") != std::string_view::npos || operand.ends_with('T');
  if (odd) {
    std::string usual(operand);
    for (char& c : usual) {
      c = c == 't' ? 'T' : c == 'z' ? 'Z' : c;
    }
    usual.resize(usual.size() - (usual.ends_with('T') ? 1 : 0));
    return read_date(usual) && read_date(value) ? Truth::Maybe : Truth::False;
  }
  return truth(date_holds(base.substr(4), operand, value));
}

std::ptrdiff_t colons(const PatternUnits& units) {
  return std::count_if(units.begin(), units.end(), [](const PatternUnit& unit) {
    return unit.kind == PatternUnit::Kind::Exactly && unit.unit == u':';
  });
}

/// The six parts: split at the first five colons, each matched by itself (ARN operators page:
/// "Each of the six colon-delimited components of the ARN is checked separately").
bool parts_match(std::span<const PatternUnit> pattern, std::u16string_view value) {
  for (int part = 0; part < 5; ++part) {
    const auto end = std::find_if(pattern.begin(), pattern.end(), [](const PatternUnit& unit) {
      return unit.kind == PatternUnit::Kind::Exactly && unit.unit == u':';
    });
    const auto size = static_cast<std::size_t>(end - pattern.begin());
    const std::size_t colon = value.find(u':');
    if (!glob(pattern.first(size), value.substr(0, colon))) {
      return false;
    }
    pattern = pattern.subspan(size + 1);
    value = value.substr(colon + 1);
  }
  return glob(pattern, value);
}

/// Capture of AWS, condition_values 139 to 277.
Truth arn_value_holds(const Operator& op,
                      const ConditionEntry& condition,
                      PolicyVersion version,
                      const RequestContext& context,
                      Effect effect,
                      std::string_view value) {
  // A request value of fewer than six parts satisfies neither the operator nor its negation.
  if (std::count(value.begin(), value.end(), ':') < 5) {
    return Truth::False;
  }
  // The operands are taken in their order: the first that matches decides, and the first that is
  // no ARN ends the comparison towards refusal: false in an Allow, true in a Deny, in both
  // polarities. An operand with an unknown variable can do either.
  for (const PolicyText& operand : condition.values) {
    const Expansion pattern = expand(operand.text, true, replaces_variables(version), context);
    if (pattern.has_value == Truth::Maybe) {
      return Truth::Maybe;
    }
    if (pattern.has_value == Truth::False) {
      continue;
    }
    if (colons(pattern.units) < 5) {
      return truth(effect == Effect::Deny);
    }
    if (parts_match(pattern.units, utf16(value))) {
      return truth(!op.negated);
    }
  }
  return truth(op.negated);
}

/// One value of the key, the negation applied.
Truth value_holds(const Operator& op,
                  const ConditionEntry& condition,
                  PolicyVersion version,
                  const RequestContext& context,
                  Effect effect,
                  std::string_view value) {
  if (op.base == "ArnEquals" || op.base == "ArnLike") {
    return arn_value_holds(op, condition, version, context, effect, value);
  }
  // Capture of AWS, condition_ip: a malformed address satisfies neither operator.
  if (op.base == "IpAddress" && !read_ip(value)) {
    return Truth::False;
  }
  // "Values are ORed; values of a negated operator are NORed" (multiple keys or values page).
  Truth hit = Truth::False;
  for (const PolicyText& operand : condition.values) {
    hit = either(hit, positive(op, operand.text, version, context, value));
  }
  return op.negated ? opposite(hit) : hit;
}

}  // namespace

Truth test_condition(const ConditionEntry& condition,
                     PolicyVersion version,
                     const RequestContext& context,
                     Effect effect) {
  const Operator op = take_apart(condition.operator_name.text);
  if (!is_known(op)) {
    return Truth::Maybe;
  }
  const RequestContext::Entry* const key = context.find(condition.key.text);
  const bool open = key != nullptr && key->presence() == Presence::Unknown;
  // Only the Null operator asks no more than whether the key is there.
  if (open && !(op.base == "Null" && key->carried())) {
    return Truth::Maybe;
  }
  // No page says what a list without values does.
  if (condition.values.empty()) {
    return Truth::Maybe;
  }
  // A key without any value is an absent key: so the Null page says for Null, and the qualifiers'
  // answers for the empty set are those for an absent key.
  const bool present = key != nullptr && key->size() > 0;
  // Null page: "true" means absent, "false" present.
  if (op.base == "Null") {
    return truth(std::any_of(condition.values.begin(),
                             condition.values.end(),
                             [&](const PolicyText& v) { return is_true(v.text) != present; }));
  }
  if (!present) {
    // IfExists: true without the key. ForAllValues: true; ForAnyValue: false, also for a negated
    // operator (capture of AWS, condition_sets). A negated operator: true.
    if (op.if_exists && op.for_any) {
      return Truth::Maybe;  // the two rules contradict each other
    }
    if (op.if_exists || op.for_all) {
      return Truth::True;
    }
    return truth(op.negated && !op.for_any);
  }
  // Capture of AWS, condition_sets: a key that is multivalued by type satisfies no operator
  // without ForAllValues or ForAnyValue, not even with one value.
  if (key->multivalued() && !op.for_all && !op.for_any) {
    return Truth::False;
  }
  Truth all = Truth::True;
  Truth any = Truth::False;
  for (std::size_t i = 0; i < key->size(); ++i) {
    const Truth one = value_holds(op, condition, version, context, effect, key->value(i));
    all = both(all, one);
    any = either(any, one);
  }
  return op.for_any ? any : all;
}

}  // namespace remora::reference
