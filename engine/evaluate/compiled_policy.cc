#include "engine/evaluate/compiled_policy.h"

#include <algorithm>
#include <utility>

#include "engine/aws/tables.h"
#include "engine/base/symbol.h"
#include "engine/base/wildcard.h"

namespace remora {

namespace {

/// An incomplete ARN in an identity-based policy is filled up with wildcards: `arn:aws:sqs` means
/// `arn:aws:sqs:*:*:*`. Source: IAM User Guide, "Grammar of the IAM JSON policy language".
void complete_arn(Pattern& pattern, std::string_view text) {
  constexpr auto kColons = 5;
  if (begins_with(text, "arn:") == Match::No) {
    return;
  }
  PatternPiece any;
  any.type = PatternPiece::Type::Many;
  auto colons = std::count(text.begin(), text.end(), ':');
  if (colons < kColons && has_unknown(text)) {
    pattern.append(any);  // how many colons are missing, and whether, is not known either
    return;
  }
  for (; colons < kColons; ++colons) {
    PatternPiece colon;
    colon.text = ":";
    pattern.append(colon);
    pattern.append(any);
  }
}

bool completes_arns(PolicyType type) {
  return type == PolicyType::Identity || type == PolicyType::Boundary;
}

CompiledStatement compile_statement(const Statement& source, const PolicyDocument& document) {
  CompiledStatement statement;
  statement.source = &source;
  statement.effect = source.effect;
  statement.not_principal = source.principal.negated;
  statement.not_action = source.action.negated;
  statement.not_resource = source.resource.negated;
  // KMS stores statements without Action or Resource, and they have no effect (KMS Developer
  // Guide, "Key policies in AWS KMS"); only role trust policies do without Resource.
  const bool needs_resource = document.type != PolicyType::Trust;
  statement.without_effect = !source.action.present ||
                             (needs_resource && !source.resource.present) ||
                             (has_principal(document.type) && !source.principal.present);
  if (has_principal(document.type)) {
    statement.principals.reserve(source.principal.entries.size());
    for (const PrincipalEntry& entry : source.principal.entries) {
      statement.principals.push_back(compile_principal(entry));
    }
  }
  statement.actions.reserve(source.action.values.size());
  for (const PolicyText& action : source.action.values) {
    statement.actions.push_back(ActionPattern::compile(action.text));
  }
  PatternSyntax syntax;
  syntax.variables = document.version == PolicyVersion::V2012;
  statement.resources.reserve(source.resource.values.size());
  for (const PolicyText& resource : source.resource.values) {
    Pattern& pattern = statement.resources.emplace_back(resource.text, syntax);
    if (completes_arns(document.type)) {
      complete_arn(pattern, resource.text);
    }
  }
  statement.conditions.reserve(source.conditions.size());
  for (const ConditionEntry& entry : source.conditions) {
    statement.conditions.push_back(compile_condition(entry, document.version));
  }
  return statement;
}

/// The keys of the policy variables in a text: `${key}` and `${key, 'default'}`.
void note_variables(std::string_view text, std::vector<std::string_view>& keys) {
  constexpr std::size_t kLongestKey = 512;  // no request carries one that is longer
  std::size_t end = 0;                      // of a name that holds the next one as well
  for (std::size_t at = text.find("${"); at != text.npos; at = text.find("${", at + 2)) {
    const std::size_t begin = at + 2;
    end = end >= begin ? end : text.find_first_of(",}", begin);
    if (end == text.npos) {
      break;
    }
    if (end - begin <= kLongestKey) {
      keys.push_back(text.substr(begin, end - begin));
    }
  }
}

/// All keys that the policy mentions, each as often as it does.
std::vector<std::string_view> mentioned_keys(const PolicyDocument& document) {
  std::vector<std::string_view> keys;
  for (const Statement& statement : document.statements) {
    for (const PolicyText& resource : statement.resource.values) {
      note_variables(resource.text, keys);
    }
    for (const ConditionEntry& entry : statement.conditions) {
      keys.push_back(entry.key.text);
      for (const PolicyText& value : entry.values) {
        note_variables(value.text, keys);
      }
    }
  }
  return keys;
}

Match negated_if(bool negated, Match match) {
  return negated ? negate(match) : match;
}

std::vector<StatementIndex::Entry> index_entries(const std::vector<CompiledStatement>& statements) {
  std::vector<StatementIndex::Entry> entries;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const CompiledStatement& statement = statements[i];
    if (statement.without_effect) {
      continue;
    }
    StatementIndex::Entry entry;
    entry.statement = static_cast<std::uint32_t>(i);
    entry.actions = &statement.actions;
    entry.any_action = statement.not_action;
    if (statement.not_resource || statement.resources.empty()) {
      entry.prefixes.emplace_back();
    }
    for (const Pattern& pattern : statement.resources) {
      entry.prefixes.push_back(pattern.literal_prefix());
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// Keeps the first that is certain, else the first that is possible. Statements of one policy do
/// not come in their order.
void note(Match match, Match before, DecidingStatement statement, DecidingStatement& first) {
  const bool better = before == Match::No || (match == Match::Yes && before != Match::Yes);
  const bool earlier =
      match == before && statement.policy == first.policy && statement.index < first.index;
  if (match != Match::No && (better || earlier)) {
    first = statement;
  }
}

}  // namespace

std::string StatementInput::account_resource_of(const Request& request, const Action& action) {
  std::string arn(account_resource(action));
  const auto fill_in = [&arn](std::string_view hole, std::string_view value) {
    if (const std::size_t at = arn.find(hole); at != std::string::npos) {
      arn.replace(at, hole.size(), value);
    }
  };
  if (arn.empty()) {
    return arn;
  }
  const auto* const region = request.context.find("aws:RequestedRegion");
  const bool said = region != nullptr && region->presence() == Presence::Present &&
                    !region->multivalued() && region->size() == 1;
  const std::string_view partition = request.principal.partition();
  fill_in("${Partition}", partition.empty() ? "aws" : partition);
  fill_in("${Region}", said ? std::string(region->value(0)) : make_unknown("Region"));
  fill_in("${Account}",
          request.resource_account.empty() ? request.principal.account()
                                           : std::string_view(request.resource_account));
  return arn;
}

Match match_action(const CompiledStatement& statement, const ActionName& action) {
  Match listed = Match::No;
  for (const ActionPattern& pattern : statement.actions) {
    listed = either(listed, pattern.matches(action));
    if (listed == Match::Yes) {
      break;
    }
  }
  return negated_if(statement.not_action, listed);
}

Match match_resource(const CompiledStatement& statement, const StatementInput& input) {
  if (!statement.source->resource.present) {
    return Match::Yes;  // a role trust policy: its resource is the role
  }
  Match listed = Match::No;
  for (const Pattern& pattern : statement.resources) {
    listed = either(listed, pattern.matches(input.resource(), input.request.context));
    if (listed == Match::Yes) {
      break;
    }
  }
  return negated_if(statement.not_resource, listed);
}

PrincipalMatch match_principal(const CompiledStatement& statement,
                               PolicyType type,
                               const StatementInput& input) {
  if (!has_principal(type)) {
    return PrincipalMatch::by_name(Match::Yes);
  }
  if (!statement.not_principal) {
    return match_principals(statement.principals, input.request);
  }
  if (statement.effect == Effect::Deny) {
    return PrincipalMatch::by_name(
        negate(exempted_by_not_principal(statement.principals, input.request, input.has_boundary)));
  }
  // An Allow with NotPrincipal grants to everyone who is not listed, in whatever way.
  return PrincipalMatch::by_name(
      negate(match_principals(statement.principals, input.request).any()));
}

void Finding::add(const Finding& other) {
  note(other.deny, deny, other.deny_by, deny_by);
  note(other.allow.any(), allow.any(), other.allow_by, allow_by);
  deny = either(deny, other.deny);
  allow = either(allow, other.allow);
}

CompiledPolicy::CompiledPolicy(PolicyPtr document)
    : document_(std::move(document)), type_(document_->type) {
  for (const std::string_view key : mentioned_keys(*document_)) {
    keys_.push_back(hash_ignoring_case(key));
    if (key.find('/') != key.npos) {
      tag_keys_.push_back(key);
    }
  }
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  statements_.reserve(document_->statements.size());
  for (const Statement& statement : document_->statements) {
    statements_.push_back(compile_statement(statement, *document_));
  }
  constexpr std::size_t kWorthAnIndex = 8;
  if (statements_.size() >= kWorthAnIndex) {
    index_ = StatementIndex(index_entries(statements_));
  }
}

CompiledPolicy::CompiledPolicy(PolicyType type, UnknownPtr why)
    : type_(type), why_(std::move(why)) {}

std::shared_ptr<const CompiledPolicy> CompiledPolicy::unread(PolicyType type, UnknownPtr why) {
  return std::shared_ptr<const CompiledPolicy>(new CompiledPolicy(type, std::move(why)));
}

std::shared_ptr<const CompiledPolicy> CompiledPolicy::unread(PolicyType type, std::string reason) {
  Unknown why;
  why.what = "the " + std::string(describe(type));
  why.reason = std::move(reason);
  return unread(type, std::make_shared<const Unknown>(std::move(why)));
}

CompiledPolicyPtr compile(PolicyPtr policy) {
  return std::make_shared<const CompiledPolicy>(std::move(policy));
}

CompiledPolicyPtr with_arn(const CompiledPolicyPtr& policy, std::string arn) {
  if (policy == nullptr || policy->is_unread()) {
    return policy;
  }
  auto named = std::make_shared<PolicyDocument>(*policy->document());
  named->arn = std::move(arn);
  return compile(std::move(named));
}

bool CompiledPolicy::mentions(const KeyName& key) const {
  return std::binary_search(keys_.begin(), keys_.end(), key.hash);
}

void CompiledPolicy::evaluate(const StatementInput& input, Finding& finding) const {
  if (is_unread()) {
    finding.add({Match::Unknown, PrincipalMatch::by_any(Match::Unknown), {this, -1}, {this, -1}});
    return;
  }
  if (index_.empty() || has_symbol(input.resource())) {
    for (const CompiledStatement& statement : statements_) {
      test(statement, input, finding);
    }
    return;
  }
  index_.visit(input.action, input.resource(), [&](std::uint32_t statement) {
    test(statements_[statement], input, finding);
  });
}

void CompiledPolicy::test(const CompiledStatement& statement,
                          const StatementInput& input,
                          Finding& finding) const {
  Match rest = statement.without_effect ? Match::No : match_action(statement, input.action);
  if (rest == Match::No) {
    return;
  }
  // The resource is cheaper to compare than the principal.
  rest = both(rest, match_resource(statement, input));
  if (rest == Match::No) {
    return;
  }
  const PrincipalMatch principal = match_principal(statement, type_, input);
  rest = both(rest, principal.any());
  for (std::size_t i = 0; rest != Match::No && i < statement.conditions.size(); ++i) {
    rest = both(rest,
                remora::evaluate(statement.conditions[i], input.request.context, statement.effect));
  }
  if (rest == Match::No) {
    return;
  }
  const PrincipalMatch match = both(principal, rest);
  const DecidingStatement by{this, static_cast<std::int32_t>(statement.source->index)};
  if (statement.effect == Effect::Deny) {
    note(match.any(), finding.deny, by, finding.deny_by);
    finding.deny = either(finding.deny, match.any());
    return;
  }
  note(match.any(), finding.allow.any(), by, finding.allow_by);
  finding.allow = either(finding.allow, match);
}

}  // namespace remora
