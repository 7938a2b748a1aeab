#pragma once

#include <optional>

#include "engine/delivery/deliver.h"
#include "engine/remedy/advice.h"

namespace remora::remedy {

/// Whether the Deny that struck guards encryption or transport, by conditions on
/// `s3:x-amz-server-side-encryption*`, `aws:SecureTransport` or `s3:TlsVersion`: a delivery is to
/// obey such a statement, and no exception is made from it.
bool is_encryption_guard(const Decision& decision);

/// Whether the request is denied for want of an Allow, and one would match if it asked for
/// encryption with a key of KMS: a statement beside it that does not would go around what its
/// author demands.
bool asks_for_encryption(const delivery::ProbeResult& denied);

/// To drop the slash at the end of a prefix, where the policies let the keys without it through.
/// The service puts a slash of its own between prefix and AWSLogs. Proven by running it so.
std::optional<Advice> without_slash(const world::World& world,
                                    const delivery::Call& call,
                                    const delivery::Assumptions& assumptions);

/// To give a delivery the KMS key that a guard on encryption, or the one Allow for it, asks for.
/// Proven by running it so, where the world lists a key that lets the service in. Nothing if
/// another guard struck.
std::optional<Advice> with_key(const world::World& world,
                               const delivery::Call& call,
                               const delivery::Assumptions& assumptions,
                               const delivery::DeliveryOutcome& outcome);

}  // namespace remora::remedy
