#pragma once

#include <string>
#include <string_view>

#include "engine/delivery/prober.h"

namespace remora::delivery {

/// The AWS managed key that an alias or its ARN stands for, as `aws/s3`; empty if it is none. Such
/// a key is there in every account that has used it, whether or not the world lists it. Source: KMS
/// Developer Guide, "AWS managed keys", whose aliases begin with aws/.
std::string_view managed_key(std::string_view id);

/// What is wrong with the resource of a key's ARN: neither a key nor an alias, or an id that no key
/// has, such as `key/aws/s3`. Empty if nothing is, or if it is not known.
/// Source: KMS Developer Guide, "Key identifiers (KeyId)".
std::string malformed_key(std::string_view resource);

/// Whether it stands for an AWS managed key all the same: `key/aws/s3` for `alias/aws/s3`.
bool is_managed_key_for_id(std::string_view resource);

/// Whether an AWS managed key that the world does not list serves whoever asks through that service
/// (`s3`, `sns`): users and roles of the key's account, nobody else. `owner` and `region` tell of
/// which account and Region a bare alias is.
/// Source: KMS Developer Guide, "AWS managed keys"; the policy of aws/s3, which tests
/// kms:CallerAccount and kms:ViaService.
bool serves(const Prober& prober,
            std::string_view id,
            std::string_view service,
            const Principal& principal,
            const world::Fact<std::string>& owner,
            const world::Fact<std::string>& region);

/// Why an AWS managed key does not serve whoever asks, for people.
std::string why_managed_key_is_closed(std::string_view id);

}  // namespace remora::delivery
