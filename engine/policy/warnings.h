#pragma once

#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/policy/document.h"

namespace remora {

/// Warns of what can be read but AWS would refuse to store, and of what cannot have an effect.
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language".
void warn_about_elements(const Statement& statement, PolicyType type, DiagnosticSink& sink);

/// The same for a Sid that stands twice.
void warn_about_sids(const std::vector<Statement>& statements, DiagnosticSink& sink);

}  // namespace remora
