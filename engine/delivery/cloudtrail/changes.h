#pragma once

#include "engine/delivery/cloudtrail/admission.h"
#include "engine/delivery/cloudtrail/call.h"

namespace remora::delivery::cloudtrail {

/// Makes an update's changes to the settings of a trail: what it touches of them.
AdmissionScope change_settings(const TrailChanges& changes, Trail& trail);

/// The same to a trail of a world: a setting whose change is not known is not known afterwards.
void change_settings(const world::TrailChanges& changes, world::Trail& trail);

/// Reports the settings that the update speaks of, as they stand now.
void report_settings(Prober& prober, const TrailChanges& changes, const Trail& trail);

}  // namespace remora::delivery::cloudtrail
