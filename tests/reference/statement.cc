#include "tests/reference/statement.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/reference/condition.h"
#include "tests/reference/glob.h"
#include "tests/reference/lower_case.h"
#include "tests/reference/principal.h"

namespace remora::reference {

namespace {

std::u16string ascii_lower(std::string_view text) {
  std::u16string lowered = utf16(text);
  for (char16_t& c : lowered) {
    c = c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c + 32) : c;
  }
  return lowered;
}

/// Action page: `service:name` without regard to case; wildcards in the name; `*` is everything.
bool action_matches(std::string_view pattern, std::string_view action) {
  if (pattern == "*") {
    return true;
  }
  const std::size_t colon = pattern.find(':');
  const std::size_t own = action.find(':');
  // "Exactly one colon, and text on both sides": anything else is no action.
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == pattern.size() ||
      pattern.find(':', colon + 1) != std::string_view::npos) {
    return false;
  }
  const std::string_view service = pattern.substr(0, colon);
  if (service != "*" && ascii_lower(service) != ascii_lower(action.substr(0, own))) {
    return false;
  }
  PatternUnits name;
  for (const char16_t unit : ascii_lower(pattern.substr(colon + 1))) {
    const auto kind = unit == u'*'   ? PatternUnit::Kind::AnyRun
                      : unit == u'?' ? PatternUnit::Kind::AnyOne
                                     : PatternUnit::Kind::Exactly;
    name.push_back({kind, unit});
  }
  return glob(name, ascii_lower(action.substr(own + 1)));
}

Truth action_holds(const PatternElement& element, std::string_view action) {
  const bool found =
      std::any_of(element.values.begin(), element.values.end(), [&](const PolicyText& value) {
        return action_matches(value.text, action);
      });
  return truth(found != element.negated);
}

/// Grammar page: in identity-based policies "an incomplete ARN is filled with wildcards".
std::string completed_arn(std::string_view pattern, PolicyType type) {
  std::string completed(pattern);
  const bool identity = type == PolicyType::Identity || type == PolicyType::Boundary;
  if (identity && pattern.starts_with("arn:")) {
    for (auto fields = std::count(pattern.begin(), pattern.end(), ':') + 1; fields < 6; ++fields) {
      completed += ":*";
    }
  }
  return completed;
}

/// What AWS's own texts and pages name as the resource of actions that act on the whole account: S3
/// User Guide, "Controlling access to a bucket with user policies" (s3:ListAllMyBuckets on
/// arn:aws:s3:::*); "... is not authorized to perform: iam:ListRoles on resource:
/// arn:aws:iam::A:role/", and so on.
std::string resource_of(const Request& request, const std::string& region) {
  if (request.resource != "*") {
    return request.resource;
  }
  const std::string action = lower_ascii(request.action);
  const std::string partition =
      request.principal.partition().empty() ? "aws" : std::string(request.principal.partition());
  const std::string account = request.resource_account.empty()
                                  ? std::string(request.principal.account())
                                  : request.resource_account;
  const std::string arn = "arn:" + partition + ":";
  if (action == "s3:listallmybuckets") {
    return arn + "s3:::*";
  }
  if (action == "iam:listusers" || action == "iam:listroles") {
    return arn + "iam::" + account + (action == "iam:listusers" ? ":user/" : ":role/");
  }
  if (action == "sns:listtopics" || action == "sns:listsubscriptions") {
    return arn + "sns:" + region + ":" + account + ":*";
  }
  if (action == "sqs:listqueues") {
    return arn + "sqs:" + region + ":" + account + ":";
  }
  if (action == "logs:describeloggroups") {
    return arn + "logs:" + region + ":" + account + ":log-group::log-stream:";
  }
  return request.resource;
}

/// The Region that the request says; empty if it says none.
std::string said_region(const Request& request) {
  const auto* const key = request.context.find("aws:RequestedRegion");
  const bool said = key != nullptr && key->presence() == Presence::Present && key->size() == 1 &&
                    !key->multivalued();
  return said ? std::string(key->value(0)) : std::string();
}

