#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/delivery/prober.h"

namespace remora::delivery {

/// What every request of a service on behalf of one delivery carries.
struct ServiceIdentity {
  std::string service;                        // config.amazonaws.com
  std::string source_arn;                     // aws:SourceArn
  std::string source_account;                 // aws:SourceAccount
  std::string region;                         // where the service runs
  std::optional<std::string> principal_type;  // aws:PrincipalType, if known
  bool sends_source = true;                   // aws:SourceArn and aws:SourceAccount
  bool sends_source_organization = true;      // aws:SourceOrgID and aws:SourceOrgPaths
  ContextSwitches switches;                   // that chose what is sent
};

/// The service's name as a principal, where it calls from `region` for that bucket (null: for
/// none): with its Region in it, if the bucket is in another one and the switch
/// opt_in_region_principal says so for opt-in Regions. Source: IAM User Guide, "AWS JSON policy
/// elements: Principal".
std::string principal_name(Prober& prober,
                           std::string_view service,
                           std::string_view region,
                           const world::Bucket* bucket);

/// A request by the service itself, with the keys that AWS sends for service principals.
/// Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket"; IAM User Guide,
/// "AWS global condition context keys"; capture of AWS, cloudtrail owned_service_principal.
Probe service_probe(const ServiceIdentity& identity,
                    const Prober& prober,
                    std::string_view action,
                    std::string resource);

/// A request by a session of an IAM role that the service has assumed.
Probe role_probe(const Prober& prober,
                 std::string_view role_arn,
                 std::string_view session_name,
                 std::string_view action,
                 std::string resource);

/// `arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION` for a role ARN.
std::string session_arn(std::string_view role_arn, std::string_view session_name);

}  // namespace remora::delivery
