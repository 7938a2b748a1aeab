#pragma once

#include "engine/import/cloudformation_session.h"

namespace remora::imports::cloudformation {

/// What nobody said, once the snapshot holds all that the stacks make: what a call names and nobody
/// knows at all becomes an unknown fact of the call, unless it is something here; a note names each
/// thing that is missing in what was made, with the option that says it.
void say_what_is_unknown(Session& session);

}  // namespace remora::imports::cloudformation
