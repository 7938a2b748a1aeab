#pragma once

#include <string>
#include <string_view>

#include "engine/remedy/remedy.h"

namespace remora::report {

/// What an edit does, to stand before its statement: `Add this statement to FILE`, `Change the
/// statement at FILE:LINE:COLUMN: add "kms:Decrypt" to Action. It then reads`.
std::string headline(const remedy::Edit& edit);

/// The statements that an edit changes or adds, as they then read.
std::vector<std::string> statements_of(const remedy::Edit& edit);

/// Where an edit is made: the statement's place, the file, or whose policy it would be.
std::string place_of(const remedy::Edit& edit);

/// `as documented in AWS's page`; empty if it is not.
std::string documented_in(const remedy::Edit& edit);

/// What to do where no policy helps.
std::string sentence_of(const remedy::Advice& advice);

/// Over what mends a delivery.
constexpr std::string_view kFix = "Fix, verified by running the delivery again";

/// Over what mends the policies' part of a delivery that needs something else besides.
constexpr std::string_view kHalfway =
    "What the policies refuse, mended. It cannot be verified before the rest is done:";

}  // namespace remora::report
