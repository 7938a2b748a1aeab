#pragma once

#include <optional>
#include <string>

#include "engine/admission/admission.h"
#include "engine/json/document.h"
#include "engine/lint/finding.h"
#include "engine/policy/policy_type.h"

/// Looks for what is wrong with a policy by itself: what AWS refuses to store, what can never do
/// what it says, and the known traps. No request is tried.
namespace remora::lint {

struct LintOptions {
  std::optional<PolicyType> type;  // nothing: guessed from the document
  std::string bucket;              // of a bucket policy; empty: that of the first resource
  std::string account;             // the owner's; empty: any
  std::string topic;               // the ARN of a topic policy's topic; empty: any
};

struct LintResult {
  SourcePtr source;
  std::string name = {};  // of the policy, where it is not all of its file
  bool of_policy = true;  // else the findings are about the file alone
  PolicyType type = PolicyType::Identity;
  bool type_guessed = false;
  Findings findings;  // in the order of the text
  /// AWS's answer to storing it; nothing for types that remora knows no rules of.
  std::optional<admission::Admission> admission;

  [[nodiscard]] bool has_errors() const;
};

/// Checks one policy. A document that cannot be read as a policy gives findings like any other.
LintResult lint(const json::DocumentPtr& json, json::Value policy, const LintOptions& options = {});

/// The type of a bare document, by what only one type can look like: no Principal: identity-based
/// (service control policies look the same); `sts:AssumeRole` without Resource: trust; a Deny for
/// everyone on `*`: resource control policy; else by the service of actions and resources. A Deny
/// for everyone that could be a bucket's or an organization's counts as the bucket's.
PolicyType guess_type(const json::Value& policy);

}  // namespace remora::lint
