#include "engine/delivery/trail_logs.h"

#include <utility>

#include "engine/aws/arn.h"

namespace remora::delivery::cloudtrail {

namespace {

bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

bool is_log_group_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->service == "logs" && arn->resource.starts_with("log-group:");
}

}  // namespace

void check_logs_destination(Prober& prober,
                            const ServiceIdentity& identity,
                            const Trail& trail,
                            std::string_view region) {
  const bool has_group = is_given(trail.cloud_watch_logs_log_group_arn);
  const bool has_role = is_given(trail.cloud_watch_logs_role_arn);
  if (!has_group && !has_role) {
    return;
  }
  if (!has_role) {
    prober.refuse(make_error(Message::TrailLogsRoleMissing, {}),
                  "the log group has no role to write with");
    return;
  }
  if (!has_group) {
    prober.refuse(make_error(Message::TrailLogsGroupMissing, {}),
                  "the role has no log group to write to");
    return;
  }
  const std::string& group = *trail.cloud_watch_logs_log_group_arn;
  const std::string& role_arn = *trail.cloud_watch_logs_role_arn;
  const bool closed = prober.world().closure == world::Closure::Closed;
  if (!is_log_group_arn(group) || (closed && prober.world().log_group(group) == nullptr)) {
    prober.refuse(make_error(Message::TrailLogsGroup, {}),
                  is_log_group_arn(group) ? "there is no log group " + group
                                          : group + " is not the ARN of a log group");
    return;
  }
  Probe assume;
  assume.purpose = "assume the role for CloudWatch Logs";
  assume.request = service_request(identity, prober, "sts:AssumeRole", role_arn);
  if (closed && prober.world().role(role_arn) == nullptr) {
    assume.obstacle = "there is no role " + role_arn;
  }
  const Match assumed = prober.ask(std::move(assume));
  prober.settle(assumed, prober.last(), make_error(Message::TrailLogsTrust, {}));
  if (assumed == Match::No) {
    return;
  }
  std::string stream = group.ends_with(":*") ? group.substr(0, group.size() - 2) : group;
  stream += ":log-stream:" + identity.source_account + "_CloudTrail_" + std::string(region);
  for (const std::string_view action : {"logs:CreateLogStream", "logs:PutLogEvents"}) {
    Probe probe;
    probe.purpose =
        action == "logs:CreateLogStream" ? "create the log stream" : "write a log event";
    probe.request = role_request(role_arn, "CLOUDTRAIL", region, action, stream);
    const Match match = prober.ask(std::move(probe));
    prober.settle(match, prober.last(), make_error(Message::TrailLogsPermission, {}));
  }
}

}  // namespace remora::delivery::cloudtrail
