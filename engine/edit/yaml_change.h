#pragma once

#include "engine/base/result.h"
#include "engine/edit/change.h"
#include "engine/edit/splice.h"
#include "engine/json/document.h"

namespace remora::edit {

/// What a change does to the text of a YAML document: block style where the text around it is, one
/// line between brackets. Comments stay, but for those of what is taken out. Who uses this reads
/// the outcome again: an alias, or a form that is not seen through here, may make it another one.
/// Errors: a pointer that leads nowhere; a place where this cannot be written.
Result<Splice> yaml_splice(const json::Document& document, const Change& change);

/// The error for a change that the text at its place cannot take.
tl::unexpected<Error> yaml_problem(const json::Document& document, const Change& change);

}  // namespace remora::edit
