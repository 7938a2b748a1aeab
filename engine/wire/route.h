#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/wire/http.h"
#include "engine/wire/uri.h"

namespace remora::wire {

enum class Service : std::uint8_t {
  Config,
  CloudTrail,
  Kms,
  Organizations,
  Logs,
  Sns,
  Iam,
  Sts,
  S3,
  Unknown,  // one that is not served; `Routed::foreign` names it
};

/// The protocols of AWS that its clients speak to these services, and what is answered to others.
enum class Protocol : std::uint8_t { Json, Query, Ec2Query, S3 };

/// What a service is called in requests and answers.
struct ServiceNames {
  Service service = Service::Unknown;
  Protocol protocol = Protocol::Json;
  std::string_view name;    // as it signs: `config`
  std::string_view marker;  // the target's last component, or the version of its API
  std::string_view xmlns;   // of its answers in XML
};

const ServiceNames& names_of(Service service);

/// Whom a request says that it comes from: the scope of its signature, which is not verified.
/// Source: IAM User Guide, "Elements of an AWS API request signature".
struct Scope {
  std::string access_key;  // empty: the request is not signed
  std::string region;
  std::string service;
};

/// Where a request goes.
struct Routed {
  Service service = Service::Unknown;
  Protocol protocol = Protocol::S3;
  std::string operation;  // AWS's name of it; empty where the request names none
  std::string foreign;    // the service or target that is not served
  std::string bucket;     // S3
  std::string key;        // S3: decoded once, its bytes as they are
  Parameters query;
  Parameters form;  // Query: from the body, or the query of a GET
  Scope scope;
};

/// Reads the scope of the Authorization header or of a presigned query.
Scope read_scope(const Request& request, const Parameters& query);

/// Routes by what clients mark their requests with: the target, the version of a form, else S3 with
/// the bucket in the path or in the host. Both targets of CloudTrail are one (captures: the
/// JavaScript SDK leaves out the namespace).
Routed route(const Request& request);

}  // namespace remora::wire
