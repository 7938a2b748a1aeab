#pragma once

#include <cstdint>
#include <string>

#include "engine/import/part.h"

/// Policies that Control Tower deploys by itself.
namespace remora::imports {

/// Whose bucket: the one of landing zone 3.x that Config and CloudTrail share, or of 4.0 that of
/// one of them.
enum class LoggingPolicy : std::uint8_t { Shared, CloudTrail, Config };

/// The policy of the bucket. Source: AWS Control Tower User Guide, "Amazon S3 bucket policy for
/// logging" and "AWS Config updates in landing zone version 4.0".
Part logging_policy(LoggingPolicy which,
                    const std::string& partition,
                    const std::string& bucket,
                    const std::string& organization,
                    const std::string& management);

/// The trust policy of aws-controltower-ConfigRecorderRole.
Part recorder_trust();

}  // namespace remora::imports
