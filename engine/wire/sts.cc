// AWS STS: who calls, and sessions of roles. Source: STS API Reference.
#include <algorithm>

#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/xml.h"

namespace remora::wire {

Reply get_caller_identity(Exchange& exchange) {
  const bool root = exchange.caller.arn.ends_with(":root");
  return query_reply(
      exchange,
      xml_element("Arn", exchange.caller.arn) +
          xml_element("UserId", root ? exchange.caller.account : "AROAREMORA:session") +
          xml_element("Account", exchange.caller.account));
}

Reply assume_role(Exchange& exchange) {
  const auto arn = exchange.text("RoleArn");
  const auto session = exchange.text("RoleSessionName");
  if (!arn || !session) {
    return missing(exchange, arn ? "RoleSessionName" : "RoleArn");
  }
  const world::Role* const role = exchange.state.world->role(*arn);
  if (role == nullptr) {
    return fault(Text::AssumeDenied, {{"user", exchange.caller.arn}, {"role", *arn}});
  }
  const std::string id = exchange.state.roles[role->arn].id;
  const std::string session_arn =
      exchange.arn("sts", "assumed-role/" + role->name + "/" + *session);
  const std::string of_role = session_arn.substr(0, session_arn.find("::") + 2) + role->account +
                              session_arn.substr(session_arn.find(":assumed-role"));
  constexpr Time kHour = 3600000;
  const std::string key = exchange.unique_id("ASIA").substr(0, 20);
  Session made{role->account, of_role, exchange.text_or("Policy"), {}, exchange.now + kHour};
  for (std::size_t i = 1;; ++i) {
    const auto policy = exchange.text("PolicyArns.member." + std::to_string(i) + ".arn");
    if (!policy) {
      break;
    }
    made.policy_arns.emplace_back(*policy, "");
  }
  if (!made.policy.empty()) {
    const Admitted admitted = admit_policy(
        made.policy, "session policy", {admission::AdmissionOperation::AssumeRole, {}, {}, {}, {}});
    if (admitted.fault) {
      return *admitted.fault;
    }
  }
  auto& sessions = exchange.state.sessions;
  if (sessions.size() >= kMostSessions) {
    sessions.erase(
        std::min_element(sessions.begin(), sessions.end(), [](const auto& a, const auto& b) {
          return a.second.ends < b.second.ends;
        }));
  }
  sessions[key] = std::move(made);
  ++exchange.state.revision;
  return query_reply(exchange,
                     "<Credentials>" + xml_element("AccessKeyId", key) +
                         xml_element("SecretAccessKey", exchange.new_id()) +
                         xml_element("SessionToken", exchange.new_id()) +
                         xml_element("Expiration", iso_time(exchange.now + kHour)) +
                         "</Credentials><AssumedRoleUser>" +
                         xml_element("AssumedRoleId", id + ":" + *session) +
                         xml_element("Arn", of_role) + "</AssumedRoleUser>");
}

}  // namespace remora::wire
