#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/document.h"
#include "engine/suite/case_result.h"

namespace remora::suite {

/// The ways in which a policy is changed to see whether a fixture notices. Each is a slip that
/// people make when they edit policies.
enum class MutantKind : std::uint8_t {
  RemoveStatement,
  RemovePrincipal,       // one of several
  AnyPrincipal,          // of an Allow: everyone
  RemoveAction,          // one of several
  AnyAction,             // of an Allow
  RemoveResource,        // one of several
  AnyResource,           // of an Allow
  RemoveCondition,       // one line of it
  RemoveConditionValue,  // one of several
};

/// A stable word for each: `remove-statement`, `any-principal`, ...
std::string_view to_string(MutantKind kind);

/// A policy with one change.
struct Mutant {
  MutantKind kind = MutantKind::RemoveStatement;
  FileRange place;     // of what is changed
  std::string change;  // `the condition on aws:SourceArn went`, what one would not notice
  PolicyPtr policy;    // changed; the views are into the text of the original
};

/// All mutants of a policy, in the order of its text. Left out is what changes nothing: the last
/// value of a list goes with its statement, a key policy is about its own key whatever Resource
/// says (KMS Developer Guide, "Key policies in AWS KMS"), and what is `*` already (or every action
/// of the one service that the policy is about) is not loosened.
std::vector<Mutant> mutants_of(const PolicyPtr& policy);

}  // namespace remora::suite
