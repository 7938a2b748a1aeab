#pragma once

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/prober.h"

namespace remora::delivery::cloudtrail {

/// What an organization trail needs before anything is tried: an organization with all features,
/// the management account or a delegated administrator as the caller, trusted access, and
/// CloudTrail's service-linked role. False if the call is refused or left open.
/// Source: AWS CloudTrail User Guide, "Prepare for creating a trail for your organization" and
/// "Organization delegated administrator"; the texts as the catalogue names them.
bool organization_allows(Prober& prober, const Trail& trail, std::string_view account);

/// True if the account is a delegated administrator for CloudTrail.
bool is_administrator(const Prober& prober, std::string_view account);

}  // namespace remora::delivery::cloudtrail
