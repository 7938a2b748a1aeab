#pragma once

#include "engine/delivery/deliver.h"
#include "engine/remedy/edited_world.h"
#include "engine/remedy/gate.h"

namespace remora::remedy {

/// Whether edits let somebody make the same delivery who could not before: the service for an
/// account of the world, for one that its policies name, or for one that nobody knows, unless it is
/// of those whom an edit, or a statement that lets the delivery through, is meant for. `outcome` is
/// that of the delivery in the edited world, where it succeeds.
bool opens_to_strangers(const world::World& before,
                        const EditedWorld& after,
                        const delivery::Call& call,
                        const Gate& gate,
                        const delivery::DeliveryOutcome& outcome);

}  // namespace remora::remedy
