#pragma once

#include "engine/base/result.h"
#include "engine/edit/change.h"
#include "engine/edit/layout.h"
#include "engine/edit/splice.h"
#include "engine/json/document.h"

namespace remora::edit {

/// What a change does to the text of a JSON document. `whole`: the habits of the document before
/// any change.
/// Errors: as splices_of.
Result<Splice> json_splice(const json::Document& document,
                           const Change& change,
                           const Layout& whole);

}  // namespace remora::edit
