#pragma once

#include <vector>

#include "engine/delivery/deliver.h"
#include "engine/remedy/edited_world.h"
#include "engine/remedy/gate.h"

namespace remora::remedy {

/// Whether all edits together let nobody make one of these deliveries who could not before: no
/// service for an account of the world, for one that its policies name, or for one that nobody
/// knows, unless one of the deliveries is the account's, or it is of those whom an edit, or a
/// statement that lets the delivery through, is meant for. Of deliveries of one service with one
/// prefix and key the first is asked, of at most six kinds; one that does not succeed with the
/// edits lets nobody in.
bool stays_shut(const EditedWorld& after,
                const std::vector<const delivery::Call*>& calls,
                const delivery::Assumptions& assumptions,
                const Gate& gate);

}  // namespace remora::remedy
