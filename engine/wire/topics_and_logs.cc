// Amazon SNS and CloudWatch Logs, as far as deliveries touch them. Source: their API references.
#include <algorithm>

#include "engine/aws/arn.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

/// The policy that SNS gives a topic that is created without one.
/// Source: Amazon SNS Developer Guide, "Example cases for Amazon SNS access control".
std::string default_topic_policy(const std::string& arn, const std::string& account) {
  return R"({"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":)" +
         json::quoted(arn) + R"(,"Condition":{"StringEquals":{"AWS:SourceOwner":)" +
         json::quoted(account) + "}}}]}";
}

Admitted admit_topic_policy(const std::string& text, const std::string& arn) {
  return admit_policy(text,
                      "policy of topic " + arn.substr(arn.rfind(':') + 1),
                      {admission::AdmissionOperation::SetTopicAttributes, {}, {}, arn, {}});
}

/// Sets an attribute of a topic that is there. A fault if its policy cannot be stored.
std::optional<Fault> set_attribute(Exchange& exchange,
                                   const std::string& arn,
                                   const std::string& name,
                                   const std::string& value) {
  if (name == "Policy") {
    Admitted admitted = admit_topic_policy(value, arn);
    if (admitted.fault) {
      return admitted.fault;
    }
    find_to_change(exchange.state.change().topics, arn)->policy = std::move(admitted.policy);
    return std::nullopt;
  }
  if (name == "KmsMasterKeyId") {
    find_to_change(exchange.state.change().topics, arn)->kms_key = value;
    return std::nullopt;
  }
  Tags& attributes = exchange.state.topics[arn].attributes;
  std::erase_if(attributes, [&](const auto& one) { return one.first == name; });
  attributes.emplace_back(name, value);
  ++exchange.state.revision;
  return std::nullopt;
}

std::string entry_xml(std::string_view key, std::string_view value) {
  return "<entry>" + xml_element("key", key) + xml_element("value", value) + "</entry>";
}

}  // namespace

Reply create_topic(Exchange& exchange) {
  const std::string name = exchange.text_or("Name");
  const bool good =
      !name.empty() && name.size() <= 256 && std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.';
      });
  if (!good) {
    return fault(Text::TopicName);
  }
  const std::string arn = exchange.arn("sns", name);
  if (exchange.state.world->topic(arn) == nullptr) {
    world::Topic topic;
    topic.arn = arn;
    topic.account = exchange.caller.account;
    topic.policy =
        admit_topic_policy(default_topic_policy(arn, exchange.caller.account), arn).policy;
    exchange.state.topics[arn].tags = exchange.tags("Tags");
    exchange.state.change().topics.push_back(std::move(topic));
  }
  for (const auto& [key, value] : exchange.routed.form.pairs("Attributes.entry", "key", "value")) {
    if (auto wrong = set_attribute(exchange, arn, key, value)) {
      return *std::move(wrong);
    }
  }
  return query_reply(exchange, xml_element("TopicArn", arn));
}

Reply set_topic_attributes(Exchange& exchange) {
  const std::string arn = exchange.text_or("TopicArn");
  if (exchange.state.world->topic(arn) == nullptr) {
    return fault(Text::NoSuchTopic);
  }
  const std::string name = exchange.text_or("AttributeName");
  if (name.empty()) {
    return fault(Text::TopicAttribute);
  }
  if (auto wrong = set_attribute(exchange, arn, name, exchange.text_or("AttributeValue"))) {
    return *std::move(wrong);
  }
  return query_reply(exchange);
}

