#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/delivery/outcome.h"
#include "engine/diagnose/causes.h"
#include "engine/explanation/cause.h"

namespace remora::delivery {
struct Call;
}

namespace remora::diagnose {

/// What the check of one delivery says about an error text.
struct CheckedDelivery {
  std::string file;
  std::string combination;  // of a matrix
  std::string id;
  delivery::Outcome outcome = delivery::Outcome::Delivered;
  bool same_error = false;           // it is refused just as the text says
  std::optional<std::size_t> cause;  // which of the possible causes it is
  /// Where the text and the delivery name different things: `prefix: the text says a, the input b`.
  std::vector<std::string> differences;
  std::string summary;  // what the check found; empty if it is delivered
  std::string place;    // FILE:LINE:COLUMN of the statement, if there is one
};

/// Whether a delivery of an input is the one that the text speaks of: the same service, and the
/// same bucket where the text names one. A name that AWS will choose is whatever the text says.
bool speaks_of(const Diagnosis& diagnosis, const delivery::Call& call);

/// Whether a refusal is the one in the text: the same code and message, where the text says them.
bool is_same_refusal(const Diagnosis& diagnosis, const delivery::ServiceError& error);

/// What the text says otherwise than the delivery: prefix and key.
std::vector<std::string> differences(const Diagnosis& diagnosis, const delivery::Call& call);

/// Which of the possible causes a check found: the index into `causes`, by the policy at fault and
/// by how it failed; where the table does not tell the kinds of one policy apart, by the policy
/// alone. Nothing if it is none of them.
std::optional<std::size_t> which_cause(std::span<const PossibleCause> causes,
                                       const delivery::DeliveryOutcome& outcome,
                                       const std::optional<explanation::Cause>& found);

}  // namespace remora::diagnose
