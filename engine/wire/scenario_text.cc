#include "engine/wire/scenario_text.h"

#include "engine/delivery/deliver.h"
#include "engine/wire/attempt.h"
#include "engine/wire/scenario_calls.h"
#include "engine/wire/world_writer.h"

namespace remora::wire {

namespace {

class ScenarioText : private WorldWriter {
 public:
  /// Policies stand in it as JSON for people, or as the very texts that they were stored as.
  ScenarioText(const State& state, const world::World& world, bool exact = false)
      : WorldWriter(exact), state_(state), world_(world) {}

  std::string write(const std::vector<delivery::Call>& calls, std::string_view title) {
    writer_.begin_object().member("remora", std::int64_t{1}).member("title", title);
    writer_.member("world", world_.closure == world::Closure::Open ? "open" : "closed");
    write_assumptions();
    write_world(world_);
    writer_.key("deliveries").begin_array();
    std::size_t number = 0;
    for (const delivery::Call& call : calls) {
      write_delivery(call, ++number);
    }
    writer_.end_array();
    if (has_escapes()) {
      writer_.key("variables").begin_object().member("dollar_brace", kDollarBrace).end_object();
    }
    writer_.end_object();
    return writer_.take() + "\n";
  }

 private:
  void write_assumptions() {
    const delivery::Assumptions standard;
    bool any = false;
    for (std::size_t i = 0; i < delivery::known_assumptions().size(); ++i) {
      const auto assumption = static_cast<delivery::Assumption>(i);
      if (state_.assumptions.setting(assumption) != standard.setting(assumption)) {
        if (!any) {
          writer_.key("assumptions").begin_object();
        }
        any = true;
        writer_.member(delivery::info(assumption).name, state_.assumptions.value(assumption));
      }
    }
    if (any) {
      writer_.end_object();
    }
  }

  void write_call(const delivery::config::Call& call) {
    if (call.recorder) {
      write_recorder(*call.recorder);
    } else {
      writer_.key("configurationRecorder").null();
    }
    if (call.channel) {
      write_channel(*call.channel);
    } else {
      writer_.key("deliveryChannel").null();
    }
  }

  void write_call(const delivery::cloudtrail::Call& call) {
    using delivery::cloudtrail::Operation;
    if (call.operation == Operation::CreateTrail) {
      write_trail(call.trail);
      return;
    }
    const world::TrailChanges& changes = call.changes;
    writer_.key("trail").begin_object();
    text("Name", call.trail.name);
    text("S3BucketName", changes.s3_bucket_name);
    text("S3KeyPrefix", changes.s3_key_prefix);
    text("SnsTopicName", changes.sns_topic_name);
    text("KmsKeyId", changes.kms_key_id);
    text("CloudWatchLogsLogGroupArn", changes.cloud_watch_logs_log_group_arn);
    text("CloudWatchLogsRoleArn", changes.cloud_watch_logs_role_arn);
    const std::initializer_list<
        std::pair<std::string_view, const world::Fact<std::optional<bool>>*>>
        flags = {{"IsMultiRegionTrail", &changes.is_multi_region},
                 {"IsOrganizationTrail", &changes.is_organization_trail},
                 {"EnableLogFileValidation", &changes.enable_log_file_validation}};
    for (const auto& [name, fact] : flags) {
      if (known(name, *fact) && fact->known()->has_value()) {
        writer_.member(name, **fact->known());
      }
    }
    writer_.end_object();
  }

  void write_delivery(const delivery::Call& call, std::size_t number) {
    const delivery::ServiceInfo& service = delivery::service_of(call);
    writer_.begin_object()
        .member("id", std::string(service.name) + "-" + std::to_string(number))
        .member("service", service.name)
        .member("operation", delivery::operation_of(call).name)
        .member("accountId", spelled(call.account))
        .member("region", spelled(call.region));
    std::visit([&](const auto& of) { write_call(of); }, call.of);
    const delivery::DeliveryOutcome outcome = delivery::deliver(world_, call, state_.assumptions);
    writer_.key("expect").begin_object().member("outcome", to_string(outcome.outcome));
    if (outcome.error) {
      writer_.member("error", spelled(outcome.error->code))
          .member("message", spelled(outcome.error->message));
    }
    writer_.end_object().end_object();
  }

  const State& state_;
  const world::World& world_;
};

}  // namespace

std::string scenario_of(const State& state) {
  return ScenarioText(state, *state.world).write(calls_of(state), "what remora serve holds");
}

std::string world_of(const State& state) {
  return ScenarioText(state, *state.world, true).write({}, "what remora serve holds");
}

std::string scenario_of(const State& state, const DeliveryRecord& record) {
  return ScenarioText(state, *record.world)
      .write({*record.call}, "delivery " + std::to_string(record.id) + " of remora serve");
}

}  // namespace remora::wire
