#include "engine/wire/route.h"

#include <algorithm>
#include <array>

namespace remora::wire {

namespace {

constexpr auto kServices = std::to_array<ServiceNames>({
    {Service::Config, Protocol::Json, "config", "StarlingDoveService", ""},
    {Service::CloudTrail, Protocol::Json, "cloudtrail", "CloudTrail_20131101", ""},
    {Service::Kms, Protocol::Json, "kms", "TrentService", ""},
    {Service::Organizations, Protocol::Json, "organizations", "AWSOrganizationsV20161128", ""},
    {Service::Logs, Protocol::Json, "logs", "Logs_20140328", ""},
    {Service::Sns,
     Protocol::Query,
     "sns",
     "2010-03-31",
     "http://sns.amazonaws.com/doc/2010-03-31/"},
    {Service::Iam,
     Protocol::Query,
     "iam",
     "2010-05-08",
     "https://iam.amazonaws.com/doc/2010-05-08/"},
    {Service::Sts,
     Protocol::Query,
     "sts",
     "2011-06-15",
     "https://sts.amazonaws.com/doc/2011-06-15/"},
    {Service::S3, Protocol::S3, "s3", "", "http://s3.amazonaws.com/doc/2006-03-01/"},
    {Service::Unknown, Protocol::Json, "", "", ""},
});

/// What a member of the query asks for, and the names of the operations on a bucket.
struct SubResource {
  std::string_view member;
  std::string_view noun;  // `BucketPolicy`: GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy
};

// Source: Amazon S3 API Reference, "Actions".
constexpr auto kBucketParts = std::to_array<SubResource>({
    {"policy", "BucketPolicy"},
    {"policyStatus", "BucketPolicyStatus"},
    {"encryption", "BucketEncryption"},
    {"publicAccessBlock", "PublicAccessBlock"},
    {"ownershipControls", "BucketOwnershipControls"},
    {"acl", "BucketAcl"},
    {"location", "BucketLocation"},
    {"tagging", "BucketTagging"},
    {"versioning", "BucketVersioning"},
    {"object-lock", "ObjectLockConfiguration"},
    {"requestPayment", "BucketRequestPayment"},
    {"cors", "BucketCors"},
    {"website", "BucketWebsite"},
    {"lifecycle", "BucketLifecycleConfiguration"},
    {"replication", "BucketReplication"},
    {"logging", "BucketLogging"},
    {"accelerate", "BucketAccelerateConfiguration"},
    {"notification", "BucketNotificationConfiguration"},
    {"metrics", "BucketMetricsConfiguration"},
    {"analytics", "BucketAnalyticsConfiguration"},
    {"inventory", "BucketInventoryConfiguration"},
    {"intelligent-tiering", "BucketIntelligentTieringConfiguration"},
    {"metadataTable", "BucketMetadataTableConfiguration"},
    {"session", "Session"},
});

constexpr auto kObjectParts = std::to_array<SubResource>({
    {"acl", "ObjectAcl"},
    {"tagging", "ObjectTagging"},
    {"retention", "ObjectRetention"},
    {"legal-hold", "ObjectLegalHold"},
    {"attributes", "ObjectAttributes"},
    {"torrent", "ObjectTorrent"},
    {"restore", "Object"},
    {"select", "ObjectContent"},
});

std::string verb_of(std::string_view method) {
  return method == "PUT"      ? "Put"
         : method == "DELETE" ? "Delete"
         : method == "POST"   ? "Post"
         : method == "HEAD"   ? "Head"
                              : "Get";
}

std::string bucket_operation(const Request& request, const Parameters& query) {
  const std::string verb = verb_of(request.method);
  for (const SubResource& part : kBucketParts) {
    if (query.has(part.member)) {
      return verb + std::string(part.noun);
    }
  }
  if (query.has("delete") && verb == "Post") {
    return "DeleteObjects";
  }
  if (query.has("versions")) {
    return "ListObjectVersions";
  }
  if (query.has("uploads")) {
    return "ListMultipartUploads";
  }
  return verb == "Get"      ? query.has("list-type") ? "ListObjectsV2" : "ListObjects"
         : verb == "Put"    ? "CreateBucket"
         : verb == "Delete" ? "DeleteBucket"
         : verb == "Head"   ? "HeadBucket"
                            : "PostObject";
}

std::string object_operation(const Request& request, const Parameters& query) {
  const std::string verb = verb_of(request.method);
  for (const SubResource& part : kObjectParts) {
    if (query.has(part.member)) {
      return (part.member == "restore"  ? "Restore"
              : part.member == "select" ? "Select"
                                        : verb) +
             std::string(part.noun);
    }
  }
  if (query.has("uploads")) {
    return "CreateMultipartUpload";
  }
  if (query.has("uploadId")) {
    return verb == "Put"      ? "UploadPart"
           : verb == "Post"   ? "CompleteMultipartUpload"
           : verb == "Delete" ? "AbortMultipartUpload"
                              : "ListParts";
  }
  return verb == "Put" && request.has_header("x-amz-copy-source") ? "CopyObject" : verb + "Object";
}

/// The bucket that a host names: `bucket.localhost`, `bucket.s3.amazonaws.com`. Empty: the path
/// does.
std::string_view bucket_of_host(std::string_view host) {
  host = host.substr(0, host.rfind(':') == std::string_view::npos ? host.size() : host.rfind(':'));
  for (const std::string_view suffix : {".s3.", ".s3-"}) {
    const std::size_t at = host.find(suffix);
    if (at != std::string_view::npos && at > 0) {
      return host.substr(0, at);
    }
  }
  constexpr std::string_view kLocal = ".localhost";
  if (host.ends_with(kLocal) && host.size() > kLocal.size() && host != "s3.localhost") {
    host.remove_suffix(kLocal.size());
    return host;
  }
  return {};
}

void route_s3(const Request& request, std::string_view path, Routed& routed) {
  routed.service = Service::S3;
  routed.protocol = Protocol::S3;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  routed.bucket = bucket_of_host(request.header("host"));
  if (routed.bucket.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    routed.bucket = percent_decoded(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  routed.key = percent_decoded(path);
  constexpr std::string_view kMethods = " GET HEAD PUT POST DELETE ";
  if (kMethods.find(" " + request.method + " ") == std::string_view::npos) {
    routed.operation = request.method;
    return;
  }
  routed.operation =
      routed.bucket.empty()
          ? verb_of(request.method) == "Get" ? "ListBuckets" : verb_of(request.method) + "Service"
      : routed.key.empty() ? bucket_operation(request, routed.query)
                           : object_operation(request, routed.query);
}

void route_target(std::string_view target, Routed& routed) {
  const std::size_t dot = target.rfind('.');
  std::string_view prefix =
      dot == std::string_view::npos ? std::string_view() : target.substr(0, dot);
  prefix = prefix.substr(prefix.rfind('.') + 1);  // npos + 1 is 0
  routed.protocol = Protocol::Json;
  routed.operation = dot == std::string_view::npos ? target : target.substr(dot + 1);
  routed.foreign = prefix;
  for (const ServiceNames& one : kServices) {
    if (one.protocol == Protocol::Json && !prefix.empty() && one.marker == prefix) {
      routed.service = one.service;
      routed.foreign.clear();
    }
  }
}

void route_form(Routed& routed) {
  const std::string* const action = routed.form.find("Action");
  const std::string* const version = routed.form.find("Version");
  routed.protocol = routed.scope.service == "ec2" ? Protocol::Ec2Query : Protocol::Query;
  routed.operation = action == nullptr ? std::string() : *action;
  routed.foreign = routed.scope.service.empty() ? "an unknown service" : routed.scope.service;
  for (const ServiceNames& one : kServices) {
    if (one.protocol == Protocol::Query && version != nullptr && one.marker == *version) {
      routed.service = one.service;
      routed.foreign.clear();
    }
  }
}

/// Whether a signature is for a service that is served here, or names none.
bool is_served(std::string_view service) {
  return std::any_of(kServices.begin(), kServices.end(), [&](const ServiceNames& one) {
    return one.name == service;
  });
}

}  // namespace

const ServiceNames& names_of(Service service) {
  return kServices[static_cast<std::size_t>(service)];
}

Scope read_scope(const Request& request, const Parameters& query) {
  std::string credential;
  const std::string_view header = request.header("authorization");
  constexpr std::string_view kCredential = "Credential=";
  if (const std::size_t at = header.find(kCredential); at != std::string_view::npos) {
    const std::string_view rest = header.substr(at + kCredential.size());
    credential = rest.substr(0, rest.find_first_of(", "));
  } else if (const std::string* const presigned = query.find("X-Amz-Credential")) {
    credential = *presigned;
  } else if (header.starts_with("AWS ")) {  // signature version 2 names nothing but the key
    credential = header.substr(4, header.find(':') - 4);
  }
  // ACCESSKEY/DATE/REGION/SERVICE/aws4_request
  std::array<std::string_view, 4> parts;
  std::string_view rest = credential;
  for (std::string_view& part : parts) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  return {std::string(parts[0]), std::string(parts[2]), std::string(parts[3])};
}

Routed route(const Request& request) {
  Routed routed;
  const std::string_view target(request.target);
  const std::size_t mark = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, mark);
  routed.query = Parameters::parse(target.substr(std::min(mark + 1, target.size())));
  routed.scope = read_scope(request, routed.query);
  if (const std::string_view named = request.header("x-amz-target"); !named.empty()) {
    route_target(named, routed);
    return routed;
  }
  const bool form = to_ascii_lower(request.header("content-type"))
                        .starts_with("application/x-www-form-urlencoded");
  if (request.method == "POST" && form) {
    routed.form = Parameters::parse(request.body);
  } else if (request.method == "GET" && path == "/" && routed.query.has("Action")) {
    routed.form = routed.query;
  }
  if (routed.form.has("Action")) {
    route_form(routed);
    return routed;
  }
  if (request.has_header("smithy-protocol") || !is_served(routed.scope.service)) {
    routed.protocol = Protocol::Json;
    routed.operation = std::string(path);
    routed.foreign = routed.scope.service.empty() ? "rpc-v2-cbor" : routed.scope.service;
    return routed;
  }
  route_s3(request, path, routed);
  return routed;
}

}  // namespace remora::wire
