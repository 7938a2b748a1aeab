#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/authorize/policy_set.h"
#include "engine/request/request.h"

namespace remora {

/// Who described a request: a world, which knows its organization, or a few words, in which the
/// policies in force are all that is said of one.
enum class DescribedBy : std::uint8_t { World, Words };

/// Gives a request that somebody described in a few words what AWS sends with it anyway: what
/// follows from requester and resource, and as unknown what nobody has said but a policy asks for
/// (aws:CurrentTime, aws:SourceIp, aws:SecureTransport, ...; aws:PrincipalOrgID where policies of
/// an organization are in force, aws:SourceVpce where the policy of a VPC endpoint is). A key that
/// is there stays as it is. Source: IAM User Guide, "AWS global condition context keys"
/// (availability of each key).
void add_unsaid_keys(const PolicySet& policies, Request& request, DescribedBy described);

/// How often AWS sends a key with requests of one kind of requester.
enum class Sending : std::uint8_t { Always, Perhaps, Never };

/// Source: IAM User Guide, "AWS global condition context keys" (availability of each key).
Sending sending_of(const KeyName& key, const Principal& requester);

/// Whether a reason of an unknown key is that nobody has said it.
bool is_unsaid(std::string_view reason);

}  // namespace remora
