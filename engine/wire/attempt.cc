#include "engine/wire/attempt.h"

#include <algorithm>

#include "engine/answer/answer.h"
#include "engine/base/symbol.h"
#include "engine/delivery/apply.h"
#include "engine/delivery/deliver.h"
#include "engine/wire/digest.h"

namespace remora::wire {

namespace {

/// The call itself tries nothing: it succeeds, and what is delivered after it answers nobody.
bool only_starts(const delivery::ServiceCall& call) {
  if (const auto* config = std::get_if<delivery::config::Call>(&call)) {
    return config->operation != delivery::config::Operation::PutDeliveryChannel &&
           config->operation != delivery::config::Operation::PutConfigurationRecorder;
  }
  const auto operation = std::get<delivery::cloudtrail::Call>(call).operation;
  return operation == delivery::cloudtrail::Operation::StartLogging ||
         operation == delivery::cloudtrail::Operation::Deliver;
}

/// Who looks at the bucket sees what was written. Nobody knows the bytes: there are none.
void store_objects(State& state, const delivery::DeliveryOutcome& outcome, Time now) {
  static const std::string kEmptyTag = hex(md5(""));
  for (const delivery::WrittenObject& written : outcome.objects_written) {
    const auto bucket = state.buckets.find(written.bucket);
    if (bucket == state.buckets.end()) {
      continue;
    }
    StoredObject& object = bucket->second.objects[readable(written.key)];
    object = {};
    object.etag = kEmptyTag;
    object.content_type = "binary/octet-stream";
    object.algorithm = written.encryption.algorithm.shown("AES256");
    object.kms_key = readable(written.encryption.kms_key.shown({}));
    object.bucket_key = written.encryption.bucket_key == true;
    object.modified = now;
  }
}

/// The parts of a time that names of files have: `2026`, `11`, `28`, `20261128T224500Z`.
struct DateOfFile {
  std::string year;
  std::string month;
  std::string day;
  std::string stamp;
};

DateOfFile date_of_file(Time now) {
  DateOfFile date;
  const std::string text = iso_time(now);
  date.year = text.substr(0, 4);
  date.month = text.substr(5, 2);
  date.day = text.substr(8, 2);
  for (const char c : text) {
    date.stamp += c == '-' || c == ':' ? std::string() : std::string(1, c);
  }
  return date;
}

std::string without_zero(const std::string& number) {
  return number.starts_with('0') ? number.substr(1) : number;
}

/// What a service delivers later, as a file in the bucket: its name as AWS documents it, and no
/// bytes. Source: AWS Config Developer Guide, "Viewing configuration snapshots"; AWS CloudTrail
/// User Guide, "Finding your CloudTrail log files".
void store_file(State& state, const delivery::Call& call, Time now) {
  const DateOfFile date = date_of_file(now);
  const std::string id = uuid(state.settings.seed + 2, ++state.made);
  std::string bucket_name;
  std::string prefix;
  std::string key_name;
  std::string name;
  if (const auto* const config = std::get_if<delivery::config::Call>(&call.of)) {
    if (!config->channel) {
      return;
    }
    bucket_name = config->channel->s3_bucket_name.shown({}).value_or("");
    prefix = config->channel->s3_key_prefix.shown({}).value_or("");
    key_name = config->channel->s3_kms_key_arn.shown({}).value_or("");
    const std::string kind = config->operation == delivery::config::Operation::DeliverConfigSnapshot
                                 ? "ConfigSnapshot"
                                 : "ConfigHistory";
    name = "AWSLogs/" + call.account + "/Config/" + call.region + "/" + date.year + "/" +
           without_zero(date.month) + "/" + without_zero(date.day) + "/" + kind + "/" +
           call.account + "_Config_" + call.region + "_" + kind + "_" + date.stamp + "_" + id +
           ".json.gz";
  } else {
    const auto* const trail =
        state.world->trail(delivery::named_by(call).resource, call.account, call.region);
    if (trail == nullptr) {
      return;
    }
    bucket_name = trail->trail.s3_bucket_name.shown({});
    prefix = trail->trail.s3_key_prefix.shown({}).value_or("");
    key_name = trail->trail.kms_key_id.shown({}).value_or("");
    const bool of_organization =
        trail->trail.is_organization_trail == true && state.world->organization.has_value();
    name =
        "AWSLogs/" +
        (of_organization ? std::string(state.world->organization->name()) + "/" : std::string()) +
        call.account + "/CloudTrail/" + call.region + "/" + date.year + "/" + date.month + "/" +
        date.day + "/" + call.account + "_CloudTrail_" + call.region + "_" +
        date.stamp.substr(0, 13) + "Z_" + id.substr(0, 8) + id.substr(24, 8) + ".json.gz";
  }
  const auto record = state.buckets.find(bucket_name);
  const world::Bucket* const bucket = state.world->bucket(bucket_name);
  if (record == state.buckets.end() || bucket == nullptr) {
    return;
  }
  StoredObject object;
  object.etag = hex(md5(""));
  object.content_type = "application/json";
  object.metadata.emplace_back("content-encoding", "gzip");
  object.modified = now;
  world::Suppositions first;
  const world::Key* const key =
      key_name.empty() ? nullptr : state.world->key(key_name, call.account, call.region, first);
  object.algorithm = key_name.empty() ? bucket->encryption.algorithm.shown("AES256") : "aws:kms";
  object.kms_key =
      key != nullptr ? key->arn
                     : readable(key_name.empty() ? bucket->encryption.kms_key.shown({}) : key_name);
  object.bucket_key = bucket->encryption.bucket_key == true;
  record->second.objects[readable((prefix.empty() ? prefix : prefix + "/") + name)] =
      std::move(object);
  ++state.revision;
}

/// What the world has not yet of what was written. Many worlds of the past share its buckets, and a
/// change is a copy.
std::vector<delivery::WrittenObject> not_there(
    const world::World& world, const std::vector<delivery::WrittenObject>& written) {
  std::vector<delivery::WrittenObject> missing;
  for (const delivery::WrittenObject& one : written) {
    const world::Bucket* const bucket = world.bucket(one.bucket);
    const auto is_it = [&](const world::Object& object) {
      return object.key == one.key &&
             object.encryption.algorithm == one.encryption.algorithm.shown({}) &&
             object.encryption.kms_key == one.encryption.kms_key.shown({}) &&
             object.encryption.bucket_key == (one.encryption.bucket_key == true);
    };
    if (bucket == nullptr || std::none_of(bucket->objects.begin(), bucket->objects.end(), is_it)) {
      missing.push_back(one);
    }
  }
  return missing;
}

/// Makes the world what it is after the call. What a soft endpoint is told of success for, is done.
void follow(State& state,
            const delivery::Call& call,
            const delivery::DeliveryOutcome& outcome,
            bool soft,
            Time now) {
  const bool changes = soft || !outcome.objects_written.empty() ||
                       outcome.outcome == delivery::Outcome::Delivered || !outcome.error;
  if (!changes) {
    return;
  }
  delivery::DeliveryOutcome came;
  if (!soft) {
    came.outcome = outcome.outcome;
    came.error = outcome.error;
    came.objects_written = not_there(*state.world, outcome.objects_written);
  }
  world::World& world = state.change();
  world = delivery::apply(std::move(world), call, came);
  store_objects(state, outcome, now);
}

/// Keeps a call that was tried. Returns its id.
std::uint64_t keep(State& state, DeliveryRecord record) {
  record.id = ++state.delivery_count;
  state.deliveries.push_back(std::move(record));
  if (state.deliveries.size() > kDeliveriesKept) {
    state.deliveries.pop_front();
  }
  return state.delivery_count;
}

DeliveryRecord record_of(const State& state,
                         std::shared_ptr<const delivery::Call> call,
                         const answer::Answer& answer,
                         Time now,
                         std::string_view request_id) {
  DeliveryRecord record;
  record.request_id = request_id;
  record.time = now;
  record.world = state.world;
  record.call = std::move(call);
  record.outcome = answer.outcome.outcome;
  if (answer.outcome.error) {
    record.code = answer.outcome.error->code;
    record.message = answer.outcome.error->message;
  }
  record.cause = answer.cause ? answer.cause->summary : answer.outcome.reason;
  if (record.outcome == delivery::Outcome::Undetermined && record.message.empty()) {
    record.message =
        answer.outcome.missing.empty() ? record.cause : describe(answer.outcome.missing);
  }
  return record;
}

constexpr answer::Depth kOutcomeOnly = {
    .explanations = false, .remedies = false, .surroundings = false};

delivery::Call call_of(const std::string& account,
                       const std::string& region,
                       delivery::ServiceCall of) {
  delivery::Call call;
  call.account = account;
  call.region = region;
  call.of = std::move(of);
  const delivery::Named named = named_by(call);
  call.id = std::string(operation_of(call).name) + " " +
            (named.resource.empty() ? std::string(named.bucket) : std::string(named.resource));
  return call;
}

}  // namespace

Attempt attempt(Exchange& exchange, delivery::ServiceCall of) {
  State& state = exchange.state;
  const auto call = std::make_shared<const delivery::Call>(
      call_of(exchange.caller.account, exchange.caller.region, std::move(of)));
  Attempt result;
  {
    // The world stays alive while the answer views into it.
    const std::shared_ptr<const world::World> before = state.world;
    const answer::Answer answer = answer::answer(*before, *call, state.assumptions, kOutcomeOnly);
    DeliveryRecord record = record_of(state, call, answer, exchange.now, exchange.request_id);
    const bool open = record.outcome == delivery::Outcome::Undetermined && !only_starts(call->of);
    const bool refused = answer.outcome.error.has_value() || open;
    record.soft = refused && state.settings.soft;
    if (answer.outcome.error) {
      result.fault = {record.code, record.message, answer.outcome.error->http_status};
    } else if (open) {
      result.fault = fault(Text::Undetermined, {{"reason", record.message}});
    }
    const bool soft = record.soft;
    if (soft) {
      result.fault.reset();
    }
    exchange.delivery = keep(state, std::move(record));
    result.status = answer.outcome.status;
    follow(state, *call, answer.outcome, soft, exchange.now);
    const auto* const config = std::get_if<delivery::config::Call>(&call->of);
    if (config != nullptr && answer.outcome.outcome == delivery::Outcome::Delivered &&
        config->operation == delivery::config::Operation::DeliverConfigSnapshot) {
      store_file(state, *call, exchange.now);
    }
  }
  return result;
}

tl::expected<std::vector<delivery::StatusField>, Fault> later(const State& state,
                                                              const std::string& account,
                                                              const std::string& region,
                                                              delivery::ServiceCall call) {
  delivery::DeliveryOutcome outcome =
      delivery::deliver(*state.world, call_of(account, region, std::move(call)), state.assumptions);
  if (outcome.outcome == delivery::Outcome::Undetermined) {
    return tl::unexpected(
        fault(Text::Undetermined,
              {{"reason", outcome.missing.empty() ? outcome.reason : describe(outcome.missing)}}));
  }
  return std::move(outcome.status);
}

Delivered deliver_all(State& state, Time now, std::string_view request_id) {
  std::vector<delivery::Call> calls;
  for (const world::ExistingChannel& one : state.world->channels) {
    const auto* recorder = state.world->recorder(one.account, one.region);
    if (recorder != nullptr && !(recorder->recorder.recording == false)) {
      delivery::config::Call call;
      call.operation = delivery::config::Operation::Deliver;
      call.recorder = recorder->recorder;
      call.channel = one.channel;
      calls.push_back(call_of(one.account, one.region, std::move(call)));
    }
  }
  for (const world::ExistingTrail& one : state.world->trails) {
    if (!(one.is_logging == false)) {
      delivery::cloudtrail::Call call;
      call.operation = delivery::cloudtrail::Operation::Deliver;
      call.trail.name = one.arn;
      calls.push_back(call_of(one.account, one.region, std::move(call)));
    }
  }
  Delivered delivered;
  for (delivery::Call& one : calls) {
    const auto call = std::make_shared<const delivery::Call>(std::move(one));
    const std::shared_ptr<const world::World> before = state.world;
    const answer::Answer answer = answer::answer(*before, *call, state.assumptions, kOutcomeOnly);
    DeliveryRecord record = record_of(state, call, answer, now, request_id);
    record.later = true;
    (record.outcome == delivery::Outcome::Delivered ? delivered.arrived : delivered.failed) += 1;
    keep(state, std::move(record));
    follow(state, *call, answer.outcome, false, now);
    if (answer.outcome.outcome == delivery::Outcome::Delivered) {
      store_file(state, *call, now);
    }
  }
  return delivered;
}

}  // namespace remora::wire
