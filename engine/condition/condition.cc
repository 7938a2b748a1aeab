#include "engine/condition/condition.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/condition/date.h"
#include "engine/condition/lower_case.h"

namespace remora {

namespace {

/// Capture of AWS, condition_values: `true` in any case is true, every other text is false, on
/// both sides of the comparison.
bool reads_as_true(std::string_view text) {
  return equal_ignoring_case(text, "true");
}

template <class T>
Operand or_malformed(const std::optional<T>& parsed) {
  return parsed ? Operand(*parsed) : Operand(MalformedOperand{});
}

/// A date that IAM stores though it is not written as the pages want it: small letters, nothing
/// behind the T. What it is compared as was not tried.
bool is_odd_date(std::string_view text) {
  std::string date(text);
  std::replace(date.begin(), date.end(), 't', 'T');
  std::replace(date.begin(), date.end(), 'z', 'Z');
  if (date.ends_with('T')) {
    date.pop_back();
  }
  return date != text && parse_date(date);
}

Operand compile_operand(std::string_view text, OperandType type, PolicyVersion version) {
  PatternSyntax syntax;
  syntax.variables = version == PolicyVersion::V2012 && allows_variables(type);
  syntax.wildcards = type == OperandType::StringPattern || type == OperandType::Arn;
  if (!allows_variables(type) && has_symbol(text)) {
    return OpenOperand{};
  }
  switch (type) {
    case OperandType::String:
    case OperandType::StringIgnoringCase:
    case OperandType::StringPattern:
    case OperandType::Binary:
      return Pattern(text, syntax);
    case OperandType::Arn:
      return ArnPattern(text, syntax);
    case OperandType::Numeric:
      return or_malformed(Decimal::parse(text));
    case OperandType::Date:
      return is_odd_date(text) ? Operand(OpenOperand{}) : or_malformed(parse_date(text));
    case OperandType::Ip:
      return or_malformed(IpNetwork::parse(text));
    case OperandType::Bool:
    case OperandType::Null:
      break;
  }
  return reads_as_true(text);
}

template <class T>
bool compares(Comparison comparison, const T& request, const T& operand) {
  switch (comparison) {
    case Comparison::Equals:
      return request == operand;
    case Comparison::LessThan:
      return request < operand;
    case Comparison::LessThanEquals:
      return request <= operand;
    case Comparison::GreaterThan:
      return request > operand;
    case Comparison::GreaterThanEquals:
      break;
  }
  return request >= operand;
}

Match match_of_open(const Operand& operand) {
  return std::holds_alternative<OpenOperand>(operand) ? Match::Unknown : Match::No;
}

/// Ordered types: a request value that cannot be read equals no operand, so only the negated
/// operators hold for it; an operand that cannot be read is hit by nothing.
template <class T>
Match any_ordered(const CompiledCondition& condition, const std::optional<T>& request) {
  if (!request) {
    return Match::No;
  }
  Match found = Match::No;
  for (const Operand& operand : condition.operands) {
    const T* wanted = std::get_if<T>(&operand);
    if (wanted != nullptr && compares(condition.op->comparison, *request, *wanted)) {
      return Match::Yes;
    }
    found = either(found, match_of_open(operand));
  }
  return found;
}

Match any_pattern(const CompiledCondition& condition,
                  std::string_view value,
                  const RequestContext& context) {
  Match found = Match::No;
  for (const Operand& operand : condition.operands) {
    const auto* const pattern = std::get_if<Pattern>(&operand);
    found = either(found,
                   pattern != nullptr ? pattern->matches(value, context) : match_of_open(operand));
    if (found == Match::Yes) {
      break;
    }
  }
  return found;
}

Match matches_ignoring_case(const Pattern& pattern,
                            std::string_view value,
                            const RequestContext& context) {
  const ExpandedPattern expanded = pattern.expand(context);
  if (expanded.state != ExpandedPattern::State::Ready) {
    return expanded.state == ExpandedPattern::State::Unknown ? Match::Unknown : Match::No;
  }
  constexpr std::size_t kInline = 16;
  std::array<std::string_view, kInline> texts;
  const auto pieces = expanded.pieces.view();
  bool unknown = has_unknown(value);
  std::string joined;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    unknown = unknown || has_unknown(pieces[i].text);
    if (pieces.size() <= kInline) {
      texts[i] = pieces[i].text;
    } else {
      joined += pieces[i].text;
    }
  }
  const std::string_view whole = joined;
  const auto wanted = pieces.size() <= kInline ? std::span(texts).first(pieces.size())
                                               : std::span<const std::string_view>(&whole, 1);
  if (equal_in_lower_case(wanted, value)) {
    return Match::Yes;
  }
  // Whether an unknown text would fit letter by letter is not asked here.
  return unknown ? Match::Unknown : Match::No;
}

Match any_ignoring_case(const CompiledCondition& condition,
                        std::string_view value,
                        const RequestContext& context) {
  Match found = Match::No;
  for (const Operand& operand : condition.operands) {
    found = either(found, matches_ignoring_case(std::get<Pattern>(operand), value, context));
    if (found == Match::Yes) {
      break;
    }
  }
  return found;
}

Match any_ip(const CompiledCondition& condition, const IpAddress& address) {
  Match found = Match::No;
  for (const Operand& operand : condition.operands) {
    const IpNetwork* network = std::get_if<IpNetwork>(&operand);
    if (network != nullptr && network->contains(address)) {
      return Match::Yes;
    }
    found = either(found, match_of_open(operand));
  }
  return found;
}

Match negated_if(bool negated, Match match) {
  return negated ? negate(match) : match;
}

/// Operands are taken in their order: an earlier match decides; the first one that is no ARN
/// after its variables are replaced ends the comparison towards refusal, whatever the polarity.
/// Source: capture of AWS, condition_values.
Match evaluate_arn(const CompiledCondition& condition,
                   std::string_view value,
                   const RequestContext& context,
                   Effect effect) {
  // A request value that is no ARN makes neither ArnLike nor ArnNotLike hold.
  const auto parts = split_arn(value);
  if (!parts) {
    return has_unknown(value) ? Match::Unknown : Match::No;
  }
  const bool negated = condition.op->negated;
  Match found = Match::No;
  for (const Operand& operand : condition.operands) {
    switch (std::get<ArnPattern>(operand).matches(*parts, context)) {
      case ArnMatch::Yes:
        return negated_if(negated, found == Match::Unknown ? found : Match::Yes);
      case ArnMatch::NotAnArn:
        return found == Match::Unknown ? found : match_if(effect == Effect::Deny);
      case ArnMatch::Unknown:
        found = Match::Unknown;
        break;
      case ArnMatch::No:
        break;
    }
  }
  return negated_if(negated, found);
}

/// A key without value.
Match evaluate_absent(const ConditionOperator& op) {
  switch (op.qualifier) {
    case SetQualifier::ForAllValues:
      return Match::Yes;
    case SetQualifier::ForAnyValue:
      // IfExists says that it holds, ForAnyValue that it does not: no source says which wins.
      return op.if_exists ? Match::Unknown : Match::No;
    case SetQualifier::None:
      break;
  }
  return match_if(op.negated || op.if_exists);
}

Match evaluate_null(const CompiledCondition& condition, bool absent) {
  return any_ordered(condition, std::optional(absent));
}

}  // namespace

