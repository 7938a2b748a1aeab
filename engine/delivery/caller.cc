#include "engine/delivery/caller.h"

#include "engine/aws/arn.h"

namespace remora::delivery {

namespace {

void add_common_keys(RequestContext& context, std::string_view region) {
  context.set("aws:SecureTransport", "true");
  context.set("aws:RequestedRegion", region);
  context.set("aws:ViaAWSService", "false");
  context.set_unknown("aws:CurrentTime", "remora reads no clock");
  context.set_unknown("aws:EpochTime", "remora reads no clock");
  context.set_unknown("aws:UserAgent", "AWS does not document its own user agent");
}

}  // namespace

Request service_request(const ServiceIdentity& identity,
                        Prober& prober,
                        std::string_view action,
                        std::string resource) {
  Request request;
  request.principal = Principal::parse(identity.service).value_or(Principal());
  request.action = action;
  request.resource = std::move(resource);
  RequestContext& context = request.context;
  add_common_keys(context, identity.region);
  context.set("aws:SourceArn", identity.source_arn);
  context.set("aws:SourceAccount", identity.source_account);
  if (!identity.principal_type.empty()) {
    context.set("aws:PrincipalType", identity.principal_type);
  }
  if (const world::MemberAccount* member = prober.world().member(identity.source_account)) {
    context.set("aws:SourceOrgID", prober.world().organization->id);
    context.set_multivalued("aws:SourceOrgPaths", {member->path});
  }
  if (prober.peek(Assumption::service_source_ip) == "unknown") {
    context.set_unknown("aws:SourceIp", "AWS redacts the address in calls from service to service");
  }
  return request;
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

Request role_request(std::string_view role_arn,
                     std::string_view session_name,
                     std::string_view region,
                     std::string_view action,
                     std::string resource) {
  Request request;
  request.principal = Principal::parse(session_arn(role_arn, session_name)).value_or(Principal());
  request.action = action;
  request.resource = std::move(resource);
  add_common_keys(request.context, region);
  request.context.set("aws:PrincipalArn", role_arn);
  request.context.set("aws:PrincipalType", "AssumedRole");
  request.context.set_unknown("aws:SourceIp", "the address is one of AWS's own");
  request.context.set_unknown("aws:userid", "the role's unique id is not known");
  request.context.set_unknown("aws:TokenIssueTime", "the session begins when AWS assumes the role");
  return request;
}

}  // namespace remora::delivery
