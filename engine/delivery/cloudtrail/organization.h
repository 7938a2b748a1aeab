#pragma once

#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/prober.h"

namespace remora::delivery::cloudtrail {

/// What an organization trail needs before anything is tried: an organization with all features,
/// and the management account or a delegated administrator as the caller. False if the call is
/// refused or left open.
/// Source: AWS CloudTrail User Guide, "Prepare for creating a trail for your organization" and
/// "Organization delegated administrator"; the texts as the catalogue names them.
bool organization_allows(Prober& prober, const Trail& trail, std::string_view account);

/// What it needs once the bucket was tried: trusted access, and CloudTrail's service-linked role.
/// True for a trail of one account. Only after `organization_allows`.
/// Source: the same pages; for the order two public reports (natsukium/dotfiles#715 and #716,
/// study notes of 2026), in which the bucket policy was refused first and these after it was
/// mended.
bool organization_trusts(Prober& prober, const Trail& trail, std::string_view account);

/// True if the account is a delegated administrator for CloudTrail.
bool is_administrator(const Prober& prober, std::string_view account);

}  // namespace remora::delivery::cloudtrail