CompiledCondition compile_condition(const ConditionEntry& entry, PolicyVersion version) {
  CompiledCondition condition;
  condition.op = ConditionOperator::parse(entry.operator_name.text);
  condition.key = entry.key.text;
  if (condition.op) {
    condition.operands.reserve(entry.values.size());
    for (const PolicyText& value : entry.values) {
      condition.operands.push_back(compile_operand(value.text, condition.op->operand, version));
    }
  }
  return condition;
}

Match evaluate_value(const CompiledCondition& condition,
                     std::string_view value,
                     const RequestContext& context,
                     Effect effect) {
  const ConditionOperator& op = *condition.op;
  // What number, date or address AWS will put in a symbol's place is open.
  if (!allows_variables(op.operand) && has_symbol(value)) {
    return Match::Unknown;
  }
  switch (op.operand) {
    case OperandType::String:
    case OperandType::StringPattern:
    case OperandType::Binary:
      return negated_if(op.negated, any_pattern(condition, value, context));
    case OperandType::StringIgnoringCase:
      return negated_if(op.negated, any_ignoring_case(condition, value, context));
    case OperandType::Numeric:
      return negated_if(op.negated, any_ordered(condition, Decimal::parse(value)));
    case OperandType::Date:
      return negated_if(op.negated, any_ordered(condition, parse_date(value)));
    case OperandType::Bool:
      return negated_if(op.negated,
                        any_ordered(condition, std::optional<bool>(reads_as_true(value))));
    case OperandType::Ip: {
      // Neither IpAddress nor NotIpAddress holds for a text that is no address (capture of AWS,
      // condition_ip).
      const auto address = IpAddress::parse(value);
      return address ? negated_if(op.negated, any_ip(condition, *address)) : Match::No;
    }
    case OperandType::Arn:
      return evaluate_arn(condition, value, context, effect);
    case OperandType::Null:
      break;
  }
  return evaluate_null(condition, /*absent=*/false);
}

Match evaluate(const CompiledCondition& condition, const RequestContext& context, Effect effect) {
  if (!condition.op) {
    return Match::Unknown;
  }
  const ConditionOperator& op = *condition.op;
  if (condition.operands.empty()) {
    return Match::Unknown;  // AWS stores such a list in bucket policies; nobody tried what it does
  }
  const RequestContext::Entry* entry = context.find(condition.key);
  if (entry != nullptr && entry->presence() == Presence::Unknown) {
    return op.operand == OperandType::Null && entry->carried()
               ? evaluate_null(condition, /*absent=*/false)
               : Match::Unknown;
  }
  const bool absent = entry == nullptr || entry->size() == 0;
  if (op.operand == OperandType::Null) {
    return evaluate_null(condition, absent);
  }
  if (absent) {
    return evaluate_absent(op);
  }
  if (op.qualifier == SetQualifier::None) {
    // A key that is multivalued by type never satisfies an operator without a set qualifier,
    // not even with one value, the negated and IfExists forms included (capture of AWS,
    // condition_sets).
    return entry->multivalued() ? Match::No
                                : evaluate_value(condition, entry->value(0), context, effect);
  }
  const bool for_all = op.qualifier == SetQualifier::ForAllValues;
  Match found = match_if(for_all);
  for (std::size_t i = 0; i < entry->size(); ++i) {
    const Match one = evaluate_value(condition, entry->value(i), context, effect);
    found = for_all ? both(found, one) : either(found, one);
  }
  return found;
}

}  // namespace remora
