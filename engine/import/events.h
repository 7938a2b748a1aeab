#pragma once

#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// Adds a delivery for each call that the events record, with everything that its request says, and
/// what AWS answered. A call that says nothing of its own (`requestParameters` null) is read from
/// its error message. Recorders, channels and trails that a call names and does not describe come
/// from the other events, else are unknown. Errors, into the sink: a file without a call that
/// concerns a delivery; a call of which nobody says the bucket.
/// `outputs`: what the AWS CLI printed, for an account's recorder.
void read_events(const std::vector<File>& files,
                 const std::vector<File>& outputs,
                 const Options& options,
                 Snapshot& snapshot);

}  // namespace remora::imports
