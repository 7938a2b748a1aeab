#include "engine/import/events.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/words.h"
#include "engine/delivery/call.h"
#include "engine/diagnose/diagnosis.h"
#include "engine/diagnose/wordings.h"
#include "engine/import/calls.h"
#include "engine/import/event.h"
#include "engine/import/policies.h"
#include "engine/json/writer.h"

namespace remora::imports {

namespace {

using json::Value;

/// What a request says, with the first letter of each member as AWS's API has it: CloudTrail writes
/// small ones. Members that are null were not given.
Part with_capitals(const Value& request) {
  Part part = Part::object(request.place());
  for (const json::Member& member : request.members()) {
    if (!member.value.is_null()) {
      std::string name(member.key.text());
      if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
      }
      part.set(name, Part::copy(member.value));
    }
  }
  return part;
}

Part without_nulls(const Value& value) {
  Part part = Part::copy(value);
  std::erase_if(part.children, [](const Part& one) { return one.kind == json::Kind::Null; });
  return part;
}

class EventReader {
 public:
  EventReader(std::vector<Event> events,
              const std::vector<File>& outputs,
              const Options& options,
              Snapshot& snapshot)
      : events_(std::move(events)), outputs_(outputs), options_(options), snapshot_(snapshot) {}

  void read() {
    std::set<std::string> seen;
    // A call that was tried again stands once, with what AWS answered last.
    for (auto event = events_.rbegin(); event != events_.rend(); ++event) {
      const auto request = event->record.find("requestParameters");
      const std::string said =
          request ? json::Writer(json::Writer::Style::Compact).value(*request).take() : "";
      if (seen.insert(where(*event, event->name()) + said).second) {
        calls_.push_back(&*event);
      }
      if (request) {
        described_.emplace(where(*event, event->name()) + name_in(*request), *request);
        described_.emplace(where(*event, event->name()), *request);
      }
    }
    if (calls_.empty()) {
      return;
    }
    const Place last = calls_.back()->record.place();
    if (const Limits& limits = last.source->limits(); calls_.size() > limits[Limit::EventCalls]) {
      missing(last, limits.message(Limit::EventCalls), limits.hint(Limit::EventCalls));
      return;
    }
    for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
      add(**call);
    }
  }

 private:
  void add(const Event& event) {
    const auto request = event.record.find("requestParameters");
    if (!request || !request->is_object()) {
      add_from_message(event);
      return;
    }
    const Place place = event.record.place();
    const std::string service = std::string(event.service()->name);
    Part delivery = Part::object(place);
    delivery.set("id", Part::string(id_of(event, *request), place));
    delivery.set("service", Part::string(service, place));
    delivery.set("operation", Part::string(event.name(), place_of(event, "eventName")));
    delivery.set("accountId", said(event.account(), options_.account, "whose call it was", place));
    const std::string region = event.region().empty() ? options_.region : event.region();
    if (region.empty()) {
      missing(place, "this event does not say the Region", "add --region us-east-1");
      return;
    }
    delivery.set("region", Part::string(region, place_of(event, "awsRegion")));
    if (service == "config") {
      say_config(event, *request, delivery);
    } else {
      say_trail(event, *request, delivery);
    }
    delivery.set("reported", reported(event));
    snapshot_.add_delivery(std::move(delivery));
  }

  static Part said(const std::string& text,
                   const std::string& otherwise,
                   const char* what,
                   const Place& place) {
    return text.empty() && otherwise.empty()
               ? Part::unknown(std::string("the event does not say ") + what, place)
               : Part::string(text.empty() ? otherwise : text, place);
  }

  static Place place_of(const Event& event, std::string_view member) {
    const auto found = event.record.find(member);
    return found ? found->place() : event.record.place();
  }

  static std::string id_of(const Event& event, const Value& request) {
    const auto channel = request.find("deliveryChannel");
    const auto recorder = request.find("configurationRecorder");
    for (const auto& [value, member] :
         {std::pair(channel, "name"),
          std::pair(recorder, "name"),
          std::pair(std::optional(request), "name"),
          std::pair(std::optional(request), "deliveryChannelName"),
          std::pair(std::optional(request), "configurationRecorderName")}) {
      if (const auto name = value ? given(*value, member) : std::nullopt) {
        return name->substr(name->rfind('/') + 1);
      }
    }
    return event.service()->name == "config" ? "channel" : "trail";
  }

  static Part reported(const Event& event) {
    Part said = Part::object(event.record.place());
    said.set("by", Part::string("the CloudTrail event", event.record.place()));
    said.set("error", Part::string(event.error_code(), place_of(event, "errorCode")));
    if (!event.error_message().empty()) {
      said.set("message", Part::string(event.error_message(), place_of(event, "errorMessage")));
    }
    return said;
  }

  /// An operation in the account and Region of an event.
  static std::string where(const Event& event, std::string_view operation) {
    return std::string(operation) + " " + event.account() + " " + event.region() + " ";
  }

  static std::string name_in(const Value& request) { return member_text(request, "name"); }

  /// A recorder or channel that another event of the same account and Region put, the last.
  [[nodiscard]] std::optional<Value> put_elsewhere(const Event& event,
                                                   std::string_view operation,
                                                   std::string_view member) const {
    const auto found = described_.find(where(event, operation));
    return found == described_.end() ? std::nullopt : found->second.find(member);
  }

