#pragma once

#include <string>
#include <vector>

#include "engine/policy/document.h"
#include "engine/request/request.h"

namespace remora {

/// A value that an unknown condition key may have.
struct KeyValue {
  std::string words;  // for people: `before 2027-01-01`
  std::string value;
};

/// Values to try for the key of a condition, so that each side of the comparison is among them: the
/// values that it names, one that differs, for addresses one inside and one outside, for numbers
/// and dates those just below and above. A role's ARN is one that the role of the requester's
/// session can have. A condition whose operator AWS does not know has the values that it names.
std::vector<KeyValue> values_to_try(const ConditionEntry& condition, const Principal& requester);

}  // namespace remora
