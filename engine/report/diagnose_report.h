#pragma once

#include <optional>
#include <vector>

#include "engine/diagnose/causes.h"
#include "engine/diagnose/confirm.h"
#include "engine/diagnose/denial.h"
#include "engine/diagnose/looks.h"

namespace remora::report {

/// Everything that `diagnose` has to say about one text.
struct DiagnoseReport {
  std::vector<diagnose::Diagnosis> errors;  // in the text; empty: not recognised
  /// IAM's own sentence, where one stands in the text.
  std::optional<diagnose::Denial> denial;
  // Of the first error:
  std::vector<diagnose::PossibleCause> causes;
  std::vector<diagnose::Look> looks;
  /// What the inputs of `--with` say; nothing without the option.
  std::optional<std::vector<diagnose::CheckedDelivery>> checked;
};

}  // namespace remora::report
