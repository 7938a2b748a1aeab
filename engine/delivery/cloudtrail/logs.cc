#include "engine/delivery/cloudtrail/logs.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora::delivery::cloudtrail {

namespace {

bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

// An unknown text is taken for one that AWS accepts.

/// What is wrong with the ARN of a log group, empty if nothing is. CloudTrail wants the form that
/// ends in `:*`; the other one is what Terraform's `arn` and newer answers of DescribeLogGroups
/// hold (cisagov/crossfeed#2197, clouddrove/terraform-aws-cloudtrail#30,
/// hashicorp/terraform-provider-aws#14557).
std::string why_no_log_group_arn(const std::string& text) {
  const auto arn = Arn::parse(text);
  if (has_unknown(text)) {
    return {};
  }
  if (!arn || arn->service != "logs" || !arn->resource.starts_with("log-group:")) {
    return text + " is not the ARN of a log group";
  }
  return text.ends_with(":*") ? "" : "CloudTrail wants the log group's ARN with :* at its end";
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

/// Why that cannot be used because of the account that it is in; empty if it can, as far as is
/// known. Source: AWS CloudTrail User Guide, "Creating, updating, and managing trails with the AWS
/// CLI"
/// ("You cannot use an IAM role or CloudWatch Logs log group owned by a different account"); an
/// organization trail's may be the delegated administrator's.
std::string why_foreign(const TrailAccess& access, const std::string& text, std::string_view what) {
  const auto arn = Arn::parse(text);
  if (!arn || access.trail().is_organization_trail || has_symbol(arn->account) ||
      has_symbol(access.owner()) || arn->account == access.owner()) {
    return {};
  }
  return std::string(what) + " is in account " + std::string(arn->account) +
         ", it must be in the trail's own, " + access.owner();
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
  const std::string malformed = why_no_log_group_arn(group);
  if (malformed.empty() && !is_in_region(group, access.region())) {
    prober.refuse(make_error(Message::TrailLogsGroupRegion, {}),
                  "the log group is in " + std::string(Arn::parse(group)->region) +
                      ", the trail's home Region is " + access.region(),
                  ObstacleKind::WrongRegion);
    return false;
  }
  const std::string foreign = why_foreign(access, group, "the log group");
  const bool listed = !prober.is_closed(group) || prober.world().log_group(group) != nullptr;
  if (!malformed.empty() || !foreign.empty() || !listed) {
    prober.refuse(error_of(prober, Message::TrailLogsGroup, Message::TrailLogsGroupOld),
                  !malformed.empty() ? malformed
                  : foreign.empty()  ? "there is no log group " + group
                                     : foreign,
                  !malformed.empty() ? ObstacleKind::Parameter
                  : foreign.empty()  ? ObstacleKind::NoSuchResource
                                     : ObstacleKind::WrongAccount);
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
  if (std::string why = why_foreign(access, role, "the role"); !why.empty()) {
    prober.refuse(
        make_error(Message::TrailLogsRole, {}), std::move(why), ObstacleKind::WrongAccount);
    return false;
  }
  return true;
}

Match assume(Prober& prober, TrailAccess& access) {
  const std::string& role_arn = *access.trail().cloud_watch_logs_role_arn;
  Probe assume = access.probe("sts:AssumeRole", role_arn);
  assume.purpose = "assume the role for CloudWatch Logs";
  // AssumeRole needs a name for the session (AWS STS API Reference).
  assume.request.context.set("sts:RoleSessionName", make_unknown("CloudTrail's session name"));
  if (prober.is_closed(role_arn) && prober.world().role(role_arn) == nullptr) {
    assume.obstacle = "there is no role " + role_arn;
    assume.obstacle_kind = ObstacleKind::NoSuchResource;
  }
  return prober.ask(std::move(assume));
}

/// The stream of an account: that of a member of an organization is named after both.
std::string stream_arn(const TrailAccess& access, std::string_view account) {
  const std::string& id = *access.trail().cloud_watch_logs_log_group_arn;
  const std::string group = unknown_arn("logs", id, "log-group:").value_or(id);
  std::string stream = group.ends_with(":*") ? group.substr(0, group.size() - 2) : group;
  return stream.append(":log-stream:").append(account) + "_CloudTrail_" + access.region();
}

Match ask_logs(Prober& prober,
               TrailAccess& access,
               std::string_view action,
               std::string_view account) {
  Probe probe = role_probe(prober,
                           *access.trail().cloud_watch_logs_role_arn,
                           "CLOUDTRAIL",
                           action,
                           stream_arn(access, account));
  probe.purpose = action == "logs:CreateLogStream" ? "create the log stream" : "write a log event";
  return prober.ask(std::move(probe));
}

/// A member whose events an organization trail delivers too, as its stream names it: ORG_ACCOUNT.
/// One stands for all. Empty if there is none.
std::string member_in_stream(const Prober& prober, const TrailAccess& access) {
  const auto& organization = prober.world().organization;
  if (!access.trail().is_organization_trail || !organization) {
    return {};
  }
  for (const auto& [account, member] : organization->accounts) {
    if (account != access.owner()) {
      return prober.read(organization->id) + "_" + std::string(account);
    }
  }
  return {};
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
    const Match match = ask_logs(prober, access, action, access.owner());
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
    match = both(match, ask_logs(prober, access, "logs:PutLogEvents", access.owner()));
  }
  std::size_t decided = prober.last();
  const std::string member = member_in_stream(prober, access);
  if (match == Match::No || member.empty()) {
    return {match, decided};
  }
  // The streams of the members are made when their first events come (AWS CloudTrail User Guide,
  // "Role policy document for CloudTrail to use CloudWatch Logs for monitoring": a statement on
  // log-stream:ORGANIZATION_* of its own).
  for (const std::string_view action : {"logs:CreateLogStream", "logs:PutLogEvents"}) {
    const Match also = both(match, ask_logs(prober, access, action, member));
    decided = also == match ? decided : prober.last();
    match = also;
  }
  return {match, decided};
}

}  // namespace remora::delivery::cloudtrail