/// What stands in an ARN's fourth field.
std::string region_field(std::string_view arn) {
  for (int field = 0; field < 3; ++field) {
    const std::size_t colon = arn.find(':');
    arn.remove_prefix(colon == std::string_view::npos ? arn.size() : colon + 1);
  }
  return std::string(arn.substr(0, arn.find(':')));
}

/// Resource page: case-sensitive, wildcards cross everything. NotResource: none matches. A
/// variable without value matches no resource (Variables page).
Truth resource_holds(const PatternElement& element,
                     const PolicyDocument& policy,
                     const Request& request) {
  Truth found = Truth::False;
  for (const PolicyText& value : element.values) {
    const bool variables = policy.version == PolicyVersion::V2012;
    const Expansion pattern =
        expand(completed_arn(value.text, policy.type), true, variables, request.context);
    // A Region that nobody says may be the pattern's own, or none that it covers.
    Truth one = matches(pattern, resource_of(request, said_region(request)));
    if (said_region(request).empty()) {
      const Truth own = matches(pattern, resource_of(request, region_field(value.text)));
      const Truth other = matches(pattern, resource_of(request, "unheard-of"));
      one = own == other ? own : Truth::Maybe;
    }
    found = either(found, one);
  }
  return element.negated ? opposite(found) : found;
}

/// Who is meant; only policies that are attached to a resource, and RCPs, have a Principal.
Covered principal_holds(const Statement& statement,
                        PolicyType type,
                        const Request& request,
                        bool has_boundary) {
  const PrincipalElement& element = statement.principal;
  if (!has_principal(type)) {
    return {.direct = Truth::True};
  }
  if (!element.present) {
    return {};
  }
  if (!element.negated) {
    return covered_by(element, request);
  }
  if (statement.effect == Effect::Deny) {
    return {.direct = opposite(left_out(element, request, has_boundary))};
  }
  // AWS stores no Allow with NotPrincipal any more; the words mean: everyone but these.
  return {.direct = opposite(covered_by(element, request).any())};
}

Answer ask_statement(const Statement& statement,
                     const PolicyDocument& policy,
                     const Request& request,
                     bool has_boundary) {
  // KMS Developer Guide: a statement without Action or Resource is stored but has no effect. Trust
  // policies have no Resource.
  const bool complete = statement.resource.present || policy.type == PolicyType::Trust;
  if (!statement.action.present || !complete) {
    return {};
  }
  const Covered who = principal_holds(statement, policy.type, request, has_boundary);
  Truth applies = action_holds(statement.action, request.action);
  if (applies != Truth::False && statement.resource.present) {
    applies = both(applies, resource_holds(statement.resource, policy, request));
  }
  for (const ConditionEntry& condition : statement.conditions) {
    if (applies != Truth::False) {
      applies = both(applies,
                     test_condition(condition, policy.version, request.context, statement.effect));
    }
  }
  Answer answer;
  if (statement.effect == Effect::Deny) {
    answer.deny = both(applies, who.any());
  } else {
    answer.allow_direct = both(applies, who.direct);
    answer.allow_via = both(applies, who.via);
    answer.allow_account = both(applies, who.account);
  }
  return answer;
}

}  // namespace

Answer unite(const Answer& a, const Answer& b) {
  return {either(a.deny, b.deny),
          either(a.allow_direct, b.allow_direct),
          either(a.allow_via, b.allow_via),
          either(a.allow_account, b.allow_account)};
}

Answer ask(const PolicyPtr& policy, const Request& request, bool has_boundary) {
  if (policy == nullptr) {
    return {Truth::Maybe, Truth::Maybe, Truth::Maybe, Truth::Maybe};
  }
  Answer answer;
  for (const Statement& statement : policy->statements) {
    answer = unite(answer, ask_statement(statement, *policy, request, has_boundary));
  }
  return answer;
}

}  // namespace remora::reference
