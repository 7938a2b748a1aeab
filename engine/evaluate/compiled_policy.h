#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/match.h"
#include "engine/base/unknown.h"
#include "engine/condition/condition.h"
#include "engine/condition/pattern.h"
#include "engine/evaluate/action_pattern.h"
#include "engine/evaluate/principal_match.h"
#include "engine/evaluate/statement_index.h"
#include "engine/policy/document.h"
#include "engine/request/request.h"

namespace remora {

/// One statement, ready to be tested. Views into the policy document.
struct CompiledStatement {
  const Statement* source = nullptr;
  Effect effect = Effect::Deny;
  bool without_effect = false;  // lacks an element that it needs
  bool not_principal = false;
  bool not_action = false;
  bool not_resource = false;
  std::vector<CompiledPrincipal> principals;
  std::vector<ActionPattern> actions;
  std::vector<Pattern> resources;
  std::vector<CompiledCondition> conditions;
};

/// Everything about the request that statements are tested against.
struct StatementInput {
  StatementInput(const Request& asked, bool boundary)
      : request(asked),
        action(asked.action, Action::parse(asked.action).value_or(Action{})),
        has_boundary(boundary),
        account_resource_(asked.resource == "*" ? account_resource_of(asked, action.parts)
                                                : std::string()) {}

  /// The resource that Resource elements are compared with: where the action names none, the one
  /// that AWS authorizes it on. A Region that nobody says is an unknown text in it.
  [[nodiscard]] std::string_view resource() const {
    return account_resource_.empty() ? std::string_view(request.resource) : account_resource_;
  }

  const Request& request;
  ActionName action;
  bool has_boundary;  // of the requester; NotPrincipal asks

 private:
  static std::string account_resource_of(const Request& request, const Action& action);

  std::string account_resource_;
};

class CompiledPolicy;

/// A statement that decided, as its index in the document: -1 where the policy as a whole did
/// (nobody has read it) or where there is none.
struct DecidingStatement {
  const CompiledPolicy* policy = nullptr;
  std::int32_t index = -1;
};

/// What the policies of one place say to a request together: a union. The allows are kept apart by
/// kind of principal match; in policies without Principal every allow is direct.
struct Finding {
  Match deny = Match::No;
  PrincipalMatch allow;
  // The first that is certain, else the first that is possible.
  DecidingStatement deny_by;
  DecidingStatement allow_by;

  /// What further policies say.
  void add(const Finding& other);
};

/// A policy that is ready to decide. Immutable, shared between threads.
class CompiledPolicy {
 public:
  explicit CompiledPolicy(PolicyPtr document);
  /// A policy that exists but that nobody has read: everything about it is `Unknown`.
  static std::shared_ptr<const CompiledPolicy> unread(PolicyType type, UnknownPtr why);
  static std::shared_ptr<const CompiledPolicy> unread(PolicyType type, std::string reason);

  /// Null for an unread policy.
  [[nodiscard]] const PolicyPtr& document() const { return document_; }

  [[nodiscard]] PolicyType type() const { return type_; }

  [[nodiscard]] const std::vector<CompiledStatement>& statements() const { return statements_; }

  [[nodiscard]] bool is_unread() const { return document_ == nullptr; }

  /// Why it is unread; null for one that was read.
  [[nodiscard]] const UnknownPtr& why() const { return why_; }

  [[nodiscard]] const std::string& reason() const { return why_->reason; }

  /// Whether a condition asks for that key, or a policy variable stands for it.
  [[nodiscard]] bool mentions(const KeyName& key) const;

  /// The keys among those whose names hold a tag's: aws:ResourceTag/team.
  [[nodiscard]] const std::vector<std::string_view>& tag_keys() const { return tag_keys_; }

  /// Tests all statements that can apply, and adds what they say. Allocates nothing.
  void evaluate(const StatementInput& input, Finding& finding) const;

 private:
  CompiledPolicy(PolicyType type, UnknownPtr why);

  void test(const CompiledStatement& statement,
            const StatementInput& input,
            Finding& finding) const;

  PolicyPtr document_;
  PolicyType type_;
  UnknownPtr why_;
  std::vector<CompiledStatement> statements_;
  std::vector<std::uint64_t> keys_;         // the hashes of the keys that it mentions, sorted
  std::vector<std::string_view> tag_keys_;  // of the document
  StatementIndex index_;  // empty for small policies, where looking at all is faster
};

using CompiledPolicyPtr = std::shared_ptr<const CompiledPolicy>;

/// Compiles a policy; a policy that was read cannot fail.
CompiledPolicyPtr compile(PolicyPtr policy);
/// The same policy, known by that ARN. One that nobody has read stays as it is.
CompiledPolicyPtr with_arn(const CompiledPolicyPtr& policy, std::string arn);

// The elements of one statement, each by itself. `evaluate` and the explanation are made of
// these, so they cannot disagree.
Match match_action(const CompiledStatement& statement, const ActionName& action);
Match match_resource(const CompiledStatement& statement, const StatementInput& input);
/// `direct` alone where the policy type has no Principal.
PrincipalMatch match_principal(const CompiledStatement& statement,
                               PolicyType type,
                               const StatementInput& input);

}  // namespace remora
