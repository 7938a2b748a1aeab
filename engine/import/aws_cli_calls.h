#pragma once

#include "engine/import/aws_cli_answers.h"

namespace remora::imports {

/// A delivery for each channel and trail that the answers list: the channel with the recorder of
/// its folder, a trail once, however many Regions show it. Errors, into the sink: a channel whose
/// Region nothing says.
void read_calls(Answers& answers);

}  // namespace remora::imports
