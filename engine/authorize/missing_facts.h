#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/authorize/authorize.h"

namespace remora {

/// One way to settle an undetermined request: what the missing facts would have to be, and the
/// verdict then.
struct Settlement {
  std::vector<std::pair<std::string, std::string>> facts;  // key, value in words
  Verdict verdict = Verdict::Undetermined;
};

/// What an undetermined verdict depends on.
struct MissingFacts {
  /// The smallest set of facts whose knowledge can settle the verdict: condition keys by name,
  /// policies by what they are, symbols by their names. Empty if the verdict is not undetermined.
  std::vector<std::string> facts;
  /// Those of them that are policies of which somebody says where they are missing.
  std::vector<UnknownPtr> policies;
  /// What knowing them would bring; one for each verdict that is possible.
  std::vector<Settlement> settlements;
  /// The request is denied whatever the facts are.
  bool denied_either_way = false;
  /// The verdict whatever the facts are: where statements take different values of one key in turn,
  /// and together take them all.
  std::optional<Verdict> either_way;
};

/// Finds the smallest set by trying: each unknown condition key absent, with each value that some
/// statement asks for, and with a value that none does; each unread policy as one that allows the
/// request, denies it, or says nothing. Sets of up to three facts are tried (of one, if there are
/// more than twelve); where none settles anything, all that play a part are named, among them those
/// that cannot be tried: symbols, and who a principal is.
MissingFacts find_missing_facts(const Request& request, const PolicySet& policies);

}  // namespace remora
