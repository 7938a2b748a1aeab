#include "engine/delivery/caller.h"

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/delivery/asked_keys.h"

namespace remora::delivery {

namespace {

void add_common_keys(RequestContext& context, std::string_view region, std::string_view action) {
  constexpr std::size_t kKeys = 32;  // with those that the world and S3's call to KMS add
  context.reserve(kKeys);
  context.set("aws:SecureTransport", "true");
  if (!region.empty()) {
    context.set("aws:RequestedRegion", region);
  }
  context.set("aws:ViaAWSService", "false");
  context.set_unknown("aws:CurrentTime", "remora reads no clock");
  context.set_unknown("aws:EpochTime", "remora reads no clock");
  context.set_unknown("aws:UserAgent", "AWS does not document its own user agent");
  // S3 tells how a request was signed (Amazon S3 API Reference, "Bucket policy examples using
  // condition keys for Signature Version 4"); AWS's own services sign as its SDKs do.
  if (action.starts_with("s3:")) {
    context.set("s3:signatureversion", "AWS4-HMAC-SHA256");
    context.set("s3:authType", "REST-HEADER");
    context.set_unknown("s3:signatureAge", "remora reads no clock");
    // Every request that is signed so carries the header: a hash, or a word such as
    // UNSIGNED-PAYLOAD (Amazon S3 API Reference, "Common request headers").
    context.set("s3:x-amz-content-sha256", make_unknown("what the service says of the payload"));
    // True of PutObject, false of the parts of a multipart upload (S3 User Guide, "Enforce
    // conditional writes on Amazon S3 buckets").
    if (action == "s3:PutObject") {
      context.set("s3:ObjectCreationOperation", "true");
    }
  }
}

/// A request of that action and resource, with what every request of a service carries.
Probe begin(const Prober& prober, std::string_view action, std::string resource) {
  Probe probe;
  probe.request.action = action;
  probe.request.resource = std::move(resource);
  add_common_keys(probe.request.context, called_region(prober, probe.request.resource), action);
  if (action.starts_with("s3:")) {
    const bool newer = prober.shape<ServiceTlsVersion>(probe.switches, {"s3:TlsVersion"}) ==
                       ServiceTlsVersion::Tls13;
    probe.request.context.set("s3:TlsVersion", newer ? "1.3" : "1.2");
  }
  return probe;
}

}  // namespace

std::string principal_name(Prober& prober,
                           std::string_view service,
                           std::string_view region,
                           const world::Bucket* bucket) {
  if (!is_opt_in_region(region) || bucket == nullptr || prober.facts().is(bucket->region, region) ||
      prober.assumes(OptInRegionPrincipal::Global)) {
    return std::string(service);
  }
  const std::size_t dot = service.find('.');
  return std::string(service.substr(0, dot)) + "." + std::string(region) +
         std::string(service.substr(dot));
}

Probe service_probe(const ServiceIdentity& identity,
                    const Prober& prober,
                    std::string_view action,
                    std::string resource) {
  Probe probe = begin(prober, action, std::move(resource));
  probe.request.principal = Principal::parse(identity.service).value_or(Principal());
  probe.switches.add(identity.switches);
  RequestContext& context = probe.request.context;
  if (identity.sends_source) {
    context.set("aws:SourceArn", identity.source_arn);
    context.set("aws:SourceAccount", identity.source_account);
  }
  if (!identity.principal_type) {
    context.set_unknown("aws:PrincipalType", "nobody has measured it at this request");
  } else {
    context.set("aws:PrincipalType", *identity.principal_type);
  }
  if (!identity.sends_source || !identity.sends_source_organization) {
    // The organization is the source account's, so there is none without one.
  } else if (const world::MemberAccount* member = prober.world().member(identity.source_account)) {
    context.set("aws:SourceOrgID", prober.read(prober.world().organization->id));
    context.set_multivalued("aws:SourceOrgPaths", {prober.read(member->path)});
  } else if (prober.world().unknown_organization ||
             (prober.world().organization && has_unknown(identity.source_account))) {
    context.set_unknown("aws:SourceOrgID", "which organization calls is not known");
    context.set_unknown("aws:SourceOrgPaths", "which organization calls is not known");
  }
  if (prober.shape<ServiceSourceIp>(probe.switches, {"aws:SourceIp"}) == ServiceSourceIp::Unknown) {
    context.set_unknown("aws:SourceIp", "AWS redacts the address in calls from service to service");
  }
  return probe;
}

std::string session_arn(std::string_view role_arn, std::string_view session_name) {
  const auto arn = Arn::parse(role_arn);
  if (!arn) {
    return {};
  }
  std::string session = "arn:";
  session.append(arn->partition).append(":sts::").append(arn->account).append(":assumed-role/");
  session.append(arn->resource.substr(arn->resource.rfind('/') + 1));
  session.append("/").append(session_name);
  return session;
}

Probe role_probe(const Prober& prober,
                 std::string_view role_arn,
                 std::string_view session_name,
                 std::string_view action,
                 std::string resource) {
  Probe probe = begin(prober, action, std::move(resource));
  probe.request.principal =
      Principal::parse(session_arn(role_arn, session_name)).value_or(Principal());
  RequestContext& context = probe.request.context;
  context.set("aws:PrincipalArn", role_arn);
  context.set("aws:PrincipalType", "AssumedRole");
  context.set_unknown("aws:SourceIp", "the address is one of AWS's own");
  context.set_unknown("aws:userid", "the role's unique id is not known");
  context.set_unknown("aws:TokenIssueTime", "the session begins when AWS assumes the role");
  return probe;
}

}  // namespace remora::delivery
