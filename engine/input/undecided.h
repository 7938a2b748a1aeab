#pragma once

#include "engine/base/file_reader.h"
#include "engine/import/import.h"
#include "engine/input/what_if.h"

namespace remora::input {

/// The scenario of an import in which a condition of a template may come out one way or the other:
/// the one with the most deliveries, in which each that does not come to the same every time is
/// undecided. Without such a condition the scenario itself. Errors: as with_imported_settings.
Result<json::DocumentPtr> settle_conditions(const imports::Imported& imported,
                                            const WhatIf& what_if,
                                            FileReader& files);

}  // namespace remora::input
