#include "engine/delivery/cloudtrail/logs.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora::delivery::cloudtrail {

namespace {

bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

// An unknown text is taken for one that AWS accepts.

bool is_log_group_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return has_unknown(text) ||
         (arn && arn->service == "logs" && arn->resource.starts_with("log-group:"));
}

bool is_role_arn(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->service == "iam" && arn->resource.starts_with("role/");
}

/// The text of today, or the one that was posted until about 2021.
ServiceError error_of(Prober& prober, Message current, Message old) {
  return make_error(prober.assumes(Era::Current) ? current : old, {});
}

/// Whether somebody knows the role; leaves open what comes of it if not.
bool role_is_known(Prober& prober, const std::string& role) {
  const bool known = !has_unknown(role);
  if (!known) {
    prober.leave_open("nothing is known about the role " + role);
  }
  return known;
}

/// Whether the log group, whose ARN is well formed, is in the Region of the trail; an unknown one
/// is.
bool is_in_region(const std::string& group, std::string_view region) {
  const auto arn = Arn::parse(group);
  return !arn || has_unknown(arn->region) || arn->region == region;
}

/// True if there is a group of the trail's Region and a role, both well formed; else CloudTrail
/// refuses.
bool destination_holds(Prober& prober, const TrailAccess& access) {
  const Trail& trail = access.trail();
  if (!is_given(trail.cloud_watch_logs_role_arn)) {
    prober.refuse(error_of(prober, Message::TrailLogsRoleMissing, Message::TrailLogsRoleMissingOld),
                  "the log group has no role to write with");
    return false;
  }
  if (!is_given(trail.cloud_watch_logs_log_group_arn)) {
    prober.refuse(make_error(Message::TrailLogsGroupMissing, {}),
                  "the role has no log group to write to");
    return false;
  }
  const std::string& group = *trail.cloud_watch_logs_log_group_arn;
  if (is_log_group_arn(group) && !is_in_region(group, access.region())) {
    prober.refuse(make_error(Message::TrailLogsGroupRegion, {}),
                  "the log group is in " + std::string(Arn::parse(group)->region) +
                      ", the trail's home Region is " + access.region(),
                  ObstacleKind::WrongRegion);
    return false;
  }
  if (!is_log_group_arn(group) ||
      (prober.is_closed(group) && prober.world().log_group(group) == nullptr)) {
    prober.refuse(error_of(prober, Message::TrailLogsGroup, Message::TrailLogsGroupOld),
                  is_log_group_arn(group) ? "there is no log group " + group
                                          : group + " is not the ARN of a log group",
                  is_log_group_arn(group) ? ObstacleKind::NoSuchResource : ObstacleKind::Parameter);
    return false;
  }
  const std::string& role = *trail.cloud_watch_logs_role_arn;
  if (!role_is_known(prober, role)) {
    return false;
  }
  if (!is_role_arn(role)) {
    prober.refuse(make_error(Message::TrailLogsRole, {}), role + " is not the ARN of a role");
    return false;
  }
  return true;
}

Match assume(Prober& prober, TrailAccess& access) {
  const std::string& role_arn = *access.trail().cloud_watch_logs_role_arn;
  Probe assume = access.probe("sts:AssumeRole", role_arn);
  assume.purpose = "assume the role for CloudWatch Logs";
  if (prober.is_closed(role_arn) && prober.world().role(role_arn) == nullptr) {
    assume.obstacle = "there is no role " + role_arn;
    assume.obstacle_kind = ObstacleKind::NoSuchResource;
  }
  return prober.ask(std::move(assume));
}

/// The stream of the account; those of an organization's members are named alike.
std::string stream_arn(const TrailAccess& access) {
  const std::string& id = *access.trail().cloud_watch_logs_log_group_arn;
  const std::string group = unknown_arn("logs", id, "log-group:").value_or(id);
  std::string stream = group.ends_with(":*") ? group.substr(0, group.size() - 2) : group;
  return stream + ":log-stream:" + access.owner() + "_CloudTrail_" + access.region();
}

Match ask_logs(Prober& prober, TrailAccess& access, std::string_view action) {
  Probe probe = role_probe(prober,
                           *access.trail().cloud_watch_logs_role_arn,
                           "CLOUDTRAIL",
                           action,
                           stream_arn(access));
  probe.purpose = action == "logs:CreateLogStream" ? "create the log stream" : "write a log event";
  return prober.ask(std::move(probe));
}

}  // namespace

bool has_logs_destination(const Trail& trail) {
  return is_given(trail.cloud_watch_logs_log_group_arn) ||
         is_given(trail.cloud_watch_logs_role_arn);
}

bool has_whole_logs_destination(const Trail& trail) {
  return is_given(trail.cloud_watch_logs_log_group_arn) &&
         is_given(trail.cloud_watch_logs_role_arn);
}

void check_logs_destination(Prober& prober, TrailAccess& access) {
  if (!has_logs_destination(access.trail()) || !destination_holds(prober, access)) {
    return;
  }
  const Match assumed = assume(prober, access);
  prober.settle(assumed, prober.last(), make_error(Message::TrailLogsTrust, {}));
  if (assumed == Match::No) {
    return;
  }
  for (const std::string_view action : {"logs:CreateLogStream", "logs:PutLogEvents"}) {
    const Match match = ask_logs(prober, access, action);
    if (match != Match::Yes) {
      prober.settle(
          match,
          prober.last(),
          error_of(prober, Message::TrailLogsPermission, Message::TrailLogsPermissionOld));
    }
  }
}

std::pair<Match, std::size_t> write_log_events(Prober& prober, TrailAccess& access) {
  if (!role_is_known(prober, *access.trail().cloud_watch_logs_role_arn)) {
    return {Match::Unknown, prober.count() - 1};
  }
  Match match = assume(prober, access);
  if (match != Match::No) {
    match = both(match, ask_logs(prober, access, "logs:PutLogEvents"));
  }
  return {match, prober.last()};
}

}  // namespace remora::delivery::cloudtrail
