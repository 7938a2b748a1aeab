#pragma once

#include "engine/input/member_reader.h"
#include "engine/world/configuration.h"

namespace remora::input {

// `path` is where it stands, as `--set` takes it; `it` what it is in sentences.

/// The input of PutDeliveryChannel, or what DescribeDeliveryChannels prints.
/// Errors: members that AWS's shape does not have, wrong types.
world::DeliveryChannel read_channel(const json::Value& value,
                                    const std::string& path,
                                    const std::string& it,
                                    DiagnosticSink& sink);

/// What DescribeConfigurationRecorders prints; `recording` as in its status, true if left out.
world::ConfigurationRecorder read_recorder(const json::Value& value,
                                           const std::string& path,
                                           const std::string& it,
                                           DiagnosticSink& sink);

/// The input of CreateTrail, or what DescribeTrails prints. Errors: no name, no bucket.
world::Trail read_trail(const json::Value& value, const std::string& path, DiagnosticSink& sink);

/// The input of UpdateTrail: only the name is required.
world::TrailChanges read_trail_changes(const json::Value& value,
                                       const std::string& path,
                                       DiagnosticSink& sink);

}  // namespace remora::input
