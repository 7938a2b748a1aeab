#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/fixture/mutant_kind.h"
#include "engine/policy/document.h"
#include "engine/suite/case_result.h"

namespace remora::suite {

using fixture::MutantKind;

/// A policy with one change.
struct Mutant {
  MutantKind kind = MutantKind::RemoveStatement;
  FileRange place;            // of what is changed
  std::size_t statement = 0;  // its index in the original
  std::string value;   // that goes, or the key of a condition that does; empty: it is about none
  std::string change;  // `the condition on aws:SourceArn went`, what one would not notice
  PolicyPtr policy;    // changed; the views are into the text of the original
};

/// All mutants of a policy, in the order of its text. Left out is what changes nothing: the last
/// value of a list goes with its statement, a key policy is about its own key whatever Resource
/// says (KMS Developer Guide, "Key policies in AWS KMS"), and what is `*` already (or every action
/// of the one service that the policy is about) is not loosened.
std::vector<Mutant> mutants_of(const PolicyPtr& policy);

}  // namespace remora::suite
