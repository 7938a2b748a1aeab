// AWS IAM: managed policies. Source: IAM API Reference.
#include "engine/aws/arn.h"
#include "engine/wire/attempt.h"
#include "engine/wire/iam.h"
#include "engine/wire/operations.h"
#include "engine/wire/xml.h"
#include "engine/world/managed_policies.h"

namespace remora::wire {

namespace {

using admission::AdmissionOperation;

bool is_of_aws(std::string_view arn) {
  const auto parsed = Arn::parse(arn);
  return parsed && parsed->service == "iam" && parsed->account == "aws";
}

}  // namespace

tl::expected<std::string, Fault> policy_document(const Exchange& exchange, const std::string& arn) {
  const auto own = exchange.state.policies.find(arn);
  if (own != exchange.state.policies.end()) {
    return own->second.second;
  }
  const auto known = world::find_managed_policy(arn);
  if (known && !known->is_partial()) {
    return std::string(known->text);
  }
  if (known || is_of_aws(arn)) {
    return tl::unexpected(
        fault(Text::Undetermined, {{"reason", "remora does not know all of " + arn}}));
  }
  return tl::unexpected(fault(Text::NotAttached, {{"policy", arn}}));
}

CompiledPolicyPtr managed_policy(const Exchange& exchange,
                                 const std::string& arn,
                                 PolicyType type) {
  const auto own = exchange.state.policies.find(arn);
  if (own == exchange.state.policies.end() && !is_of_aws(arn)) {
    return nullptr;
  }
  const auto known = world::find_managed_policy(arn);
  if (own != exchange.state.policies.end() || known) {
    const std::string_view text =
        own != exchange.state.policies.end() ? std::string_view(own->second.second) : known->text;
    if (const CompiledPolicyPtr policy = read_policy(text, arn, type)) {
      return with_arn(policy, arn);
    }
  }
  return CompiledPolicy::unread(type, "remora does not know " + arn);
}

Reply create_policy(Exchange& exchange) {
  const auto name = exchange.text("PolicyName");
  const auto text = exchange.text("PolicyDocument");
  if (!name || !text) {
    return missing(exchange, name ? "PolicyDocument" : "PolicyName");
  }
  const std::string arn = exchange.arn("iam", "policy" + exchange.text_or("Path", "/") + *name);
  if (exchange.state.policies.count(arn) > 0) {
    return fault(Text::PolicyExists, {{"policy", *name}});
  }
  const Admitted admitted = admit_policy(
      *text,
      arn,
      {AdmissionOperation::CreateManagedPolicy, {}, exchange.caller.account, {}, *name});
  if (admitted.fault) {
    return *admitted.fault;
  }
  exchange.state.policies[arn] = {*name, *text};
  ++exchange.state.revision;
  return query_reply(
      exchange,
      "<Policy>" + xml_element("PolicyName", *name) +
          xml_element("PolicyId", exchange.unique_id("ANPA")) + xml_element("Arn", arn) +
          xml_element("Path", exchange.text_or("Path", "/")) +
          "<DefaultVersionId>v1</DefaultVersionId><AttachmentCount>0</AttachmentCount>"
          "<IsAttachable>true</IsAttachable>" +
          xml_element("CreateDate", iso_time(exchange.now)) + "</Policy>");
}

Reply get_policy(Exchange& exchange) {
  const std::string arn = exchange.text_or("PolicyArn");
  if (exchange.state.policies.count(arn) == 0 && !is_of_aws(arn)) {
    return fault(Text::NotAttached, {{"policy", arn}});
  }
  return query_reply(exchange,
                     "<Policy>" + xml_element("PolicyName", arn.substr(arn.rfind('/') + 1)) +
                         xml_element("Arn", arn) +
                         "<DefaultVersionId>v1</DefaultVersionId><IsAttachable>true</IsAttachable>"
                         "</Policy>");
}

Reply get_policy_version(Exchange& exchange) {
  const auto text = policy_document(exchange, exchange.text_or("PolicyArn"));
  if (!text) {
    return text.error();
  }
  return query_reply(exchange,
                     "<PolicyVersion>" + xml_element("Document", percent_encoded(*text)) +
                         "<VersionId>v1</VersionId><IsDefaultVersion>true</IsDefaultVersion>"
                         "</PolicyVersion>");
}

Reply delete_policy(Exchange& exchange) {
  const std::string arn = exchange.text_or("PolicyArn");
  if (exchange.state.policies.erase(arn) == 0) {
    return fault(Text::NotAttached, {{"policy", arn}});
  }
  ++exchange.state.revision;
  return query_reply(exchange);
}

}  // namespace remora::wire
