// AWS CloudTrail: selectors and tags of trails. Source: AWS CloudTrail API Reference.
#include <algorithm>

#include "engine/wire/cloudtrail.h"
#include "engine/wire/operations.h"

namespace remora::wire {

Reply put_event_selectors(Exchange& exchange) {
  const std::string name = exchange.text_or("TrailName");
  const world::ExistingTrail* const trail = trail_to_change(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  json::Writer stored(json::Writer::Style::Compact);
  stored.begin_object().member("TrailARN", trail->arn);
  for (const std::string_view member : {"EventSelectors", "AdvancedEventSelectors"}) {
    if (const auto value = exchange.value(member)) {
      stored.key(member).value(*value);
    }
  }
  stored.end_object();
  exchange.state.trails[trail->arn].event_selectors = stored.text();
  return json_reply(stored);
}

Reply get_event_selectors(Exchange& exchange) {
  const std::string name = exchange.text_or("TrailName");
  const world::ExistingTrail* const trail = named_trail(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  Reply reply;
  reply.body = exchange.state.trails[trail->arn].event_selectors;
  if (reply.body.empty()) {
    json::Writer writer(json::Writer::Style::Compact);
    writer.begin_object().member("TrailARN", trail->arn);
    writer.key("EventSelectors")
        .raw(
            R"([{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}])");
    writer.end_object();
    return json_reply(writer);
  }
  return reply;
}

Reply put_insight_selectors(Exchange& exchange) {
  const std::string name = exchange.text_or("TrailName");
  world::ExistingTrail* const trail = trail_to_change(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  const auto selectors = exchange.value("InsightSelectors");
  trail->trail.has_insight_selectors =
      selectors && selectors->is_array() && !selectors->elements().empty();
  json::Writer stored(json::Writer::Style::Compact);
  stored.begin_object().member("TrailARN", trail->arn);
  if (selectors) {
    stored.key("InsightSelectors").value(*selectors);
  }
  stored.end_object();
  exchange.state.trails[trail->arn].insight_selectors = stored.text();
  return json_reply(stored);
}

Reply get_insight_selectors(Exchange& exchange) {
  const std::string name = exchange.text_or("TrailName");
  const world::ExistingTrail* const trail = named_trail(exchange, name);
  if (trail == nullptr) {
    return no_trail(exchange, name);
  }
  if (!(trail->trail.has_insight_selectors == true)) {
    return fault(Text::InsightsOff, {{"name", name}});
  }
  Reply reply;
  reply.body = exchange.state.trails[trail->arn].insight_selectors;
  return reply;
}

Reply list_trail_tags(Exchange& exchange) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("ResourceTagList").begin_array();
  for (const std::string& arn : exchange.list("ResourceIdList")) {
    const world::ExistingTrail* const trail = named_trail(exchange, arn);
    if (trail == nullptr) {
      return no_trail(exchange, arn);
    }
    writer.begin_object().member("ResourceId", arn).key("TagsList").begin_array();
    for (const auto& [key, value] : exchange.state.trails[trail->arn].tags) {
      writer.begin_object().member("Key", key).member("Value", value).end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply add_trail_tags(Exchange& exchange) {
  const std::string arn = exchange.text_or("ResourceId");
  const world::ExistingTrail* const trail = trail_to_change(exchange, arn);
  if (trail == nullptr) {
    return no_trail(exchange, arn);
  }
  Tags& tags = exchange.state.trails[trail->arn].tags;
  for (auto& tag : exchange.tags("TagsList")) {
    std::erase_if(tags, [&](const auto& one) { return one.first == tag.first; });
    tags.push_back(std::move(tag));
  }
  return no_output();
}

Reply remove_trail_tags(Exchange& exchange) {
  const std::string arn = exchange.text_or("ResourceId");
  const world::ExistingTrail* const trail = trail_to_change(exchange, arn);
  if (trail == nullptr) {
    return no_trail(exchange, arn);
  }
  for (const auto& tag : exchange.tags("TagsList")) {
    std::erase_if(exchange.state.trails[trail->arn].tags,
                  [&](const auto& one) { return one.first == tag.first; });
  }
  return no_output();
}

}  // namespace remora::wire
