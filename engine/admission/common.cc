#include <algorithm>
#include <set>

#include "engine/admission/operands.h"
#include "engine/admission/rules.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/condition/operator.h"

namespace remora::admission {

const PolicyText* find_repeated_sid(const PolicyDocument& policy) {
  std::set<std::string_view> seen;
  for (const Statement& statement : policy.statements) {
    if (statement.sid && !statement.sid->text.empty() && !seen.insert(statement.sid->text).second) {
      return &*statement.sid;
    }
  }
  return nullptr;
}

const PolicyText* find_odd_sid(const PolicyDocument& policy) {
  for (const Statement& statement : policy.statements) {
    if (statement.sid && !has_symbol(statement.sid->text) &&
        !std::all_of(statement.sid->text.begin(), statement.sid->text.end(), [](char c) {
          return is_ascii_letter(c) || is_ascii_digit(c);
        })) {
      return &*statement.sid;
    }
  }
  return nullptr;
}

const PolicyText* find_unknown_operator(const PolicyDocument& policy) {
  for (const Statement& statement : policy.statements) {
    for (const ConditionEntry& entry : statement.conditions) {
      if (!ConditionOperator::parse(entry.operator_name.text) &&
          !has_symbol(entry.operator_name.text)) {
        return &entry.operator_name;
      }
    }
  }
  return nullptr;
}

const PolicyText* find_refused_operand(const PolicyDocument& policy) {
  for (const Statement& statement : policy.statements) {
    for (const ConditionEntry& entry : statement.conditions) {
      const auto op = ConditionOperator::parse(entry.operator_name.text);
      if (!op) {
        continue;
      }
      for (const PolicyText& value : entry.values) {
        const OperandFault fault = check_operand(*op, value.text, policy.version);
        // Captures of AWS (condition_values): Bool and Null are stored with any text.
        if (fault != OperandFault::None && fault != OperandFault::NotABoolean &&
            !(fault == OperandFault::NotADate && is_stored_date(value.text))) {
          return &value;
        }
      }
    }
  }
  return nullptr;
}

std::optional<Span> find_refused_character(const PolicyDocument& policy) {
  constexpr char32_t kLast = 0xFF;
  const std::string_view text = policy.source()->slice(policy.span);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    const char32_t c = utf8::decode(text, at, size);
    const bool is_symbol = c == U'\x1E' || c == U'\x1F';  // see symbol.h
    const bool is_control = c < U' ' && c != U'\t' && c != U'\n' && c != U'\r' && !is_symbol;
    if (is_control || c > kLast) {
      const auto begin = policy.span.begin + static_cast<std::uint32_t>(at);
      return Span{begin, begin + static_cast<std::uint32_t>(size)};
    }
    at += size;
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_form(const PolicyDocument& policy,
                                   AdmissionMessage characters,
                                   AdmissionMessage syntax) {
  if (const auto span = find_refused_character(policy)) {
    return Refusal{characters, *span};
  }
  if (policy.statements.empty()) {
    return Refusal{syntax, policy.span};
  }
  if (const PolicyText* const unknown = find_unknown_operator(policy)) {
    return Refusal{syntax, unknown->span};
  }
  return std::nullopt;
}

}  // namespace remora::admission
