#pragma once

#include <string_view>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// Whether a value is what a command of the AWS CLI prints about something that a delivery touches.
/// Source: the output sections of the AWS CLI Command Reference; `aws-cli/awscli/examples`.
bool is_aws_cli_output(const json::Value& root);

/// Puts what commands of the AWS CLI printed, and the errors with which they failed, into the
/// snapshot: every file of a folder `SERVICE.COMMAND.ID.json`, as `remora snapshot --script`
/// records them, or of any name where the answer itself says of what it is. A call that failed
/// because there is no such setting says that it is absent; one that was not allowed, or in a
/// folder not made, leaves the property unknown. Errors (in the snapshot's sink): a file that does
/// not say of what it is; two that contradict each other.
void read_aws_cli(const std::vector<File>& files, const Options& options, Snapshot& snapshot);

}  // namespace remora::imports
