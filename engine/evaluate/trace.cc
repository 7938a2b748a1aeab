#include "engine/evaluate/trace.h"

#include <algorithm>
#include <array>
#include <variant>

#include "engine/condition/date.h"
#include "engine/condition/decimal.h"

namespace remora {

namespace {

std::string_view text_of(const PolicyText& value) {
  return value.text;
}

MismatchReason reason_of_principal(const CompiledStatement& compiled, const Principal& principal) {
  if (compiled.not_principal) {
    return MismatchReason::PrincipalExcluded;
  }
  const auto is_service = [](const PrincipalEntry& entry) {
    return entry.type == PrincipalType::Service;
  };
  const auto is_account = [](const CompiledPrincipal& entry) {
    return entry.kind == CompiledPrincipal::Kind::Account;
  };
  const auto& entries = compiled.source->principal.entries;
  const bool any_service = std::any_of(entries.begin(), entries.end(), is_service);
  const bool any_account =
      std::any_of(compiled.principals.begin(), compiled.principals.end(), is_account);
  if (principal.kind() == PrincipalKind::Service && any_account && !any_service) {
    return MismatchReason::AccountCoversNoService;
  }
  const bool all_services = std::all_of(entries.begin(), entries.end(), is_service);
  return principal.kind() == PrincipalKind::RoleSession && all_services
             ? MismatchReason::ServiceCoversNoRole
             : MismatchReason::PrincipalNotListed;
}

/// Why a NotPrincipal that lists the one who asks spares it nevertheless not; nothing if it lists
/// somebody else.
MismatchReason reason_of_listed(const CompiledStatement& compiled, const StatementInput& input) {
  const PrincipalMatch listed = match_principals(compiled.principals, input.request);
  const PrincipalKind kind = input.request.principal.kind();
  const bool user = kind == PrincipalKind::User;
  const bool session = kind == PrincipalKind::RoleSession || kind == PrincipalKind::FederatedUser;
  const bool by_name = listed.direct() == Match::Yes;
  const bool by_role = session && listed.role() == Match::Yes;
  if (compiled.effect != Effect::Deny || !(user || session) || !(by_name || by_role)) {
    return MismatchReason::None;
  }
  if (input.has_boundary) {
    return MismatchReason::ListedWithBoundary;
  }
  if (session && !by_name) {
    return MismatchReason::ListedWithoutSession;
  }
  return session && listed.role() != Match::Yes ? MismatchReason::ListedWithoutRole
                                                : MismatchReason::ListedWithoutAccount;
}

bool holds_text(const std::vector<PolicyText>& values, std::string_view characters) {
  return std::any_of(values.begin(), values.end(), [&](const PolicyText& value) {
    return value.text.find_first_of(characters) != std::string_view::npos;
  });
}

bool holds_variable(const std::vector<PolicyText>& values) {
  return std::any_of(values.begin(), values.end(), [](const PolicyText& value) {
    return value.text.find("${") != std::string_view::npos;
  });
}

/// An operand that no value is: IPv6 networks with host bits contain nothing (capture of AWS,
/// condition_ip).
bool is_hit_by_nothing(const Operand& operand) {
  const auto* const network = std::get_if<IpNetwork>(&operand);
  return network != nullptr ? network->is_void()
                            : std::holds_alternative<MalformedOperand>(operand);
}

/// Whether the condition would hold if its operator took wildcards.
bool would_match_as_pattern(const CompiledCondition& condition,
                            const ConditionEntry& source,
                            const StatementInput& input,
                            PolicyVersion version) {
  if (condition.op->operand != OperandType::String || !holds_text(source.values, "*?")) {
    return false;
  }
  ConditionEntry with_wildcards = source;
  with_wildcards.operator_name.text = "StringLike";
  CompiledCondition like = compile_condition(with_wildcards, version);
  like.op->qualifier = condition.op->qualifier;
  return evaluate(like, input.request.context, Effect::Allow) == Match::Yes;
}

/// The request's value is none of those wanted: why, where the values do not show it.
MismatchReason reason_of_difference(const CompiledCondition& condition,
                                    const ConditionEntry& source,
                                    const StatementInput& input,
                                    PolicyVersion version) {
  const std::vector<Operand>& operands = condition.operands;
  if (!operands.empty() && std::all_of(operands.begin(), operands.end(), is_hit_by_nothing)) {
    return MismatchReason::OperandMalformed;
  }
  if (version == PolicyVersion::V2008 && allows_variables(condition.op->operand) &&
      holds_variable(source.values)) {
    return MismatchReason::VariableIsText;
  }
  return would_match_as_pattern(condition, source, input, version) ? MismatchReason::WildcardIsText
                                                                   : MismatchReason::ValueDiffers;
}

/// Whether the request's value is of the type that the operator compares.
bool is_readable(std::string_view value, OperandType type) {
  switch (type) {
    case OperandType::Ip:
      return IpAddress::parse(value).has_value();
    case OperandType::Numeric:
      return Decimal::parse(value).has_value();
    case OperandType::Date:
      return parse_date(value).has_value();
    default:
      return true;
  }
}

MismatchReason reason_of_condition(const CompiledCondition& condition,
                                   const ConditionEntry& source,
                                   const StatementInput& input,
                                   PolicyVersion version,
                                   Match match) {
  const RequestContext::Entry* const entry = input.request.context.find(condition.key);
  if (!condition.op) {
    return MismatchReason::OperatorUnknown;
  }
  if (condition.operands.empty()) {
    return MismatchReason::FactUnknown;
  }
  if (entry != nullptr && entry->presence() == Presence::Unknown &&
      !(condition.op->operand == OperandType::Null && entry->carried())) {
    return MismatchReason::KeyUnknown;
  }
  if (match == Match::Unknown) {
    return MismatchReason::FactUnknown;
  }
  const bool absent = entry == nullptr || entry->size() == 0;
  if (absent) {
    return MismatchReason::KeyAbsent;
  }
  if (condition.op->operand == OperandType::Null) {
    return MismatchReason::KeyPresent;
  }
  if (condition.op->qualifier == SetQualifier::None && entry->multivalued()) {
    return MismatchReason::MultivaluedKey;
  }
  if (!is_readable(entry->value(0), condition.op->operand)) {
    return MismatchReason::ValueMalformed;
  }
  return condition.op->negated ? MismatchReason::ValueExcluded
                               : reason_of_difference(condition, source, input, version);
}

}  // namespace

std::string_view describe(MismatchReason reason) {
  static constexpr auto kSentences = std::to_array<std::string_view>({
#define REMORA_MISMATCH(id, name, sentence) sentence,
#include "engine/evaluate/mismatch_reasons.inc"
#undef REMORA_MISMATCH
  });
  return kSentences[static_cast<std::size_t>(reason)];
}

std::string_view to_string(MismatchReason reason) {
  static constexpr auto kNames = std::to_array<std::string_view>({
#define REMORA_MISMATCH(id, name, sentence) name,
#include "engine/evaluate/mismatch_reasons.inc"
#undef REMORA_MISMATCH
  });
  return kNames[static_cast<std::size_t>(reason)];
}

bool is_difference(MismatchReason reason) {
  return reason == MismatchReason::ValueDiffers || reason == MismatchReason::OperandMalformed ||
         reason == MismatchReason::VariableIsText || reason == MismatchReason::WildcardIsText;
}

int StatementTrace::distance() const {
  // A statement for someone else is further away than one with a wrong condition: its author
  // had another purpose.
  constexpr int kPrincipal = 4;
  constexpr int kActionOrResource = 2;
  constexpr int kCondition = 1;
  int distance = 0;
  for (const ElementTrace& element : elements) {
    if (element.match == Match::Yes) {
      continue;
    }
    if (element.element == Element::Condition) {
      distance += kCondition;
    } else if (is_principal(element.element)) {
      distance += kPrincipal;
    } else {
      distance += kActionOrResource;
    }
  }
  return distance;
}

Tracer::Tracer(const StatementInput& input, Arena& arena)
    : input_(&input),
      arena_(&arena),
      principal_(arena.store(input.request.principal.text())),
      action_(arena.store(input.request.action)),
      resource_(arena.store(input.resource())) {}

template <class Items, class Text>
std::string_view Tracer::joined(const Items& items, Text text) {
  if (items.empty()) {
    return {};
  }
  if (items.size() == 1) {
    return text(items.front());
  }
  scratch_.clear();
  for (const auto& item : items) {
    scratch_.append(scratch_.empty() ? "" : ", ").append(text(item));
  }
  return arena_->store(scratch_);
}

ElementTrace Tracer::trace_principal(const CompiledStatement& compiled,
                                     const PrincipalMatch& match) {
  const Statement& statement = *compiled.source;
  ElementTrace element;
  element.element = statement.principal.negated ? Element::NotPrincipal : Element::Principal;
  element.match = match.any();
  element.got = principal_;
  if (!statement.principal.present) {
    element.match = Match::No;
    element.reason = MismatchReason::ElementMissing;
    element.span = statement.span;
    return element;
  }
  element.span = statement.principal.span;
  element.wanted = joined(statement.principal.entries,
                          [](const PrincipalEntry& entry) { return entry.value.text; });
  if (element.match == Match::No) {
    element.reason = reason_of_principal(compiled, input_->request.principal);
  } else if (element.match == Match::Yes && compiled.not_principal) {
    element.reason = reason_of_listed(compiled, *input_);
  }
  return element;
}

ElementTrace Tracer::trace_patterns(const Statement& statement, Element name, Match match) {
  const bool action = name == Element::Action;
  const PatternElement& patterns = action ? statement.action : statement.resource;
  ElementTrace element;
  element.element = !patterns.negated ? name : action ? Element::NotAction : Element::NotResource;
  element.match = patterns.present ? match : Match::No;
  element.span = patterns.present ? patterns.span : statement.span;
  element.wanted = joined(patterns.values, text_of);
  element.got = action ? action_ : resource_;
  if (!patterns.present) {
    element.reason = MismatchReason::ElementMissing;
  } else if (match == Match::No && patterns.negated) {
    element.reason = action ? MismatchReason::ActionExcluded : MismatchReason::ResourceExcluded;
  } else if (match == Match::No && !action && version_ == PolicyVersion::V2008 &&
             holds_variable(patterns.values)) {
    element.reason = MismatchReason::VariableIsText;
  } else if (match == Match::No) {
    element.reason = action ? MismatchReason::ActionNotListed : MismatchReason::ResourceNotListed;
  }
  return element;
}

ElementTrace Tracer::trace_condition(const CompiledCondition& condition,
                                     const ConditionEntry& source,
                                     Effect effect) {
  const RequestContext& context = input_->request.context;
  const RequestContext::Entry* entry = context.find(condition.key);
  ElementTrace element;
  element.element = Element::Condition;
  element.match = remora::evaluate(condition, context, effect);
  element.span = source.span;
  element.operator_name = source.operator_name.text;
  element.key = source.key.text;
  element.wanted = joined(source.values, text_of);
  element.presence = entry == nullptr ? Presence::Absent : entry->presence();
  if (element.presence == Presence::Present) {
    element.got = entry->size() == 1
                      ? arena_->store(entry->value(0))
                      : joined(entry->values(), [](std::string_view value) { return value; });
  }
  if (element.match != Match::Yes) {
    element.reason = reason_of_condition(condition, source, *input_, version_, element.match);
  }
  return element;
}

StatementTrace Tracer::trace_statement(const CompiledStatement& compiled, PolicyType type) {
  const Statement& statement = *compiled.source;
  StatementTrace found;
  found.statement = &statement;
  found.principal = match_principal(compiled, type, *input_);
  const bool principal = has_principal(type);
  const bool resource = statement.resource.present || compiled.without_effect;
  const auto elements = arena_->make_row<ElementTrace>(
      (principal ? 1U : 0U) + 1U + (resource ? 1U : 0U) + compiled.conditions.size());
  auto next = elements.begin();
  if (principal) {
    *next++ = trace_principal(compiled, found.principal);
  }
  *next++ = trace_patterns(statement, Element::Action, match_action(compiled, input_->action));
  if (resource) {
    *next++ = trace_patterns(statement, Element::Resource, match_resource(compiled, *input_));
  }
  for (std::size_t i = 0; i < compiled.conditions.size(); ++i) {
    *next++ = trace_condition(compiled.conditions[i], statement.conditions[i], compiled.effect);
  }
  found.match = Match::Yes;
  for (ElementTrace& element : elements) {
    if (element.match == Match::Unknown && element.reason == MismatchReason::None) {
      element.reason = MismatchReason::FactUnknown;
    }
    found.match = both(found.match, element.match);
  }
  found.elements = elements;
  return found;
}

PolicyTrace Tracer::trace(const CompiledPolicy& policy) {
  PolicyTrace found;
  found.policy = &policy;
  version_ = policy.is_unread() ? PolicyVersion::V2012 : policy.document()->version;
  const auto statements = arena_->make_row<StatementTrace>(policy.statements().size());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    statements[i] = trace_statement(policy.statements()[i], policy.type());
  }
  found.statements = statements;
  return found;
}

const StatementTrace* nearest_miss(const PolicyTrace& trace) {
  const StatementTrace* nearest = nullptr;
  for (const StatementTrace& statement : trace.statements) {
    if (statement.statement->effect == Effect::Allow && statement.match != Match::Yes &&
        (nearest == nullptr || statement.distance() < nearest->distance())) {
      nearest = &statement;
    }
  }
  return nearest;
}

}  // namespace remora
