#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/import/file.h"
#include "engine/import/snapshot.h"

namespace remora::imports {

/// The SCP that lets through what others do not deny.
inline constexpr std::string_view kFullAccess =
    "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";

/// Who makes an organization trail here; empty if nobody does.
std::string organization_trail_account(Snapshot& snapshot);

/// The id of the organization: the one that `--org-id` says, else the only one that the texts hold;
/// empty if there is none, or several.
std::string organization_id(const std::vector<File>& texts, const Options& options);

/// An id of a root that may be any: only a policy that asks for the path of a unit depends on it.
Part some_root(const Place& place);

/// What is taken to be the organization where no input describes it: the one whose id the policies
/// (or `--org-id`) name, with all accounts that are spoken of as members, and no policy of its own
/// in the way; else none. Either is listed as assumed. Who makes an organization trail is its
/// management account.
void assume_organization(const std::vector<File>& policies,
                         const Options& options,
                         Snapshot& snapshot);

/// Puts the policies in that the snapshot has as attached (AWS::Organizations::Policy of a
/// template, a control policy on its own), for the accounts of the organization that something
/// belongs to. Whether one of a unit concerns an account is not known.
void attach_policies(Snapshot& snapshot);

}  // namespace remora::imports
