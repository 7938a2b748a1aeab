#pragma once

#include "engine/base/result.h"
#include "engine/input/what_if.h"
#include "engine/json/document.h"

namespace remora::input {

/// The document with other values at the paths, read again from its changed text: every place in
/// it is one of the text as it is tried, and lines keep their numbers. A path names members and
/// elements (`keys[0].keyState`, `deliveries[member-config].trail.Name`), in policies that stand as
/// texts, too; its last member may be new. A value is JSON, or else text. Errors: a path that leads
/// nowhere.
Result<json::DocumentPtr> with_settings(json::DocumentPtr json, const WhatIf& what_if);

/// The same for a scenario that an import put together, which has no text to change: what is set
/// stands where the old value did.
Result<json::DocumentPtr> with_imported_settings(json::DocumentPtr json, const WhatIf& what_if);

}  // namespace remora::input