Reply get_topic_attributes(Exchange& exchange) {
  const world::Topic* const topic = exchange.state.world->topic(exchange.text_or("TopicArn"));
  if (topic == nullptr) {
    return fault(Text::NoSuchTopic);
  }
  if (topic->policy != nullptr && topic->policy->is_unread()) {
    return not_known({topic->policy->why()});
  }
  if (auto open = unless_known(topic->kms_key)) {
    return *std::move(open);
  }
  std::string entries =
      entry_xml("TopicArn", topic->arn) + entry_xml("Owner", topic->account) +
      entry_xml("Policy", policy_text(topic->policy)) + entry_xml("SubscriptionsConfirmed", "0") +
      entry_xml("SubscriptionsPending", "0") + entry_xml("SubscriptionsDeleted", "0");
  const std::string key = topic->kms_key.shown({});
  entries += key.empty() ? std::string() : entry_xml("KmsMasterKeyId", key);
  for (const auto& [name, value] : exchange.state.topics[topic->arn].attributes) {
    entries += entry_xml(name, value);
  }
  return query_reply(exchange, "<Attributes>" + entries + "</Attributes>");
}

Reply list_topics(Exchange& exchange) {
  std::string topics;
  for (const world::Topic& topic : exchange.state.world->topics) {
    const auto arn = Arn::parse(topic.arn);
    if (topic.account == exchange.caller.account && arn && arn->region == exchange.caller.region) {
      topics += "<member>" + xml_element("TopicArn", topic.arn) + "</member>";
    }
  }
  return query_reply(exchange, "<Topics>" + topics + "</Topics>");
}

Reply delete_topic(Exchange& exchange) {
  const std::string arn = exchange.text_or("TopicArn");
  if (exchange.state.world->topic(arn) != nullptr) {
    world::World& world = exchange.state.change();
    world.topics = without(world.topics, [&](const world::Topic& one) { return one.arn == arn; });
    exchange.state.topics.erase(arn);
  }
  return query_reply(exchange);
}

Reply list_topic_tags(Exchange& exchange) {
  const std::string arn = exchange.text_or("ResourceArn");
  if (exchange.state.world->topic(arn) == nullptr) {
    return fault(Text::NoSuchTopic);
  }
  std::string tags;
  for (const auto& [key, value] : exchange.state.topics[arn].tags) {
    tags += "<member>" + xml_element("Key", key) + xml_element("Value", value) + "</member>";
  }
  return query_reply(exchange, "<Tags>" + tags + "</Tags>");
}

Reply create_log_group(Exchange& exchange) {
  const auto name = exchange.text("logGroupName");
  if (!name) {
    return missing(exchange, "logGroupName");
  }
  const std::string arn = exchange.arn("logs", "log-group:" + *name + ":*");
  if (exchange.state.world->log_group(arn) != nullptr) {
    return fault(Text::LogGroupExists);
  }
  world::LogGroup group;
  group.arn = arn;
  exchange.state.change().log_groups.push_back(std::move(group));
  return empty_reply();
}

Reply describe_log_groups(Exchange& exchange) {
  const std::string prefix =
      exchange.arn("logs", "log-group:" + exchange.text_or("logGroupNamePrefix"));
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("logGroups").begin_array();
  for (const world::LogGroup& group : exchange.state.world->log_groups) {
    if (group.arn.starts_with(prefix)) {
      const std::string_view plain = std::string_view(group.arn).substr(
          0, group.arn.size() - (group.arn.ends_with(":*") ? 2 : 0));
      writer.begin_object()
          .member("logGroupName", plain.substr(plain.find(":log-group:") + 11))
          .member("arn", std::string(plain) + ":*")
          .member("storedBytes", std::int64_t{0})
          .end_object();
    }
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply delete_log_group(Exchange& exchange) {
  const std::string arn =
      exchange.arn("logs", "log-group:" + exchange.text_or("logGroupName") + ":*");
  const world::LogGroup* const found = exchange.state.world->log_group(arn);
  if (found == nullptr) {
    return fault(Text::NoSuchLogGroup);
  }
  const std::string listed = found->arn;
  world::World& world = exchange.state.change();
  world.log_groups =
      without(world.log_groups, [&](const world::LogGroup& one) { return one.arn == listed; });
  return empty_reply();
}

}  // namespace remora::wire