  void say_config(const Event& event, const Value& request, Part& delivery) {
    const Place place = event.record.place();
    const auto own = [&](std::string_view operation, std::string_view member) {
      const auto said = request.find(member);
      return said ? said : put_elsewhere(event, operation, member);
    };
    if (const auto recorder = own("PutConfigurationRecorder", "configurationRecorder")) {
      delivery.set("configurationRecorder", without_nulls(*recorder));
    } else if (const auto described = described_recorder(event.account())) {
      delivery.set("configurationRecorder", Part::copy(*described));
    } else {
      delivery.set(
          "configurationRecorder",
          service_linked_recorder(
              delivery.find("accountId")->text, delivery.find("id")->text, place, snapshot_));
    }
    if (const auto channel = own("PutDeliveryChannel", "deliveryChannel")) {
      delivery.set("deliveryChannel", without_nulls(*channel));
    } else if (event.name() != "PutConfigurationRecorder") {
      delivery.set("deliveryChannel",
                   unknown(place, {"s3BucketName", "s3KeyPrefix", "s3KmsKeyArn", "snsTopicARN"}));
    }
  }

  /// The recorder of that account, among what the AWS CLI printed.
  [[nodiscard]] std::optional<Value> described_recorder(const std::string& account) const {
    for (const File& file : outputs_) {
      const auto list = file.json ? file.root().find("ConfigurationRecorders") : std::nullopt;
      for (const Value& recorder : list ? list->elements() : std::vector<Value>()) {
        const std::string role = member_text(recorder, "roleARN");
        const auto arn = Arn::parse(role);
        if (arn && arn->account == account) {
          return recorder;
        }
      }
    }
    return std::nullopt;
  }

  void say_trail(const Event& event, const Value& request, Part& delivery) {
    Part trail = with_capitals(request);
    const Place place = event.record.place();
    if (trail.find("Name") == nullptr) {
      trail.set("Name", Part::unknown("the event does not say the trail's name", place));
    }
    if (event.name() != "CreateTrail") {
      const Part there = trail_that_is_there(event, trail.find("Name")->text, place);
      if (event.name() == "UpdateTrail") {
        snapshot_.trails().append(Part::object(place)
                                      .set("accountId", *delivery.find("accountId"))
                                      .set("region", *delivery.find("region"))
                                      .set("trail", there));
      } else {
        trail = there;
      }
    }
    delivery.set("trail", std::move(trail));
  }

  /// The trail as another event created it, else one of which only the name is known.
  [[nodiscard]] Part trail_that_is_there(const Event& event,
                                         const std::string& name_or_arn,
                                         const Place& place) const {
    const std::string name = name_or_arn.substr(name_or_arn.rfind('/') + 1);
    if (const auto created = described_.find(where(event, "CreateTrail") + name);
        created != described_.end()) {
      return with_capitals(created->second);
    }
    Part trail = unknown(place,
                         {"S3BucketName",
                          "S3KeyPrefix",
                          "KmsKeyId",
                          "SnsTopicName",
                          "IsOrganizationTrail",
                          "IsMultiRegionTrail"});
    return trail.set("Name", Part::string(name, place));
  }

  static Part unknown(const Place& place, std::initializer_list<const char*> members) {
    Part part = Part::object(place);
    for (const char* member : members) {
      part.set(member, Part::unknown("the event names it and does not describe it", place));
    }
    return part;
  }

  /// The request is not recorded: the message of the error says what it can.
  void add_from_message(const Event& event) {
    const diagnose::Wordings wordings;
    const auto errors = diagnose::diagnose(error_text(event), wordings);
    const Place place = event.record.place();
    if (errors.empty() || !errors.front().bucket.value) {
      missing(place,
              "this event has no requestParameters, and no error message that names the bucket",
              errors.empty() || errors.front().service == "config"
                  ? "say what was called: --channel bucket=NAME,account=ID,region=REGION"
                  : "say what was called: --trail bucket=NAME,account=ID,region=REGION");
      return;
    }
    Options options = options_;
    options.account = event.account().empty() ? options.account : event.account();
    options.region = event.region().empty() ? options.region : event.region();
    const std::size_t before = snapshot_.deliveries().children.size();
    add_call(errors.front(), place, options, snapshot_);
    if (snapshot_.deliveries().children.size() > before) {
      snapshot_.deliveries().children.back().set("reported", reported(event));
    }
  }

  void missing(const Place& place, std::string what, std::string hint) {
    snapshot_.sink().error(place, "event", std::move(what), std::move(hint));
  }

  std::vector<Event> events_;
  const std::vector<File>& outputs_;
  const Options& options_;
  Snapshot& snapshot_;
  std::vector<const Event*> calls_;         // from the last to the first
  std::map<std::string, Value> described_;  // requests, by where() and with the name in them
};

std::string operations() {
  std::vector<std::string_view> names;
  for (const delivery::ServiceInfo* service : delivery::services()) {
    for (const delivery::OperationInfo& operation : service->operations) {
      if (operation.name != "Deliver") {
        names.push_back(operation.name);
      }
    }
  }
  return joined(names);
}

}  // namespace

void read_events(const std::vector<File>& files,
                 const std::vector<File>& outputs,
                 const Options& options,
                 Snapshot& snapshot) {
  std::vector<Event> events;
  for (const File& file : files) {
    std::vector<Event> found = events_in(file.json);
    if (found.empty() && !file.of_folder) {
      snapshot.sink().error(file.place(),
                            "event",
                            "no event here is a call that delivers",
                            "such are " + operations());
    }
    events.insert(events.end(), found.begin(), found.end());
  }
  EventReader(std::move(events), outputs, options, snapshot).read();
}

}  // namespace remora::imports
