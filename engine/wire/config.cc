// AWS Config. Source: AWS Config API Reference; the members of the answers as botocore's model has
// them.
#include <algorithm>

#include "engine/delivery/messages.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"

namespace remora::wire {

namespace {

using ConfigOperation = delivery::config::Operation;
using delivery::Message;

Fault config_fault(Message message, std::initializer_list<Hole> holes = {}) {
  const delivery::ServiceError error = delivery::make_error(message, holes);
  return {error.code, error.message, error.http_status};
}

std::string home_of(const Exchange& exchange) {
  return exchange.caller.account + "/" + exchange.caller.region;
}

const world::ExistingRecorder* own_recorder(const Exchange& exchange) {
  return exchange.state.world->recorder(exchange.caller.account, exchange.caller.region);
}

const world::ExistingChannel* own_channel(const Exchange& exchange) {
  return exchange.state.world->channel(exchange.caller.account, exchange.caller.region);
}

/// A call of the account's recorder and channel, as they are.
delivery::config::Call own_call(const Exchange& exchange, ConfigOperation operation) {
  delivery::config::Call call;
  call.operation = operation;
  if (const auto* recorder = own_recorder(exchange)) {
    call.recorder = recorder->recorder;
  }
  if (const auto* channel = own_channel(exchange)) {
    call.channel = channel->channel;
  }
  return call;
}

std::string shown_name(const world::ConfigurationRecorder& recorder) {
  return recorder.name.shown("default");
}

std::string shown_name(const world::DeliveryChannel& channel) {
  return channel.name.shown({}).value_or("default");
}

/// The fault of naming a recorder that is not there; nothing if it is.
std::optional<Fault> no_recorder(const Exchange& exchange, const std::string& name) {
  const auto* recorder = own_recorder(exchange);
  if (recorder == nullptr || shown_name(recorder->recorder) != name) {
    return config_fault(Message::ConfigNoSuchRecorder, {{"name", name}});
  }
  return std::nullopt;
}

std::optional<Fault> no_channel(const Exchange& exchange, const std::string& name) {
  const auto* channel = own_channel(exchange);
  if (channel == nullptr || shown_name(channel->channel) != name) {
    return config_fault(Message::ConfigNoSuchChannel, {{"name", name}});
  }
  return std::nullopt;
}

/// The same for a list of names.
template <class Check>
std::optional<Fault> check_names(const Exchange& exchange, std::string_view list, Check check) {
  for (const std::string& name : exchange.list(list)) {
    if (auto wrong = check(exchange, name)) {
      return wrong;
    }
  }
  return std::nullopt;
}

std::optional<std::string> text_in(const json::Value& object, std::string_view name) {
  const auto found = object.find(name);
  return found && found->is_string() ? std::optional<std::string>(found->text()) : std::nullopt;
}

std::string compact(const std::optional<json::Value>& value) {
  json::Writer writer(json::Writer::Style::Compact);
  return value ? writer.value(*value).take() : std::string();
}

/// Members `lastStatus` and its like under their group: `configStreamDeliveryInfo.lastStatus`.
void write_info(json::Writer& writer,
                std::string_view group,
                const std::vector<std::pair<std::string, std::string>>& fields,
                Time time) {
  writer.key(group).begin_object();
  const bool stream = group == "configStreamDeliveryInfo";
  bool failed = false;
  bool any = false;
  for (const auto& [name, value] : fields) {
    if (name.starts_with(group) && name.size() > group.size() + 1) {
      const std::string_view member = std::string_view(name).substr(group.size() + 1);
      writer.member(member, value);
      failed = failed || (member == "lastStatus" && value != "SUCCESS" && value != "Success");
      any = true;
    }
  }
  if (any && stream) {
    write_time(writer, "lastStatusChangeTime", time);
  } else if (any) {
    write_time(writer, "lastAttemptTime", time);
    if (!failed) {
      write_time(writer, "lastSuccessfulTime", time);
    }
  }
  writer.end_object();
}

}  // namespace

Reply put_configuration_recorder(Exchange& exchange) {
  const auto input = exchange.value("ConfigurationRecorder");
  if (!input || !input->is_object()) {
    return missing(exchange, "ConfigurationRecorder");
  }
  delivery::config::Call call = own_call(exchange, ConfigOperation::PutConfigurationRecorder);
  world::ConfigurationRecorder recorder;
  recorder.name = text_in(*input, "name").value_or("default");
  recorder.role_arn = text_in(*input, "roleARN").value_or("");
  call.recorder = std::move(recorder);
  if (const Attempt tried = attempt(exchange, std::move(call)); tried.fault) {
    return *tried.fault;
  }
  RecorderRecord& record = exchange.state.recorders[home_of(exchange)];
  record.group = compact(input->find("recordingGroup"));
  record.mode = compact(input->find("recordingMode"));
  return empty_reply();
}

Reply describe_configuration_recorders(Exchange& exchange) {
  if (auto wrong = check_names(exchange, "ConfigurationRecorderNames", no_recorder)) {
    return *std::move(wrong);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("ConfigurationRecorders").begin_array();
  if (const auto* recorder = own_recorder(exchange)) {
    if (auto open = unless_known(recorder->recorder.name, recorder->recorder.role_arn)) {
      return *std::move(open);
    }
    const RecorderRecord& record = exchange.state.recorders[home_of(exchange)];
    writer.begin_object()
        .member("name", shown_name(recorder->recorder))
        .member("roleARN", recorder->recorder.role_arn.shown({}));
    writer.key("recordingGroup")
        .raw(
            record.group.empty()
                ? R"({"allSupported":true,"includeGlobalResourceTypes":false,"resourceTypes":[],"exclusionByResourceTypes":{"resourceTypes":[]},"recordingStrategy":{"useOnly":"ALL_SUPPORTED_RESOURCE_TYPES"}})"
                : record.group);
    writer.key("recordingMode")
        .raw(record.mode.empty()
                 ? R"({"recordingFrequency":"CONTINUOUS","recordingModeOverrides":[]})"
                 : record.mode);
    writer.end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply describe_configuration_recorder_status(Exchange& exchange) {
  if (auto wrong = check_names(exchange, "ConfigurationRecorderNames", no_recorder)) {
    return *std::move(wrong);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("ConfigurationRecordersStatus").begin_array();
  if (const auto* recorder = own_recorder(exchange)) {
    const RecorderRecord& record = exchange.state.recorders[home_of(exchange)];
    if (auto open = unless_known(recorder->recorder.name, recorder->recorder.recording)) {
      return *std::move(open);
    }
    const bool records = recorder->recorder.recording == true;
    writer.begin_object().member("name", shown_name(recorder->recorder));
    if (record.started != 0) {
      write_time(writer, "lastStartTime", record.started);
    }
    if (record.stopped != 0) {
      write_time(writer, "lastStopTime", record.stopped);
    }
    writer.member("recording", records);
    if (records) {
      writer.member("lastStatus", "SUCCESS");
      write_time(writer, "lastStatusChangeTime", std::max(record.started, record.stopped));
    }
    writer.end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply start_configuration_recorder(Exchange& exchange) {
  const auto name = exchange.text("ConfigurationRecorderName");
  if (!name) {
    return missing(exchange, "ConfigurationRecorderName");
  }
  if (auto wrong = no_recorder(exchange, *name)) {
    return *std::move(wrong);
  }
  const Attempt tried =
      attempt(exchange, own_call(exchange, ConfigOperation::StartConfigurationRecorder));
  if (tried.fault) {
    return *tried.fault;
  }
  exchange.state.recorders[home_of(exchange)].started = exchange.now;
  return empty_reply();
}

Reply stop_configuration_recorder(Exchange& exchange) {
  const auto name = exchange.text("ConfigurationRecorderName");
  if (!name) {
    return missing(exchange, "ConfigurationRecorderName");
  }
  if (auto wrong = no_recorder(exchange, *name)) {
    return *std::move(wrong);
  }
  for (world::ExistingRecorder& one : exchange.state.change().recorders) {
    if (one.account == exchange.caller.account && one.region == exchange.caller.region) {
      one.recorder.recording = false;
    }
  }
  exchange.state.recorders[home_of(exchange)].stopped = exchange.now;
  return empty_reply();
}

Reply delete_configuration_recorder(Exchange& exchange) {
  const auto name = exchange.text("ConfigurationRecorderName");
  if (!name) {
    return missing(exchange, "ConfigurationRecorderName");
  }
  if (auto wrong = no_recorder(exchange, *name)) {
    return *std::move(wrong);
  }
  std::erase_if(exchange.state.change().recorders, [&](const world::ExistingRecorder& one) {
    return one.account == exchange.caller.account && one.region == exchange.caller.region;
  });
  exchange.state.recorders.erase(home_of(exchange));
  return empty_reply();
}

Reply put_delivery_channel(Exchange& exchange) {
  const auto input = exchange.value("DeliveryChannel");
  if (!input || !input->is_object()) {
    return missing(exchange, "DeliveryChannel");
  }
  delivery::config::Call call = own_call(exchange, ConfigOperation::PutDeliveryChannel);
  world::DeliveryChannel channel;
  const auto name = text_in(*input, "name");
  channel.name = name ? name : std::optional<std::string>("default");
  channel.s3_bucket_name = text_in(*input, "s3BucketName");
  channel.s3_key_prefix = text_in(*input, "s3KeyPrefix");
  channel.s3_kms_key_arn = text_in(*input, "s3KmsKeyArn");
  channel.sns_topic_arn = text_in(*input, "snsTopicARN");
  if (const auto properties = input->find("configSnapshotDeliveryProperties")) {
    channel.delivery_frequency = text_in(*properties, "deliveryFrequency");
  }
  call.channel = std::move(channel);
  if (const Attempt tried = attempt(exchange, std::move(call)); tried.fault) {
    return *tried.fault;
  }
  return empty_reply();
}

Reply describe_delivery_channels(Exchange& exchange) {
  if (auto wrong = check_names(exchange, "DeliveryChannelNames", no_channel)) {
    return *std::move(wrong);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("DeliveryChannels").begin_array();
  if (const auto* channel = own_channel(exchange)) {
    const world::DeliveryChannel& of = channel->channel;
    if (auto open = unless_known(of.name,
                                 of.s3_bucket_name,
                                 of.s3_key_prefix,
                                 of.s3_kms_key_arn,
                                 of.sns_topic_arn,
                                 of.delivery_frequency)) {
      return *std::move(open);
    }
    writer.begin_object().member("name", shown_name(of));
    const std::initializer_list<
        std::pair<std::string_view, const world::Fact<std::optional<std::string>>*>>
        members = {{"s3BucketName", &of.s3_bucket_name},
                   {"s3KeyPrefix", &of.s3_key_prefix},
                   {"s3KmsKeyArn", &of.s3_kms_key_arn},
                   {"snsTopicARN", &of.sns_topic_arn}};
    for (const auto& [member, fact] : members) {
      if (const auto text = fact->shown({})) {
        writer.member(member, *text);
      }
    }
    if (const auto frequency = of.delivery_frequency.shown({})) {
      writer.key("configSnapshotDeliveryProperties")
          .begin_object()
          .member("deliveryFrequency", *frequency)
          .end_object();
    }
    writer.end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply describe_delivery_channel_status(Exchange& exchange) {
  if (auto wrong = check_names(exchange, "DeliveryChannelNames", no_channel)) {
    return *std::move(wrong);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().key("DeliveryChannelsStatus").begin_array();
  if (const auto* channel = own_channel(exchange)) {
    std::vector<std::pair<std::string, std::string>> now;
    const auto* recorder = own_recorder(exchange);
    if (recorder != nullptr && !(recorder->recorder.recording == false)) {
      const auto status = later(exchange.state,
                                exchange.caller.account,
                                exchange.caller.region,
                                own_call(exchange, ConfigOperation::Deliver));
      if (!status) {
        return status.error();
      }
      for (const delivery::StatusField& field : *status) {
        now.emplace_back(field.name, field.value);
      }
    }
    const ChannelRecord& record = exchange.state.channels[home_of(exchange)];
    writer.begin_object().member("name", shown_name(channel->channel));
    write_info(writer, "configSnapshotDeliveryInfo", record.status, record.snapshot);
    write_info(writer, "configHistoryDeliveryInfo", now, exchange.now);
    write_info(writer, "configStreamDeliveryInfo", now, exchange.now);
    writer.end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer);
}

Reply delete_delivery_channel(Exchange& exchange) {
  const auto name = exchange.text("DeliveryChannelName");
  if (!name) {
    return missing(exchange, "DeliveryChannelName");
  }
  if (auto wrong = no_channel(exchange, *name)) {
    return *std::move(wrong);
  }
  const auto* recorder = own_recorder(exchange);
  if (recorder != nullptr) {
    if (auto open = unless_known(recorder->recorder.recording)) {
      return *std::move(open);
    }
  }
  if (recorder != nullptr && recorder->recorder.recording == true) {
    return fault(Text::LastChannel, {{"name", *name}});
  }
  std::erase_if(exchange.state.change().channels, [&](const world::ExistingChannel& one) {
    return one.account == exchange.caller.account && one.region == exchange.caller.region;
  });
  exchange.state.channels.erase(home_of(exchange));
  return empty_reply();
}

Reply deliver_config_snapshot(Exchange& exchange) {
  const auto name = exchange.text("deliveryChannelName");
  if (!name) {
    return missing(exchange, "deliveryChannelName");
  }
  if (auto wrong = no_channel(exchange, *name)) {
    return *std::move(wrong);
  }
  const Attempt tried =
      attempt(exchange, own_call(exchange, ConfigOperation::DeliverConfigSnapshot));
  if (tried.fault) {
    return *tried.fault;
  }
  ++exchange.state.revision;
  ChannelRecord& record = exchange.state.channels[home_of(exchange)];
  record.snapshot = exchange.now;
  record.status.clear();
  for (const delivery::StatusField& field : tried.status) {
    record.status.emplace_back(field.name, field.value);
  }
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object().member("configSnapshotId", exchange.new_id()).end_object();
  return json_reply(writer);
}

}  // namespace remora::wire
